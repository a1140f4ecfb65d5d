"""manage.py verify: every hash and offset of the archive computed again."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.backup.database import first_line, snapshot
from archive.backup.reading import opened
from archive.errors import BackupError
from archive.fixity import Finding, Verification
from archive.management.progress import Bar
from archive.management.tables import harmless
from archive.models import Trail

FOUND, NOT_READ, STOPPED = 1, 2, 130


class Command(BaseCommand):
    help = (
        "Computes every hash and offset of the archive again and names what is not "
        "as it was kept. Exit code 0: all is; 1: something is not; 2: not checked."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--json", action="store_true", help="a line of JSON for each finding"
        )
        parser.add_argument(
            "--backup", type=Path, metavar="FILE", help="check this backup, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with _told(), Bar() as bar, snapshot():
            checking = Verification(bar)
            number = self._tell(checking.findings(), is_json=options["json"])
            if options["backup"]:
                found = check_backup(options["backup"])
                number += self._tell(found, is_json=options["json"])
        self.stderr.write(_looked_at(checking))
        if number:
            raise CommandError(_summary(number), returncode=FOUND)
        self.stderr.write(_("All is as it was kept."))

    def _tell(self, findings: Iterator[Finding], *, is_json: bool) -> int:
        """Write each finding as it comes; returns how many there were."""
        number = 0
        for finding in findings:
            number += 1
            told = json.dumps(asdict(finding), ensure_ascii=False)
            self.stdout.write(told if is_json else harmless(str(finding)))
        return number


def check_backup(path: Path) -> Iterator[Finding]:
    """Yield what is wrong with a backup: its sums, or that this archive made none."""
    try:
        with opened(path) as backup:
            digest = backup.contents.digest
    except BackupError as error:
        yield Finding(path.name, str(error), "")
        return
    if not Trail.objects.filter(act="backup", digest=digest).exists():
        told = _("it is whole, and the trail does not know it.")
        remedy = _("It was made from another archive, or the trail was cut.")
        yield Finding(path.name, told, remedy)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        told = _("Stopped. What was looked at until then is told above.")
        raise CommandError(told, returncode=STOPPED) from None
    except DatabaseError as error:
        told = _("The database cannot be read (%(reason)s): manage.py migrate?")
        raise CommandError(
            told % {"reason": first_line(error)}, returncode=NOT_READ
        ) from error


def _looked_at(checking: Verification) -> str:
    told = _(
        "Looked at: acts %(acts)d, sources %(sources)d, interviews %(interviews)d, "
        "paragraphs %(paragraphs)d."
    )
    return told % {
        "acts": checking.acts,
        "sources": checking.sources,
        "interviews": checking.interviews,
        "paragraphs": checking.paragraphs,
    }


def _summary(number: int) -> str:
    return ngettext(
        "%(number)d thing is not as it was kept.",
        "%(number)d things are not as they were kept.",
        number,
    ) % {"number": number}
