"""RIS: a newspaper's article where the outlet is known, a web page where it is not.

Not PCOMM: Zotero and EndNote read that as a letter, and the interviewer as the one
who received it. M3 says that it is an interview; A2 is who asked.
"""

import re
from collections.abc import Iterable

from archive.citations.citable import Citable, Issued, Name
from archive.citations.dates import of_day
from archive.citations.names import inverted
from archive.citations.wording import place_of

LINE_END = "\r\n"
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+|\s+")


def write(citable: Citable) -> str:
    """Return one record; what is not known has no line."""
    kind = "NEWS" if citable.outlet else "ELEC"
    lines = [("TY", kind), *_lines(citable), ("ER", "")]
    told = ((tag, CONTROL.sub(" ", value).strip()) for tag, value in lines)
    return "".join(
        f"{tag}  - {value}{LINE_END}" for tag, value in told if value or tag == "ER"
    )


def _lines(citable: Citable) -> Iterable[tuple[str, str]]:
    issued = citable.issued
    yield "ID", citable.key
    yield from (("AU", _name(name)) for name in citable.interviewees)
    yield from (("A2", _name(name)) for name in citable.interviewers)
    yield "TI", citable.title
    yield "T2", citable.outlet or citable.archive
    yield "SE", citable.section
    yield "M3", "Interview"
    yield "PY", f"{issued.year:04}" if issued else ""
    yield "DA", _date(issued) if issued else ""
    yield "LA", citable.language
    yield "DB", citable.archive
    yield "PB", citable.republisher
    yield "UR", citable.address
    yield "Y2", _date(of_day(citable.accessed))
    yield "ET", citable.edition
    yield "N1", place_of(citable.locus, "paragraph", "paragraphs")


def _name(name: Name) -> str:
    """Family name first; a comma within a name that stays whole would divide it."""
    return inverted(name) if name.family else name.whole.replace(",", "")


def _date(issued: Issued) -> str:
    """As RIS has dates: YYYY/MM/DD/other, with its strokes where parts are missing."""
    month = f"{issued.month:02}" if issued.month else ""
    day = f"{issued.day:02}" if issued.day else ""
    return f"{issued.year:04}/{month}/{day}/{'about' if issued.is_about else ''}"
