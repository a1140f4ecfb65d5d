"""The Chicago Manual of Style, 17th edition (2017): a note, and a bibliography entry.

14.213 is the rule: the person interviewed comes first, then the title, `interview by`,
and where it was published, as for an article (14.191).
"""

from archive.citations.citable import Citable
from archive.citations.dates import month_first, of_day
from archive.citations.names import inverted, listed, straight
from archive.citations.wording import (
    Part,
    Piece,
    headline,
    joined,
    place_of,
    quoted,
    stopped,
)


def note(citable: Citable) -> tuple[Piece, ...]:
    """Return a full note; where it means a passage, with its place."""
    title = headline(citable.title, citable.language)
    parts: list[Part] = [_noted_names(citable), quoted(title, ","), " "]
    if citable.interviewers:
        names = listed(tuple(map(straight, citable.interviewers)), "and")
        parts.append(f"interview by {names}, ")
    if citable.outlet:
        parts += [Piece(citable.outlet, is_italic=True), ", "]
    place = place_of(citable.locus, "para.", "paras.")
    ends = (_date(citable), place, citable.archive, citable.address)
    return joined((*parts, f"{', '.join(part for part in ends if part)}."))


def bibliography(citable: Citable) -> tuple[Piece, ...]:
    """Return the entry of the bibliography."""
    title = headline(citable.title, citable.language)
    names = _listed_names(citable)
    parts: list[Part] = [f"{stopped(names)} " if names else "", quoted(title, "."), " "]
    if citable.interviewers:
        interviewers = listed(tuple(map(straight, citable.interviewers)), "and")
        parts.append(f"{stopped(f'Interview by {interviewers}')} ")
    if citable.outlet:
        parts += [Piece(citable.outlet, is_italic=True), ", ", _date(citable)]
    else:
        parts.append(_raised(_date(citable)))
    return joined((*parts, f". {citable.archive}. {citable.address}."))


def _noted_names(citable: Citable) -> str:
    """Up to three; of more, the first alone (14.76)."""
    names = tuple(map(straight, citable.interviewees))
    if not names:
        return ""
    told = f"{names[0]} et al." if len(names) > 3 else listed(names, "and")
    return f"{told}, "


def _listed_names(citable: Citable) -> str:
    """Up to ten, the first one inverted; of more, seven (14.76)."""
    names = tuple(map(straight, citable.interviewees))
    if not names:
        return ""
    first = inverted(citable.interviewees[0])
    if len(names) > 10:
        return f"{', '.join((first, *names[1:7]))}, et al."
    if len(names) == 2:
        return f"{first}, and {names[1]}"
    return listed((first, *names[1:]), "and")


def _date(citable: Citable) -> str:
    """An uncertain date stands in brackets (14.145); without one, the day of access."""
    if citable.issued is None:
        # 14.12: an access date is for what has no date of its own.
        return f"n.d., accessed {month_first(of_day(citable.accessed))}"
    date = month_first(citable.issued)
    return f"[ca. {date}]" if citable.issued.is_about else date


def _raised(date: str) -> str:
    return date[:1].upper() + date[1:]
