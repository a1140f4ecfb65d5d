"""Dates as each style prints them, cut to what is known."""

from collections.abc import Sequence
from datetime import date

from archive.citations.citable import Issued


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENGLISH = _words(
    "January February March April May June July August September October November "
    "December"
)
# MLA Handbook, 9th edition, appendix 1: months longer than four letters.
SHORT = _words("Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.")
# GOST R 7.0.12-2011: as Russian newspapers are dated.
RUSSIAN = _words("янв. февр. март апр. май июнь июль авг. сент. окт. нояб. дек.")
RUSSIAN_DAY = _words("янв. февр. марта апр. мая июня июля авг. сент. окт. нояб. дек.")
RUSSIAN_FULL = _words(
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
)
RUSSIAN_ALONE = _words(
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
)
KAZAKH = _words(
    "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
)


def month_first(issued: Issued) -> str:
    """Return `January 3, 2024`, `January 2024` or `2024`."""
    if not issued.month:
        return f"{issued.year}"
    day = f" {issued.day}," if issued.day else ""
    return f"{ENGLISH[issued.month - 1]}{day} {issued.year}"


def year_first(issued: Issued) -> str:
    """Return `2024, January 3`, `2024, January` or `2024`."""
    if not issued.month:
        return f"{issued.year}"
    day = f" {issued.day}" if issued.day else ""
    return f"{issued.year}, {ENGLISH[issued.month - 1]}{day}"


def day_first(issued: Issued, months: Sequence[str]) -> str:
    """Return `3 Jan. 2024`, `Jan. 2024` or `2024`, with these names of months."""
    day = f"{issued.day} " if issued.day else ""
    month = f"{months[issued.month - 1]} " if issued.month else ""
    return f"{day}{month}{issued.year}"


def of_day(day: date) -> Issued:
    return Issued(day.year, day.month, day.day)


def iso(issued: Issued) -> str:
    """Return `2024-01-03`, `2024-01` or `2024`."""
    parts = [f"{issued.year:04}"]
    parts += [f"{part:02}" for part in (issued.month, issued.day) if part]
    return "-".join(parts)
