"""BibTeX: an @misc that BibTeX and biblatex read alike. UTF-8 stays as it is.

`year` and `month` are BibTeX's, `date`, `editora` and `urldate` biblatex's. Braces
keep the capitals of a title, and names of organisations or of one word whole.
"""

import re
from collections.abc import Iterable

from archive.citations.citable import Citable, Issued, Name
from archive.citations.dates import iso, of_day
from archive.citations.wording import place_of

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
# BibTeX counts braces even behind a backslash, so they need names of their own.
SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
SIGN = re.compile("|".join(map(re.escape, SIGNS)))
SPACE = re.compile(r"\s+")
UNSAFE_IN_A_KEY = re.compile(r"[^\w:.+/-]")


def write(citable: Citable) -> str:
    """Return one entry; what is not known has no field."""
    fields = [(name, value) for name, value in _fields(citable) if value]
    told = ",\n".join(f"  {name} = {value}" for name, value in fields)
    return f"@misc{{{UNSAFE_IN_A_KEY.sub('-', citable.key)},\n{told}\n}}\n"


def _fields(citable: Citable) -> Iterable[tuple[str, str]]:
    issued = citable.issued
    yield "author", _braced(_names(citable.interviewees))
    yield "title", _braced(_braced(escaped(citable.title)))
    yield "howpublished", _braced(escaped(citable.outlet))
    yield "organization", _braced(escaped(citable.archive))
    yield "date", _braced(_date(issued)) if issued else ""
    yield "year", _braced(f"{issued.year}") if issued else ""
    yield "month", MONTHS.split()[issued.month - 1] if issued and issued.month else ""
    yield "editora", _braced(_names(citable.interviewers))
    yield "editoratype", _braced("interviewer") if citable.interviewers else ""
    yield "entrysubtype", _braced("interview")
    yield "note", _braced(escaped(place_of(citable.locus, "paragraph", "paragraphs")))
    yield "language", _braced(escaped(citable.language))
    yield "version", _braced(citable.edition)
    # An address is read as it stands, its signs are not escaped.
    yield "url", _braced(citable.address)
    yield "urldate", _braced(iso(of_day(citable.accessed)))


def escaped(text: str) -> str:
    """Return words as TeX prints them: on one line, no sign with a meaning to it."""
    return SIGN.sub(lambda sign: SIGNS[sign[0]], SPACE.sub(" ", text).strip())


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""


def _names(names: Iterable[Name]) -> str:
    return " and ".join(map(_name, names))


def _name(name: Name) -> str:
    if not name.family:
        return _braced(escaped(name.whole))
    return f"{_whole(name.family)}, {_whole(name.given)}"


def _whole(part: str) -> str:
    """The part; in braces where BibTeX would take something in it for its own."""
    told = escaped(part)
    return _braced(told) if re.search(r",|\band\b", told) else told


def _date(issued: Issued) -> str:
    """In ISO 8601-2, as biblatex has it: `~` is for about."""
    return f"{iso(issued)}{'~' if issued.is_about else ''}"
