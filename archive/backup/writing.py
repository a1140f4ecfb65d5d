"""The archive into a file, from one state of the database."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.apps import apps
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.backup.database import first_line, migrations, snapshot
from archive.backup.sealed import sealed, written_aside
from archive.backup.tables import (
    Names,
    Watch,
    as_sums_file,
    counts,
    digest_of,
    tables,
)
from archive.errors import BackupError
from archive.models import Trail

FORM = 1
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
README = """\
A backup of a Suhbat archive of interviews. It reads without that program.

tables/NAME.jsonl  one table each: UTF-8, one row a line, a JSON object, by key.
                   Times are ISO 8601 in UTC; bytes are base64, so that
                   jq -r .content tables/archive.source.jsonl | base64 -d
                   gives the interviews as they were obtained.
                   Names ending in _id hold another table's id, or a name.
manifest.json      when it was made, the number of rows of each table, the
                   migrations of the database, and the digest of the archive.
SHA256SUMS         sha256sum --check SHA256SUMS   checks every file here.
                   grep tables/ SHA256SUMS | grep -v archive.trail | sha256sum
                   gives the digest of the archive.

The last 64 characters of the backup itself are the SHA-256 of all before them:
head -c -64 BACKUP | sha256sum

It holds the hashes of passwords and all that is not published. Keep it closed.
"""

TOLD = (
    "archive.interview",
    "archive.turn",
    "archive.speaker",
    "archive.topic",
    "archive.annotation",
    "auth.user",
)


@dataclass(frozen=True)
class Contents:
    """What a backup holds, or a database held: rows by table, and the digest."""

    rows: dict[str, int]
    digest: str = ""
    is_on_trail: bool = True

    def __bool__(self) -> bool:
        return any(self.rows.values())

    def __str__(self) -> str:
        told = [_counted(label, self.rows[label]) for label in TOLD]
        count = sum(self.rows.values())
        rows = ngettext("%(count)d row in all", "%(count)d rows in all", count)
        return ", ".join([*filter(None, told), rows % {"count": count}])


def write(path: Path, actor: str, watch: Watch) -> Contents:
    """Back the archive up into a new file; BackupError when there is one."""
    with _told(path):
        if path.exists():
            raise BackupError(
                f"{path}: there is such a file already. Choose another name, "
                "or use --force to put the backup in its place."
            )
    return overwrite(path, actor, watch)


def overwrite(path: Path, actor: str, watch: Watch) -> Contents:
    """Back the archive up; a file of that name is replaced when all is written."""
    applied = migrations()
    with _told(path):
        if path.is_dir():
            raise BackupError(f"{path}: a folder. Give the name of a file in it.")
        with snapshot(), written_aside(path) as stream, sealed(stream) as pack:
            rows, digest = _pack(pack, applied, watch)
    return Contents(rows, digest, is_on_trail=_record(actor, path, digest))


def _counted(label: str, count: int) -> str:
    if not count:
        return ""
    words = apps.get_model(label)._meta
    return f"{count} {words.verbose_name if count == 1 else words.verbose_name_plural}"


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupError(
            f"{path}: {error.strerror or error}. Nothing was written. "
            "Choose a folder with room that can be written."
        ) from error
    except DatabaseError as error:
        raise BackupError(
            f"The database cannot be read ({first_line(error)}). Nothing was written."
        ) from error


def _pack(
    pack: ZipFile, applied: list[str], watch: Watch
) -> tuple[dict[str, int], str]:
    rows, names = counts(), Names()
    watch.begin(_("Backing up"), sum(rows.values()))
    sums = {}
    for table in tables():
        with closing(table.pieces(names, watch)) as pieces:
            sums[table.member] = _add(pack, table.member, pieces)
    digest = digest_of(sums)
    manifest = _manifest(rows, applied, digest)
    sums[MANIFEST] = _add(pack, MANIFEST, [manifest])
    sums["README.txt"] = _add(pack, "README.txt", [README.encode()])
    _add(pack, SUMS, [as_sums_file(sums)])
    return rows, digest


def _add(pack: ZipFile, name: str, pieces: Iterable[bytes]) -> str:
    """Put a file into the backup, piece by piece; returns its SHA-256."""
    member = ZipInfo(name, timezone.now().timetuple()[:6])
    member.compress_type = ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    sha256 = hashlib.sha256()
    with pack.open(member, "w", force_zip64=True) as stream:
        for piece in pieces:
            stream.write(piece)
            sha256.update(piece)
    return sha256.hexdigest()


def _manifest(rows: dict[str, int], applied: list[str], digest: str) -> bytes:
    manifest = {
        "suhbat_backup": FORM,
        "made": timezone.now().isoformat(timespec="seconds"),
        "digest": digest,
        "rows": rows,
        "migrations": applied,
    }
    return json.dumps(manifest, indent=1).encode() + b"\n"


def _record(actor: str, path: Path, digest: str) -> bool:
    """Note the backup on the trail, which a full disk must not make it fail for."""
    try:
        Trail.objects.record(actor, "backup", path.name, digest)
    except DatabaseError:
        return False
    return True
