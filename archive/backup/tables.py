"""What is kept, table by table, as lines of JSON that are the same on any database."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar, cast

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import BinaryField, Field, Model

from archive.models import Trail

Row = tuple[Any, ...]
T = TypeVar("T")

LEFT_OUT = {
    # Who is logged in, or failed to: it dies with the site it happened on.
    "axes",
    "sessions",
    # Made by migrate, numbered differently each time. Rows refer to them by name.
    "auth.permission",
    "contenttypes",
    # What search has still to do: a restore leaves its own.
    "archive.indextask",
    # What quotations are looked up by: read from the words again.
    "archive.paired",
    "archive.wordpair",
    # How often pages changed: a restore is one more change.
    "archive.generation",
    # What an editor only looks at is no part of the archive yet.
    "archive.upload",
}
BATCH = 500


class Watch:
    """Sees how far long work has come. This one does not look."""

    def begin(self, what: str, rows: int) -> None:
        """So many rows of it lie ahead."""

    def advance(self, rows: int) -> None:
        """So many more are done."""


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(things)
    while batch := list(islice(remaining, size)):
        yield batch


class Names:
    """Content types and permissions by name, as in `auth.user.add_user`."""

    def __init__(self) -> None:
        self.types = {
            each.pk: f"{each.app_label}.{each.model}"
            for each in ContentType.objects.all()
        }
        self.permissions = {
            each.pk: f"{self.types[each.content_type_id]}.{each.codename}"
            for each in Permission.objects.all()
        }
        self.type_keys = {name: key for key, name in self.types.items()}
        self.permission_keys = {name: key for key, name in self.permissions.items()}

    def of(self, model: type[Model] | None) -> Mapping[int, str] | None:
        if model is ContentType:
            return self.types
        return self.permissions if model is Permission else None

    def key(self, model: type[Model], name: str) -> int:
        """The number of that name here; one nobody has any more is made again."""
        if model is Permission:
            return self.permission_keys.get(name) or self._new_permission(name)
        return self.type_keys.get(name) or self._new_type(name)

    def _new_type(self, name: str) -> int:
        label, _, model = name.partition(".")
        made = ContentType.objects.create(app_label=label, model=model)
        self.type_keys[name] = made.pk
        return made.pk

    def _new_permission(self, name: str) -> int:
        label, model, codename = name.split(".", 2)
        kind = self.key(ContentType, f"{label}.{model}")
        made = Permission.objects.create(
            content_type_id=kind, codename=codename, name=codename
        )
        self.permission_keys[name] = made.pk
        return made.pk


@dataclass(frozen=True)
class Table:
    """One model and its rows, in the order of their keys."""

    model: type[Model]

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @property
    def member(self) -> str:
        """Where its rows stand inside a backup."""
        return f"tables/{self.name}.jsonl"

    @cached_property
    def fields(self) -> list[Field[Any, Any]]:
        return list(self.model._meta.concrete_fields)

    @property
    def batch(self) -> int:
        """How many rows are in memory at a time: one, where a row is a file."""
        has_files = any(isinstance(field, BinaryField) for field in self.fields)
        return 1 if has_files else BATCH

    def count(self) -> int:
        return self.model._base_manager.count()

    def lines(self, names: Names) -> Generator[bytes, None, None]:
        """Each row as one line of JSON."""
        columns = [field.attname for field in self.fields]
        known = [names.of(_named(field)) for field in self.fields]
        rows = self.model._base_manager.order_by("pk").values_list(*columns)
        # Closed here: a cursor that outlives its transaction complains aloud.
        found = cast("Generator[Row]", rows.iterator(chunk_size=self.batch))
        with closing(found):
            for row in found:
                told = (
                    value if named is None or value is None else named[value]
                    for value, named in zip(row, known, strict=True)
                )
                yield as_line(dict(zip(columns, told, strict=True)))

    def pieces(self, names: Names, watch: Watch) -> Generator[bytes, None, None]:
        """The lines, as many at a time as memory should hold."""
        with closing(self.lines(names)) as lines:
            for batch in batches(lines, self.batch):
                yield b"".join(batch)
                watch.advance(len(batch))

    def row(self, line: bytes, names: Names) -> Row:
        """A line as the database wants it; ValueError when it is no such row."""
        told = json.loads(line)
        if not isinstance(told, dict) or {*told} != {f.attname for f in self.fields}:
            raise ValueError("it does not have the columns of this table")
        return tuple(_kept(field, told[field.attname], names) for field in self.fields)

    def insert(self, rows: list[Row]) -> None:
        # Not save(): the times of creation and change are part of the record.
        quote = connection.ops.quote_name
        columns = ", ".join(quote(str(field.column)) for field in self.fields)
        places = ", ".join("%s" for _ in self.fields)
        table = quote(self.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608
                rows,
            )


def tables() -> list[Table]:
    """Every table that is kept, by name. A new model is kept unless left out."""
    kept = [
        Table(model)
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
        and not {model._meta.app_label, model._meta.label_lower} & LEFT_OUT
    ]
    return sorted(kept, key=lambda table: table.name)


def counts() -> dict[str, int]:
    return {table.name: table.count() for table in tables()}


def sums(watch: Watch) -> dict[str, str]:
    """The SHA-256 of each table's lines, by its place inside a backup."""
    names, found = Names(), {}
    for table in tables():
        sha256 = hashlib.sha256()
        for piece in table.pieces(names, watch):
            sha256.update(piece)
        found[table.member] = sha256.hexdigest()
    return found


def digest_of(sums: Mapping[str, str]) -> str:
    """The digest of an archive, from the sums of its tables.

    The trail is not part of it: backing up and restoring are acts, and leave
    their row there. Its own chain, and its own sum, vouch for it.
    """
    told = {member: sums[member] for member in sums if member != Table(Trail).member}
    return hashlib.sha256(as_sums_file(told)).hexdigest()


def as_sums_file(sums: Mapping[str, str]) -> bytes:
    """What `sha256sum --check` reads."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()


def as_line(row: dict[str, Any]) -> bytes:
    """A row as JSON, the same on any database."""
    # Keys in order: PostgreSQL does not keep the order of a JSON object's keys.
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, default=_plain)
    return text.encode() + b"\n"


def _named(field: Field[Any, Any]) -> type[Model] | None:
    """The model that a link names, where others give a number."""
    model = field.related_model
    return model if model in {ContentType, Permission} else None


def _plain(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(value).decode()
    raise TypeError(f"a backup has no form for {type(value).__name__}")


def _kept(field: Field[Any, Any], value: Any, names: Names) -> Any:
    named = _named(field)
    if named is not None and value is not None:
        value = names.key(named, value)
    return field.get_db_prep_save(field.to_python(value), connection)
