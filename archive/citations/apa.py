"""APA, Publication Manual, 7th edition (2020): the reference, and the one in the text.

8.9 and 10.13, example 95, are the model for an interview that an archive keeps: the
person interviewed is the author, [Interview] the description, the archive a part of
the source. The interviewer stands behind the title, as other contributors do (9.19).
"""

from archive.citations.citable import Citable, Name
from archive.citations.dates import year_first
from archive.citations.names import initials
from archive.citations.wording import Part, Piece, joined, place_of, stopped


def reference(citable: Citable) -> tuple[Piece, ...]:
    """Return the entry of the reference list."""
    title = Piece(citable.title, is_italic=True)
    described = f"{_interviewers(citable)} [Interview]"
    date = f"({_date(citable)})."
    parts: list[Part] = [title, described, ". ", date]
    if citable.interviewees:
        parts = [stopped(_authors(citable)), f" {date} ", title, f"{described}."]
    source = "; ".join(part for part in (citable.outlet, citable.archive) if part)
    return joined((*parts, f" {source}. {citable.address}"))


def in_text(citable: Citable) -> tuple[Piece, ...]:
    """Return the citation in parentheses, with its place (8.11 to 8.17)."""
    author: Part = _short_authors(citable) or Piece(citable.title, is_italic=True)
    issued = citable.issued
    year = f"{'ca. ' if issued.is_about else ''}{issued.year}" if issued else "n.d."
    return joined(("(", author, f", {year}{_place(citable)})"))


def _authors(citable: Citable) -> str:
    """All up to twenty; of more, the first nineteen and the last (9.8)."""
    names = [_author(name) for name in citable.interviewees]
    if len(names) == 1:
        return names[0]
    if len(names) > 20:
        return f"{', '.join(names[:19])}, . . . {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def _author(name: Name) -> str:
    return f"{name.family}, {initials(name)}" if name.family else name.whole


def _short_authors(citable: Citable) -> str:
    """One or both; of three and more, the first (8.17)."""
    names = [name.family or name.whole for name in citable.interviewees]
    return f"{names[0]} et al." if len(names) > 2 else " & ".join(names)


def _interviewers(citable: Citable) -> str:
    names = [
        f"{initials(name)} {name.family}" if name.family else name.whole
        for name in citable.interviewers
    ]
    if not names:
        return ""
    role = "Interviewer" if len(names) == 1 else "Interviewers"
    last = f" & {names[-1]}" if len(names) > 1 else names[-1]
    comma = "," if len(names) > 2 else ""
    return f" ({', '.join(names[:-1])}{comma}{last}, {role})"


def _date(citable: Citable) -> str:
    if citable.issued is None:
        return "n.d."
    about = "ca. " if citable.issued.is_about else ""
    return about + year_first(citable.issued)


def _place(citable: Citable) -> str:
    place = place_of(citable.locus, "para.", "paras.")
    return f", {place[0].upper()}{place[1:]}" if place else ""
