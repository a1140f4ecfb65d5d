"""manage.py update_index: what changed becomes searchable, and quotable."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from archive.management.faults import told_in_a_line
from archive.management.progress import watch_documents, watch_interviews
from archive.quoting import keeping
from archive.search.indexing import update


class Command(BaseCommand):
    help = (
        "Makes the search index agree with the archive: does what is pending, finds "
        "what was missed, builds the index when there is none that can be used. Reads "
        "what quotations are compared with, too."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with told_in_a_line():
            count = update(watch_documents)
            keeping.update(watch_interviews)
        told = ngettext("%d change indexed.", "%d changes indexed.", count)
        self.stdout.write(told % count)
