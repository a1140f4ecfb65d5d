"""What a note of each kind tells beside its words: one JSON object of a strict shape.

An empty object tells nothing more, as notes of context do, and all that were written
before their kind could tell anything. Everything in it is text; dates are ISO 8601
as far as they are known, `2025`, `2025-03` or `2025-03-14`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from archive.errors import MalformedNote
from archive.transcript.laws import LANGUAGE

MOST = 50
LONGEST = 10_000
PATTERNS = {4: "Y", 7: "YEAR_MONTH_FORMAT", 10: "DATE_FORMAT"}


class AnnotationKind(models.TextChoices):
    CONTEXT = "context", _("context")
    CORRECTION = "correction", _("correction")
    FACT_CHECK = "fact_check", _("fact-check")
    COMMITMENT = "commitment", _("commitment")
    TRANSLATION = "translation", _("translation")
    SOURCE = "source", _("source")


class Verdict(models.TextChoices):
    TRUE = "true", _("true")
    MOSTLY_TRUE = "mostly_true", _("mostly true")
    PARTLY_TRUE = "partly_true", _("partly true")
    MISLEADING = "misleading", _("misleading")
    FALSE = "false", _("false")
    UNPROVEN = "unproven", _("not to be proved")


class Standing(models.TextChoices):
    """What became of a promise."""

    OPEN = "open", _("open")
    BEGUN = "begun", _("begun")
    KEPT = "kept", _("kept")
    KEPT_IN_PART = "kept_in_part", _("kept in part")
    BROKEN = "broken", _("broken")
    TAKEN_BACK = "taken_back", _("taken back")


@dataclass(frozen=True, slots=True)
class Cited:
    """Where something can be read, with an address or without."""

    citation: str
    address: str = ""

    def __post_init__(self) -> None:
        _ask(self.citation, gettext("Say what the source is."))
        _check_address(self.address)


@dataclass(frozen=True, slots=True)
class Reading:
    """What should stand in place of the words."""

    reading: str

    def __post_init__(self) -> None:
        _ask(self.reading, gettext("Say how it should read."))


@dataclass(frozen=True, slots=True)
class FactCheck:
    """What was claimed, and what is to be held of it."""

    claim: str
    verdict: str
    sources: tuple[Cited, ...] = ()

    def __post_init__(self) -> None:
        _ask(self.claim, gettext("Say what is claimed."))
        _check_choice(self.verdict, Verdict)
        _check_number(self.sources)

    @property
    def verdict_label(self) -> str:
        return str(Verdict(self.verdict).label)


@dataclass(frozen=True, slots=True)
class Status:
    """How a promise stood on a day, or in a month or a year."""

    standing: str
    date: str
    remark: str = ""

    def __post_init__(self) -> None:
        _check_choice(self.standing, Standing)
        _ask(self.date, gettext("Say since when it stands so."))
        check_date(self.date)

    @property
    def label(self) -> str:
        return str(Standing(self.standing).label)

    @property
    def date_label(self) -> str:
        return tell_date(self.date)


@dataclass(frozen=True, slots=True)
class Commitment:
    """What was promised, by when, and what became of it since, in order of time."""

    promised: str
    due: str = ""
    statuses: tuple[Status, ...] = ()

    def __post_init__(self) -> None:
        _ask(self.promised, gettext("Say what was promised."))
        if self.due:
            check_date(self.due)
        _check_number(self.statuses)
        dates = (status.date for status in self.statuses)
        if not all(_may_precede(*pair) for pair in pairwise(dates)):
            raise MalformedNote(gettext("The statuses are not in order of time."))

    @property
    def due_label(self) -> str:
        return tell_date(self.due) if self.due else ""

    @property
    def current(self) -> Status | None:
        return self.statuses[-1] if self.statuses else None


@dataclass(frozen=True, slots=True)
class Translation:
    """The words in another language."""

    language: str
    text: str

    def __post_init__(self) -> None:
        if not LANGUAGE.fullmatch(self.language):
            told = gettext("“%(code)s” is no language of BCP 47, such as en or kk.")
            raise MalformedNote(told % {"code": self.language})
        _ask(self.text, gettext("Give the translation."))

    @property
    def language_label(self) -> str:
        """The language by its name, where it is one that Django knows."""
        for code in (self.language, self.language.partition("-")[0]):
            with suppress(KeyError):
                return str(get_language_info(code.lower())["name_translated"])
        return self.language


Particulars = Reading | FactCheck | Commitment | Translation | Cited

SHAPES: dict[str, type[Any]] = {
    AnnotationKind.CORRECTION: Reading,
    AnnotationKind.FACT_CHECK: FactCheck,
    AnnotationKind.COMMITMENT: Commitment,
    AnnotationKind.TRANSLATION: Translation,
    AnnotationKind.SOURCE: Cited,
}
PARTS = {"sources": Cited, "statuses": Status}


def read_particulars(kind: str, told: Any) -> Particulars | None:
    """Return what a note tells beside its words; None where it tells nothing more.

    Raises MalformedNote for anything but the shape of the kind.
    """
    if told == {}:
        return None
    if kind not in SHAPES:
        raise MalformedNote(gettext("A note of this kind tells nothing beside itself."))
    particulars: Particulars = _build(SHAPES[kind], told)
    return particulars


def write_particulars(particulars: Particulars | None) -> dict[str, Any]:
    """Return them as they are kept; what is empty is left out."""
    if particulars is None:
        return {}
    return _bare(asdict(particulars))


def words_of(particulars: Particulars | None) -> tuple[str, ...]:
    """The words in them that a search should find."""
    match particulars:
        case Reading(reading):
            return (reading,)
        case FactCheck(claim=claim, sources=sources):
            return (claim, *(cited.citation for cited in sources))
        case Commitment(promised=promised, statuses=statuses):
            return (promised, *(status.remark for status in statuses if status.remark))
        case Translation(text=text):
            return (text,)
        case Cited(citation):
            return (citation,)
    return ()


def check_date(told: str) -> None:
    """Raise MalformedNote unless it is a year, a month or a day of ISO 8601."""
    is_shaped = re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", told)
    try:
        day = date.fromisoformat(f"{told}-01-01"[:10]) if is_shaped else None
    except ValueError:
        day = None
    if day is None:
        fault = gettext("“%(date)s” is no date. Write 2025, 2025-03 or 2025-03-14.")
        raise MalformedNote(fault % {"date": told})


def tell_date(told: str) -> str:
    """Return a date for readers, to its own precision."""
    return date_format(date.fromisoformat(f"{told}-01-01"[:10]), PATTERNS[len(told)])


def _may_precede(first: str, later: str) -> bool:
    """Whether a date can be before another, as far as both are known."""
    known = min(len(first), len(later))
    return first[:known] <= later[:known]


def _build(shape: type[Any], told: Any) -> Any:
    if not isinstance(told, Mapping):
        raise MalformedNote(gettext("“%(told)s” is no object.") % {"told": told})
    try:
        return shape(**{name: _value(name, value) for name, value in told.items()})
    except TypeError as error:
        fault = gettext("Its fields are not those of its kind: %(error)s.")
        raise MalformedNote(fault % {"error": error}) from error


def _value(name: str, value: Any) -> Any:
    if name in PARTS and isinstance(value, list):
        return tuple(_build(PARTS[name], part) for part in value)
    if name in PARTS or not isinstance(value, str):
        raise MalformedNote(gettext("“%(name)s” is of another type.") % {"name": name})
    return value


def _bare(told: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [_bare(part) for part in value] if isinstance(value, tuple) else value
        for name, value in told.items()
        if value
    }


def _ask(words: str, fault: str) -> None:
    if not words.strip():
        raise MalformedNote(fault)
    if len(words) > LONGEST:
        told = gettext("It is longer than %(most)d characters.")
        raise MalformedNote(told % {"most": LONGEST})


def _check_choice(told: str, choices: type[models.TextChoices]) -> None:
    if told not in choices.values:
        fault = gettext("“%(told)s” is none of %(choices)s.")
        known = ", ".join(choices.values)
        raise MalformedNote(fault % {"told": told, "choices": known})


def _check_number(parts: tuple[Any, ...]) -> None:
    if len(parts) > MOST:
        fault = gettext("There are more than %(most)d of them.")
        raise MalformedNote(fault % {"most": MOST})


def _check_address(address: str) -> None:
    if not address:
        return
    try:
        parts = urlsplit(address)
        is_page = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_page = False
    if not is_page or re.search(r"[\s<>\"]", address):
        fault = gettext("“%(address)s” is no address of a page on the web.")
        raise MalformedNote(fault % {"address": address})
