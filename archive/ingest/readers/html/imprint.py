"""What a page states of the interview: title, date, language, outlet, licence."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from archive.ingest.blocks import Block
from archive.ingest.readers.html.structured import Head, Statement, head_of
from archive.ingest.readers.html.tree import Element, Page
from archive.ingest.surroundings import dates
from archive.transcript import Basis, Claim, Precision

PARTS = re.compile(r"\s+[|·•–—»«:-]+\s+|\s*[|»]\s*")
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d*)?")
PUBLISHED = re.compile(
    r"datePublished|published|dc:date|dcterms:created", re.IGNORECASE
)
DATED = re.compile(r"\btime\b|date|datum|fecha|byline|published", re.IGNORECASE)
BEFORE, AFTER = 60, 30
LONGEST_LINE = 100
LARGEST_HEADING = 100
# Of a title that a head states, and of the headings that may repeat it.
LONGEST_TITLE, MOST_HEADINGS = 500, 300
LANGUAGE = re.compile(
    r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?"
)
DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "date",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
)


def claims_of(page: Page, root: Element, blocks: Sequence[Block]) -> list[Claim]:
    """Return what the page states, each with where it says so."""
    head = head_of(page)
    found = {
        "title": _title(page, head, root),
        "date": _date(page, head, root),
        "language": _language(page, head),
        "outlet": head.meta("og:site_name") or head.stated("publisher", "name"),
        "standfirst": _standfirst(head, blocks),
        "licence": _licence(page, head),
        "rights": head.stated("copyrightNotice") or head.meta("copyright", "dc.rights"),
    }
    return [
        Claim(name, stated.value, Basis.TEXT, stated.evidence)
        for name, stated in found.items()
        if stated
    ]


def title_element(page: Page, root: Element) -> Element | None:
    """The main heading: the one the head repeats, else the last one before the words.

    A site's own name is often a heading of the same rank.
    """
    head = head_of(page)
    told = [_plain(stated.value[:LONGEST_TITLE]) for stated in _told(page, head)]
    headings = [
        each
        for each in page.elements("h1", "h2")[:MOST_HEADINGS]
        if each.last - each.first <= LARGEST_HEADING and page.words_of(each)
    ]
    site = _plain(name.value) if (name := head.meta("og:site_name")) else ""
    repeated = [
        each
        for each in headings
        if _plain(page.words_of(each)) != site
        and any(_repeats(stated, page.words_of(each)) for stated in told)
    ]
    if repeated:
        return max(repeated, key=lambda each: _length(page, each))
    firsts = [each for each in headings if each.name == "h1"]
    within = [each for each in firsts if root.first < each.first < root.last]
    before = [each for each in firsts if each.first < root.first]
    return within[0] if within else before[-1] if before else None


def _length(page: Page, heading: Element) -> int:
    return len(_plain(page.words_of(heading)))


def _title(page: Page, head: Head, root: Element) -> Statement | None:
    if heading := title_element(page, root):
        return Statement(page.words_of(heading), f"<{heading.name}>")
    told = list(_told(page, head))
    if not told:
        return None
    site = head.meta("og:site_name")
    return Statement(_without_site(told[0].value, site), told[0].evidence)


def _told(page: Page, head: Head) -> Iterator[Statement]:
    """The titles that the head states, the most exact first."""
    for stated in (head.stated("headline"), head.meta("og:title", "twitter:title")):
        if stated:
            yield stated
    for element in page.elements("title")[:1]:
        if words := page.words_of(element):
            yield Statement(words, "<title>")


def _repeats(told: str, words: str) -> bool:
    """Whether a title of the head is the heading, or the heading and more."""
    words = _plain(words)
    return told == words or (len(words) >= 12 and (words in told or told in words))


def _plain(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def _without_site(title: str, site: Statement | None) -> str:
    """A title of the head without the site's name at one of its ends."""
    pieces = [(match.start(), match.end()) for match in PARTS.finditer(title)]
    if not pieces:
        return title
    known = _plain(site.value) if site else ""
    for start, end in (pieces[-1], pieces[0]):
        before, after = title[:start], title[end:]
        if known and _plain(after) == known:
            return before
        if known and _plain(before) == known:
            return after
    bars = [
        (start, end) for start, end in pieces if set(title[start:end]) & set("|»·•")
    ]
    return title[: bars[0][0]] if bars and not known else title


def _date(page: Page, head: Head, root: Element) -> Statement | None:
    stated = [head.stated("datePublished"), head.meta(*DATES)]
    stated += [_marked(element) for element in page.elements()]
    for each in filter(None, stated):
        if day := _day(each.value):
            return Statement(day, f"{each.evidence}: {each.value}")
    return _near(page, root)


def _marked(element: Element) -> Statement | None:
    """A date that the element is marked to have been published at."""
    traits = element.traits
    marks = " ".join(
        traits.get(name, "") for name in ("itemprop", "property", "class", "pubdate")
    )
    moment = traits.get("datetime") or traits.get("content", "")
    if moment and ("pubdate" in traits or PUBLISHED.search(marks)):
        return Statement(moment, f"<{element.name}>")
    return None


def _near(page: Page, root: Element) -> Statement | None:
    """A date that is set apart between the main heading and the first words."""
    heading = title_element(page, root)
    start = heading.first if heading else root.first
    for element in page.elements():
        if start - BEFORE < element.first < max(start, root.first) + AFTER:
            names = f"{element.name} {element.traits.get('class', '')}"
            if DATED.search(names) and (day := _shown(page, element)):
                return Statement(day, f"<{element.name}>: {page.words_of(element)}")
    return None


def _shown(page: Page, element: Element) -> str:
    """The day an element shows, if it is short enough to be a line of its own."""
    if day := _day(element.traits.get("datetime", "")):
        return day
    if element.last - element.first > LONGEST_LINE:
        return ""
    words = page.words_of(element)
    found = dates.printed(words) if len(words) <= LONGEST_LINE else []
    exact = [each for each in found if each.precision is Precision.DAY]
    return exact[0].start if exact else ""


def _day(words: str) -> str:
    match = DAY.match(words) or COMPACT.fullmatch(words)
    if not match:
        return ""
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return ""


def _language(page: Page, head: Head) -> Statement | None:
    stated = [
        Statement(element.traits[name], f"<html {name}>")
        for element in page.elements("html")
        for name in ("lang", "xml:lang")
        if name in element.traits
    ]
    stated += filter(
        None, [head.stated("inLanguage"), head.meta("og:locale", "content-language")]
    )
    for each in stated:
        if match := LANGUAGE.match(each.value.strip()):
            parts = (match[1].lower(), match[2] and match[2].title(), match[3])
            tag = "-".join(part for part in parts if part)
            return Statement(tag, f"{each.evidence}: {each.value}")
    return None


def _standfirst(head: Head, blocks: Sequence[Block]) -> Statement | None:
    """A description of the head counts where the page prints it too."""
    for stated in (head.meta("og:description"), head.meta("description")):
        printed = {_plain(block.text): block.text for block in blocks[:12]}
        if stated and (words := printed.get(_plain(stated.value))):
            return Statement(words, stated.evidence)
    return None


def _licence(page: Page, head: Head) -> Statement | None:
    for element in page.elements("a", "link"):
        address = element.traits.get("href", "")
        if "license" in element.traits.get("rel", "").lower().split() and address:
            return Statement(address, '<… rel="license">')
    return head.stated("license")
