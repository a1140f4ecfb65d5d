"""Dates as they are printed, in many languages, with what they leave open. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from archive.transcript import Precision

MONTHS = (
    "january jan januar janvier enero gennaio janeiro января январь січня січень "
    "қаңтар stycznia styczeń ocak januari يناير جانفي ledna",
    "february feb februar février fevrier févr febrero febbraio fevereiro февраля "
    "февраль лютого лютий ақпан lutego luty şubat februari فبراير فيفري února",
    "march mar märz maerz mars marzo março марта март березня березень наурыз marca "
    "marzec mart maart مارس března",
    "april apr avril abril aprile апреля апрель квітня квітень сәуір kwietnia "
    "kwiecień nisan أبريل أفريل dubna",
    "may mai mayo maggio maio мая май травня травень мамыр maja maj mayıs mei مايو "
    "ماي května",
    "june jun juni juin junio giugno junho июня июнь червня червень маусым czerwca "
    "czerwiec haziran يونيو جوان června",
    "july jul juli juillet julio luglio julho июля июль липня липень шілде lipca "
    "lipiec temmuz يوليو جويلية července",
    "august aug août aout agosto августа август серпня серпень тамыз sierpnia "
    "sierpień ağustos augustus augusti أغسطس أوت srpna",
    "september sept sep septembre septiembre settembre setembro сентября сентябрь "
    "вересня вересень қыркүйек września wrzesień eylül سبتمبر září",
    "october oct oktober octobre octubre ottobre outubro октября октябрь жовтня "
    "жовтень қазан października październik ekim أكتوبر října okt",
    "november nov novembre noviembre novembro ноября ноябрь листопада листопад "
    "қараша listopada listopad kasım نوفمبر",
    "december dec dezember décembre decembre diciembre dicembre dezembro декабря "
    "декабрь грудня грудень желтоқсан grudnia grudzień aralık ديسمبر prosince dez",
)
MONTH_OF = {
    name: number for number, names in enumerate(MONTHS, 1) for name in names.split()
}
# The year before the first of a Japanese era.
ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018}
YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
OF = r"(?:\s*(?:de|del|of|d’|di))?"
NAME = r"(?P<month>[^\W\d_]{3,12})\b\.?"
PATTERNS = (
    re.compile(rf"(?<!\d){YEAR}[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)"),
    re.compile(
        rf"{YEAR}\s?[年년]\s?(?P<m>\d{{1,2}})\s?[月월](?:\s?(?P<d>\d{{1,2}})\s?[日일]?)?"
    ),
    re.compile(
        r"(?P<era>昭和|平成|令和)(?P<reign>\d{1,2})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日?"
    ),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?{OF}[\s-]+{NAME},?{OF}"
        rf"[\s-]*{YEAR}"
    ),
    re.compile(rf"\b{NAME}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?,?\s+{YEAR}"),
    re.compile(
        rf"{YEAR}[.,]?\s*(?:жылғы|жылы|жылдың|ж\.)?\s*(?P<d>\d{{1,2}})[\s-]+{NAME}"
    ),
    re.compile(
        r"(?<![\d.])(?P<first>\d{1,2})(?P<sep>[./-])(?P<second>\d{1,2})(?P=sep)"
        r"(?P<year>(?:19|20)?\d\d)(?![\d.]\d|\d)"
    ),
    re.compile(rf"\b{NAME}{OF},?\s+{YEAR}"),
)
LONGEST = 400
# A year of two figures is of this century when it is less than this.
RECENT = 40


@dataclass(frozen=True, slots=True)
class Printed:
    """A date in ISO 8601, how precise it is, and the words that print it."""

    start: str
    precision: Precision
    words: str
    at: int


def printed(text: str, language: str = "") -> list[Printed]:
    """Return the dates in the beginning of a text, as they stand in it.

    Where a day and a month cannot be told apart, English has the month first.
    """
    found: list[Printed] = []
    taken: list[tuple[int, int]] = []
    if not any(letter.isdigit() for letter in text[:LONGEST]):
        return found
    for pattern in PATTERNS:
        for match in pattern.finditer(text[:LONGEST]):
            start, end = match.span()
            known = _read(match, language)
            if known and not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                found.append(Printed(*known, match[0].strip(), start))
    return sorted(found, key=lambda each: each.at)


def rest(text: str, found: list[Printed]) -> str:
    """The text without its dates."""
    for each in found:
        text = text.replace(each.words, " ")
    return text.strip(" \t\n.,;:|–—-")


def from_iso(value: str) -> tuple[str, Precision] | None:
    """A date as formats state it: 2024, 2024-01, 2024-01-03, with a time or not."""
    match = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d])", value.strip())
    if match is None:
        return None
    return _dated(match[1], match[2], match[3])


def _read(match: re.Match[str], language: str) -> tuple[str, Precision] | None:
    parts = match.groupdict()
    year = parts.get("year") or str(ERAS.get(parts.get("era", ""), 0))
    if parts.get("reign"):
        year = str(int(year) + int(parts["reign"]))
    if parts.get("first"):
        return _numeric(parts, language)
    if parts.get("month"):
        month = MONTH_OF.get(parts["month"].casefold())
        return _dated(year, str(month), parts.get("d")) if month else None
    return _dated(year, parts["m"], parts["d"])


def _numeric(parts: dict[str, str], language: str) -> tuple[str, Precision] | None:
    year = parts["year"]
    if len(year) == 2:
        if parts["sep"] != ".":
            return None
        year = f"20{year}" if int(year) < RECENT else f"19{year}"
    day, month = parts["first"], parts["second"]
    american = parts["sep"] == "/" and language in {"en", ""} and int(day) <= 12
    if american or int(month) > 12:
        day, month = month, day
    return _dated(year, month, day)


def _dated(
    year: str, month: str | None, day: str | None
) -> tuple[str, Precision] | None:
    try:
        start = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    if not month:
        return start, Precision.YEAR
    return start, Precision.DAY if day else Precision.MONTH
