"""CSL-JSON 1.0.2: one reference of type interview, with its interviewer."""

import json
from typing import Any

from archive.citations.citable import Citable, Issued, Name
from archive.citations.dates import of_day
from archive.citations.wording import place_of


def write(citable: Citable) -> str:
    """Return a list of one reference; what is not known has no key."""
    return f"{json.dumps([reference(citable)], ensure_ascii=False, indent=2)}\n"


def reference(citable: Citable) -> dict[str, Any]:
    """Return what CSL-JSON has a variable for; rights and edition under `custom`."""
    told = {
        "id": citable.key,
        "type": "interview",
        "title": citable.title,
        "author": [_name(name) for name in citable.interviewees],
        "interviewer": [_name(name) for name in citable.interviewers],
        "container-title": citable.outlet,
        "section": citable.section,
        "publisher": citable.republisher,
        "issued": _date(citable.issued) if citable.issued else None,
        "accessed": _date(of_day(citable.accessed)),
        "archive": citable.archive,
        "URL": citable.address,
        "language": citable.language,
        "note": place_of(citable.locus, "paragraph", "paragraphs"),
        "custom": _known({"rights": citable.rights, "edition": citable.edition}),
    }
    return _known(told)


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}


def _name(name: Name) -> dict[str, str]:
    if name.family:
        return {"family": name.family, "given": name.given}
    return {"literal": name.whole}


def _date(issued: Issued) -> dict[str, Any]:
    parts = [part for part in (issued.year, issued.month, issued.day) if part]
    circa = {"circa": True} if issued.is_about else {}
    return {"date-parts": [parts], **circa}
