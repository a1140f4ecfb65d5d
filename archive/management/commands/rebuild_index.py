"""manage.py rebuild_index: a new index, built aside while the old one answers."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from archive.errors import SearchError
from archive.management.progress import watch_documents
from archive.search.indexing import rebuild


class Command(BaseCommand):
    help = "Builds the search index anew beside the old one, then puts it in its place."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = rebuild(watch_documents)
        except SearchError as error:
            raise CommandError(str(error)) from error
        told = ngettext("%d turn indexed.", "%d turns indexed.", count)
        self.stdout.write(told % count)
