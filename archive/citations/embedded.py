"""What reference managers read in a page: Highwire's meta names, and COinS.

Zotero asks COinS first (priority 310 before 320), whose `dc` format knows `interview`
for a type and has contributors beside creators; so the one span tells the whole. The
meta names are for those who know no COinS.
"""

from urllib.parse import quote, urlencode

from archive.citations.citable import Citable, Name
from archive.citations.dates import iso
from archive.citations.names import inverted

Pairs = list[tuple[str, str]]


def highwire(citable: Citable) -> Pairs:
    """Return names and contents of the page's meta elements.

    None is given that would make the interview a journal's article.
    """
    told = [
        ("citation_title", citable.title),
        *(("citation_author", _name(name)) for name in citable.interviewees),
        ("citation_publication_date", _slashed(citable)),
        ("citation_publisher", citable.outlet or citable.archive),
        ("citation_language", citable.language),
        ("citation_public_url", citable.address),
        ("citation_fulltext_html_url", citable.address),
        ("z:itemType", "interview"),
    ]
    return [(name, content) for name, content in told if content]


def coins(citable: Citable) -> str:
    """Return the ContextObject (ANSI/NISO Z39.88-2004, KEV) for a span's title."""
    told = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rfr_id", "info:sid/suhbat"),
        ("rft.type", "interview"),
        ("rft.title", citable.title),
        *(("rft.creator", _name(name)) for name in citable.interviewees),
        *(("rft.contributor", _name(name)) for name in citable.interviewers),
        ("rft.source", citable.outlet),
        ("rft.publisher", citable.republisher or citable.archive),
        ("rft.date", iso(citable.issued) if citable.issued else ""),
        ("rft.language", citable.language),
        ("rft.rights", citable.rights),
        ("rft.identifier", citable.address),
    ]
    # `+` for a space is not read by all: RFC 3986 alone is.
    return urlencode([pair for pair in told if pair[1]], quote_via=quote, safe="")


def _name(name: Name) -> str:
    return inverted(name) if name.family else name.whole.replace(",", "")


def _slashed(citable: Citable) -> str:
    return iso(citable.issued).replace("-", "/") if citable.issued else ""
