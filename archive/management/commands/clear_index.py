"""manage.py clear_index: haystack's, refused, for readers would find nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Refused: an empty index would answer that nothing is in the archive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--noinput", action="store_true", help="changes nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError(
            "The search index is never emptied in place: readers would find nothing. "
            "Build it anew beside the old one with: manage.py rebuild_index"
        )
