"""The TOML beside a source: what its keeper states and the text cannot.

`interview.txt` is accompanied by `interview.toml`. What it says is kept as the
sidecar's word (Basis.SIDECAR), beside what the text says. Pure but for one read.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from archive.errors import MalformedSidecar
from archive.ingest.conventions import CONVENTIONS
from archive.transcript import Basis, Dating, Precision, Role, State, Topic

Choice = TypeVar("Choice", bound=StrEnum)
Table = TypeVar("Table")

WORDS = {
    "slug",
    "title",
    "standfirst",
    "section",
    "language",
    "outlet",
    "republisher",
    "rights",
    "licence",
    "origin",
    "obtained",
}
OF_SOURCE = {"origin", "obtained"}
SECTIONS = {"convention", "state", "date", "person", "topic"}
PERSON = {"name", "role", "aliases", "evidence"}
TOPIC = {"slug", "name", "parent", "scope", "labels", "questions"}
DATE = {"start", "precision", "evidence"}


@dataclass(frozen=True, slots=True)
class StatedPerson:
    name: str
    role: Role
    aliases: tuple[str, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What was stated; `words` holds the single values by their field."""

    name: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    convention: str = ""
    state: State | None = None
    dating: Dating | None = None
    people: tuple[StatedPerson, ...] = ()
    topics: tuple[Topic, ...] = ()


def beside(source: Path) -> Path:
    """Where the sidecar of a source is looked for."""
    return source.with_suffix(".toml")


def read(path: Path) -> Sidecar:
    """Return what the sidecar states; an empty one when there is no file.

    Raises MalformedSidecar for what is no TOML, an unknown key, or a value that
    cannot be.
    """
    if not path.is_file():
        return Sidecar()
    try:
        return read_bytes(path.read_bytes(), path.name)
    except OSError as error:
        raise MalformedSidecar(path.name, f"{error.strerror}.") from error


def read_bytes(content: bytes, name: str) -> Sidecar:
    """Return what these bytes of a sidecar state."""
    try:
        form = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedSidecar(name, f"not TOML in UTF-8: {error}.") from error
    try:
        return _sidecar(name, form)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        problem = (
            f"{error.args[0]} is missing" if isinstance(error, KeyError) else error
        )
        raise MalformedSidecar(name, f"{problem}. Mend it there.") from error


def _sidecar(name: str, form: dict[str, Any]) -> Sidecar:
    _only(form, WORDS | SECTIONS, "the sidecar")
    words = {key: _text(form[key], key) for key in sorted(WORDS & form.keys())}
    return Sidecar(
        name=name,
        words=words,
        convention=_convention(form),
        state=_one_of(State, form["state"], "state") if "state" in form else None,
        dating=_dating(form["date"]) if "date" in form else None,
        people=tuple(_each(_person, form, "person")),
        topics=tuple(_each(_topic, form, "topic")),
    )


def _only(form: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in form:
        if key not in known:
            names = ", ".join(sorted(known))
            raise ValueError(f"“{key}” is not known in {where}; these are: {names}")


def _text(value: Any, key: str) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise ValueError(f"{key} must be words in quotation marks")
    return value.strip()


def _optional(form: Mapping[str, Any], key: str) -> str:
    return _text(form[key], key) if key in form else ""


def _texts(value: Any, key: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f'{key} must be a list, such as ["…"]')
    return tuple(_text(each, key) for each in value)


def _tables(form: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    tables = form.get(key, [])
    if not isinstance(tables, list) or not all(
        isinstance(table, dict) for table in tables
    ):
        raise ValueError(f"{key} must be written as [[{key}]]")
    return tables


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise ValueError(f"start is {words!r}; write it as 2024-01-31") from error


def _labels(labels: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(labels, dict):
        raise TypeError('labels must be written as { ru = ["…"] }')
    return tuple(
        (language, name)
        for language, names in labels.items()
        for name in _texts(names, f"labels in {language}")
    )


def _one_of(choices: type[Choice], value: Any, key: str) -> Choice:
    if value not in list(choices):
        raise ValueError(f"{key} is {value!r}; it is one of {', '.join(choices)}")
    return choices(value)


def _convention(form: Mapping[str, Any]) -> str:
    stated = _optional(form, "convention")
    if stated and stated not in CONVENTIONS:
        known = ", ".join(CONVENTIONS)
        raise ValueError(f"convention is “{stated}”; the archive knows {known}")
    return stated


def _dating(form: Any) -> Dating:
    if not isinstance(form, dict):
        raise TypeError("date must be written as [date], with a start")
    _only(form, DATE, "[date]")
    start = _day(_text(form["start"], "start"))
    precision = _one_of(Precision, form.get("precision", "day"), "precision")
    evidence = _optional(form, "evidence")
    return Dating(start.isoformat(), precision, Basis.SIDECAR, evidence)


def _person(form: dict[str, Any]) -> StatedPerson:
    _only(form, PERSON, "[[person]]")
    aliases = _texts(form.get("aliases", []), "aliases")
    name, role = _text(form["name"], "name"), _one_of(Role, form["role"], "role")
    return StatedPerson(name, role, aliases, _optional(form, "evidence"))


def _topic(form: dict[str, Any]) -> Topic:
    _only(form, TOPIC, "[[topic]]")
    return Topic(
        slug=_text(form["slug"], "slug"),
        name=_text(form["name"], "name"),
        parent=_optional(form, "parent"),
        scope_note=_optional(form, "scope"),
        labels=_labels(form.get("labels", {})),
        questions=_texts(form.get("questions", []), "questions"),
    )


def _each(
    read_one: Callable[[dict[str, Any]], Table], form: Mapping[str, Any], key: str
) -> Iterator[Table]:
    """Read each table of that name; an error says which of them it is in."""
    for place, table in enumerate(_tables(form, key), 1):
        try:
            yield read_one(table)
        except KeyError as error:
            missing = f"[[{key}]] {place}: {error.args[0]} is missing"
            raise ValueError(missing) from error
        except (TypeError, ValueError) as error:
            raise ValueError(f"[[{key}]] {place}: {error}") from error
