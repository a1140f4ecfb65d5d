"""Who speaks where the layout of a page itself says so, and when.

<cite>Kim:</cite><time>0:00</time><p>How did you begin?</p>
<p><span class="speaker">Ana</span> With one bee.</p>
<tr><td>Kim:</td><td>Why bees?</td></tr>
"""

import re
from collections import Counter
from collections.abc import Iterator

from archive.ingest.blocks import Voice
from archive.ingest.readers.html.tree import Element, Page

SPEAKER = {"speaker", "speakername", "sprecher", "interlocutor", "locutor", "hablante"}
# Less sure: pages name readers so, too.
NAMED = {"name", "who", "persona", "personname", "talker", "nombre"}
CLOCK = re.compile(r"[\[(]?(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,]\d{1,3})?[\])]?")
LONGEST = 60
# A label is no more than so many elements and words.
SMALL = 20
# A citation in these names whose words they quote.
QUOTES = {"p", "blockquote", "figure", "figcaption", "footer", "q"}
COLON = ":："


def voices_of(page: Page, root: Element) -> dict[int, Voice]:
    """The elements of a region that hold nothing but the name of who speaks next."""
    named = [
        (element, page.words_of(element))
        for element in _candidates(page, root)
        if element.first > root.first and element.last - element.first <= SMALL
    ]
    fitting = [(each, words) for each, words in named if _could_name(words)]
    counts = Counter(_bare(words) for _, words in fitting)
    if len(counts) < 2 or len(fitting) < len(named) * 0.8:
        return {}
    coloned = sum(words.endswith(tuple(COLON)) for _, words in fitting)
    if len(counts) > len(fitting) * 0.7 and coloned < len(fitting) * 0.7:
        return {}
    return {each.first: Voice(_bare(words), words) for each, words in fitting}


def times_of(page: Page, root: Element) -> dict[int, int]:
    """The elements of a region that hold nothing but a time, in milliseconds."""
    return {
        element.first: moment
        for element in page.elements("time", "span", "td", "a", "p")
        if root.first < element.first < root.last
        and element.last - element.first <= SMALL
        and (
            element.name == "time" or _says(element, {"timestamp", "timecode", "time"})
        )
        and (moment := _moment(page.words_of(element))) is not None
    }


def _candidates(page: Page, root: Element) -> list[Element]:
    """Elements of one sort, the first that the region has two of."""
    elements = [
        node for node in page.nodes[root.first : root.last] if isinstance(node, Element)
    ]
    called, named = _called(elements, SPEAKER), _called(elements, NAMED)
    for sort in (_cited(page, elements), called, named, _defined(elements)):
        if len(sort) > 1:
            return sort
    return list(_first_cells(elements))


def _cited(page: Page, elements: list[Element]) -> list[Element]:
    """`<cite>` names a speaker where a clock time or a paragraph follows."""
    return [
        element
        for element in elements
        if element.name == "cite" and page.element(element.block).name not in QUOTES
    ]


def _called(elements: list[Element], names: set[str]) -> list[Element]:
    return [element for element in elements if _says(element, names)]


def _defined(elements: list[Element]) -> list[Element]:
    return [element for element in elements if element.name == "dt"]


def _first_cells(elements: list[Element]) -> Iterator[Element]:
    """The first cell of each row of two."""
    rows: dict[int, list[Element]] = {}
    for element in elements:
        if element.name in {"td", "th"}:
            rows.setdefault(element.parent, []).append(element)
    for cells in rows.values():
        if len(cells) == 2:
            yield cells[0]


def _says(element: Element, names: set[str]) -> bool:
    classes = element.traits.get("class", "").lower().replace("-", "").replace("_", "")
    return not names.isdisjoint(classes.split())


def _could_name(words: str) -> bool:
    return 0 < len(words) <= LONGEST and not words.rstrip(COLON).endswith(("?", "!"))


def _bare(words: str) -> str:
    return words.rstrip(COLON + " ")


def _moment(words: str) -> int | None:
    match = CLOCK.fullmatch(words)
    if not match:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return (hours * 3600 + minutes * 60 + seconds) * 1000
