"""The door back: a backup's file name in, the archive as it was out."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from archive.backup import replace, restore
from archive.errors import ArchiveError
from archive.management.progress import Bar
from archive.models.memory import operator


class Command(BaseCommand):
    help = "Fills the database from a backup, after checking all of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="what manage.py backup wrote")
        parser.add_argument(
            "--replace", action="store_true", help="in place of all that is kept here"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        put_back = replace if options["replace"] else restore
        try:
            with Bar() as bar:
                restored = put_back(options["file"], operator(), bar)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        if restored.before:
            self.stdout.write(_("There was: %s.") % restored.before)
        self.stdout.write(
            _("Restored: %(contents)s.\nDigest: %(digest)s, as in the backup.")
            % {"contents": restored.contents, "digest": restored.contents.digest}
        )
        self.stdout.write(_("Run manage.py update_index, so that search finds it."))
