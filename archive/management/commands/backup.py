"""The door to a backup: a file name in, the archive's digest out."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from archive.backup import overwrite, write
from archive.errors import ArchiveError
from archive.management.progress import Bar
from archive.models.memory import operator


class Command(BaseCommand):
    help = "Writes the whole archive into one file, while the site runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="such as archive.zip")
        parser.add_argument(
            "--force", action="store_true", help="replace a file of that name"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        back_up = overwrite if options["force"] else write
        try:
            with Bar() as bar:
                contents = back_up(options["file"], operator(), bar)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        size = options["file"].stat().st_size
        self.stdout.write(
            _("%(file)s: %(contents)s, %(size)d bytes.\nDigest: %(digest)s")
            % {
                "file": options["file"],
                "contents": contents,
                "size": size,
                "digest": contents.digest,
            }
        )
        self.stdout.write(
            _("It holds password hashes and all that is unpublished: keep it closed.")
        )
        if not contents.is_on_trail:
            self.stderr.write(_("The trail could not be written: see the database."))
