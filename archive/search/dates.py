"""Dates as readers type them: 2024, 2024-03, 5.3.2024, March 2024. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

_MONTHS = {
    "en": "jan feb mar apr may jun jul aug sep oct nov dec",
    "ru": "янв фев мар апр май июн июл авг сен окт ноя дек",
    "kk": "қаң ақп нау сәу мам мау шіл там қыр қаз қар жел",
}
_GENITIVES = {"мая": 5}
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SPOKEN = re.compile(r"(?:(\d{1,2})\s+)?([^\W\d_]{3,})\.?,?\s+(\d{4})")
_YEARS = re.compile(r"(\d{4})(?:(?:-|–|\.\.)(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day that a date may mean to the last."""

    first: date
    last: date


def days(text: str) -> Days | None:
    """The days a date means: of a year and of a month all; None for other words."""
    clean = text.strip()
    if found := _ISO.fullmatch(clean):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(clean):
        day, month, year = found.groups()
    elif found := _SPOKEN.fullmatch(clean):
        day, name, year = found.groups()
        month = str(_month(name.lower()))
    else:
        return None
    return _days(int(year), int(month or 0), int(day or 0), month is not None)


def years(text: str) -> range | None:
    """The years of `2024` or `2019-2022`; None for other words."""
    found = _YEARS.fullmatch(text.strip())
    if found is None:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return range(first, last + 1) if 0 < first <= last else None


def _days(year: int, month: int, day: int, has_month: bool) -> Days | None:  # noqa: FBT001
    try:
        if not has_month:
            return Days(date(year, 1, 1), date(year, 12, 31))
        first = date(year, month, day or 1)
        return Days(first, first.replace(day=day or monthrange(year, month)[1]))
    except ValueError:
        return None


def _month(name: str) -> int:
    """The number of a month by its name in any of the languages; 0 for other words."""
    return _GENITIVES.get(name) or _numbers().get(name[:3], 0)


@cache
def _numbers() -> dict[str, int]:
    return {
        name: number
        for names in _MONTHS.values()
        for number, name in enumerate(names.split(), 1)
    }
