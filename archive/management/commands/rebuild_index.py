"""manage.py rebuild_index: a new index, built aside while the old one answers."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from archive.management.faults import told_in_a_line
from archive.management.progress import watch_documents
from archive.search.indexing import rebuild


class Command(BaseCommand):
    help = "Builds the search index anew beside the old one, then puts it in its place."

    def handle(self, *args: Any, **options: Any) -> None:
        with told_in_a_line():
            count = rebuild(watch_documents)
        told = ngettext("%d turn indexed.", "%d turns indexed.", count)
        self.stdout.write(told % count)
