"""MLA Handbook, 9th edition (2021): the list of works cited, and the text.

The template of core elements: author, title of source, contributor, first container
with its date, second container (the archive, 5.102) with the address. The person
interviewed is the author; the interviewer stands behind the title (5.107).
"""

from archive.citations.citable import Citable
from archive.citations.dates import SHORT, day_first, of_day
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


def work_cited(citable: Citable) -> tuple[Piece, ...]:
    """Return the entry of the list of works cited."""
    title = headline(citable.title, citable.language)
    author = _author(citable)
    opening = f"{stopped(author)} " if author else ""
    parts: list[Part] = [opening, quoted(title, "."), " "]
    if citable.interviewers:
        names = listed(tuple(map(straight, citable.interviewers)), "and")
        parts.append(f"{stopped(f'Interview by {names}')} ")
    parts += _first_container(citable)
    parts += [Piece(citable.archive, is_italic=True), f", {citable.address}."]
    if citable.issued is None:
        # 5.111: the day of access, where a work has no date.
        parts.append(f" Accessed {day_first(of_day(citable.accessed), SHORT)}.")
    return joined(parts)


def in_text(citable: Citable) -> tuple[Piece, ...]:
    """Return the citation in parentheses, with its place (6.18 to 6.20)."""
    names = [name.family or name.whole for name in citable.interviewees]
    author = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    place = place_of(citable.locus, "par.", "pars.")
    if not author:
        title = headline(citable.title, citable.language)
        return joined((f"({quoted(title, ',' if place else '')} {place}".strip(), ")"))
    return joined((f"({', '.join(part for part in (author, place) if part)})",))


def _author(citable: Citable) -> str:
    """One or two; of three and more, the first (5.3 to 5.22)."""
    if not citable.interviewees:
        return ""
    first, *others = citable.interviewees
    if len(others) > 1:
        return f"{inverted(first)}, et al."
    return ", and ".join((inverted(first), *map(straight, others)))


def _first_container(citable: Citable) -> list[Part]:
    date = day_first(citable.issued, SHORT) if citable.issued else ""
    if citable.issued and citable.issued.is_about:
        date = f"circa {date}" if citable.outlet else f"Circa {date}"
    if citable.outlet and date:
        return [Piece(citable.outlet, is_italic=True), f", {date}. "]
    if citable.outlet:
        return [Piece(citable.outlet, is_italic=True), ". "]
    return [f"{date}. "] if date else []
