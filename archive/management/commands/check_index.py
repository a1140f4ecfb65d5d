"""manage.py check_index: what is wrong with the search index, and what mends it.

Exit code 0: nothing. 3 there is no index, 4 it is damaged, 5 another version made it,
6 the engine does not answer, 7 changes wait, 8 it holds what is not public, 9 it lacks
what is public. Of several faults the first, which is the worst, is meant.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from archive.management.faults import told_in_a_line
from archive.models import Turn
from archive.search.checking import check


class Command(BaseCommand):
    help = (
        "Reads the whole search index and compares it with the archive: names what is "
        "wrong and what mends it. Changes nothing. Exit codes: 0 sound, 3 missing, "
        "4 damaged, 5 outdated, 6 the engine does not answer, 7 changes wait, 8 it "
        "holds what is not public, 9 it lacks what is public."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with told_in_a_line():
            faults = check()
        if faults:
            told = "\n".join(fault.told for fault in faults)
            raise CommandError(told, returncode=faults[0].cause)
        count = Turn.objects.public().count()
        told = ngettext(
            "The search index is sound: %d turn, as many as are public.",
            "The search index is sound: %d turns, as many as are public.",
            count,
        )
        self.stdout.write(told % count)
