"""manage.py index_quotes: the words of the archive, so that quotations find them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import ngettext

from archive.management.faults import told_in_a_line
from archive.management.progress import watch_interviews
from archive.quoting.keeping import rebuild, update


class Command(BaseCommand):
    help = (
        "Reads what changed, so that /check/ compares quotations with it; everything "
        "where nothing has been read yet, or much has changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="Read everything anew."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with told_in_a_line():
            count = (rebuild if options["rebuild"] else update)(watch_interviews)
        told = ngettext("%d interview read.", "%d interviews read.", count)
        self.stdout.write(told % count)
