"""What a Markdown file states before its text: YAML, TOML or JSON. Pure."""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import yaml

from archive.ingest.casting.persons import Person
from archive.ingest.surroundings import dates
from archive.transcript import Basis, Claim, Role

FENCED = re.compile(
    r"\ufeff?\s*(?:"
    r"---[ \t]*\r?\n(?P<yaml>.*?)(?:^|(?<=\n))(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)|"
    r"\+\+\+[ \t]*\r?\n(?P<toml>.*?)(?<=\n)\+\+\+[ \t]*(?:\r?\n|\Z))",
    re.DOTALL,
)
LONGEST = 100_000
STATED = re.compile(
    r"""^([A-Za-z_-]+)[ \t]*:[ \t]*(["']?)(.*?)\2[ \t]*$""", re.MULTILINE
)
# By which of their names a field is believed, the first that is there.
FIELDS = {
    "title": "title",
    "date": "date published publishdate pubdate published_at publish_date",
    "standfirst": "standfirst deck dek subtitle subheading lead "
    "summary excerpt description abstract",
    "language": "language lang locale",
    "section": "section rubric",
    "outlet": "outlet publication newspaper magazine",
    "rights": "rights copyright",
    "licence": "license licence",
}
PARTS = {
    "interviewer": Role.INTERVIEWER, "interviewers": Role.INTERVIEWER,
    "host": Role.INTERVIEWER, "hosts": Role.INTERVIEWER,
    "interviewee": Role.INTERVIEWEE, "interviewees": Role.INTERVIEWEE,
    "guest": Role.INTERVIEWEE, "guests": Role.INTERVIEWEE,
    "moderator": Role.MODERATOR, "moderators": Role.MODERATOR,
}  # fmt: skip
NAME = re.compile(r"(?=.*(?:[^\x00-\x7f]|[A-Z]))[^\W\d_][\w .'’-]{1,80}")


def found(text: str) -> tuple[int, dict[str, Any]]:
    """Where the front matter ends, and what it says; (0, {}) when there is none."""
    if match := FENCED.match(text[:LONGEST]):
        written = match["yaml"] if match["toml"] is None else match["toml"]
        stated = _yaml(written) if match["toml"] is None else _toml(written)
        return match.end(), stated
    return _json(text[:LONGEST])


def claims(stated: dict[str, Any]) -> Iterator[Claim]:
    """What the front matter claims, each by the line that carries it."""
    for field, names in FIELDS.items():
        for name in names.split():
            value = _words(stated.get(name))
            if field == "date":
                value = dates.as_iso(value, _words(stated.get("language")))
            if value:
                yield Claim(field, value, Basis.TEXT, f"{name}: {stated[name]}")
                break


def people(stated: dict[str, Any]) -> Iterator[Person]:
    """Whom the front matter names with their part; an author is not an interviewer."""
    for name, role in PARTS.items():
        several = stated.get(name)
        for each in several if isinstance(several, list) else [several]:
            said = _words(each)
            if NAME.fullmatch(said):
                yield Person(said, role, Basis.TEXT, f"{name}: {said}")


def _words(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _yaml(written: str) -> dict[str, Any]:
    """Every scalar a string, as printed; by lines where it is no YAML at all."""
    try:
        stated = yaml.load(written, yaml.BaseLoader)  # noqa: S506 - makes only strings
    except (yaml.YAMLError, RecursionError, ValueError):
        stated = {name: value for name, _, value in STATED.findall(written)}
    return _named(stated)


def _toml(written: str) -> dict[str, Any]:
    try:
        stated = tomllib.loads(written)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {}
    dated = {name: str(value) for name, value in stated.items() if _is_date(value)}
    return _named(stated | dated)


def _is_date(value: object) -> bool:
    return hasattr(value, "isoformat")


def _json(text: str) -> tuple[int, dict[str, Any]]:
    """An object that opens the file and that words follow."""
    if not text.lstrip("\ufeff").startswith("{\n"):
        return 0, {}
    start = text.index("{")
    try:
        stated, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return 0, {}
    return (end, _named(stated)) if text[end:].strip() else (0, {})


def _named(stated: object) -> dict[str, Any]:
    if not isinstance(stated, dict):
        return {}
    return {str(name).lower(): value for name, value in stated.items()}
