"""Which element of a page holds the interview: where its prose stands together.

Prose is what is printed outside chrome and outside links, in blocks that are long
enough to be read rather than clicked.
"""

import re
from collections import Counter
from dataclasses import dataclass

from archive.ingest.readers.html import chrome
from archive.ingest.readers.html.tree import Element, Page, Phrase

# A Chinese, Japanese or Korean letter says as much as two of an alphabet.
WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")
# Shorter blocks are labels of something; a question of three words does not
# decide where an interview stands.
LEAST = 40
# The part of the prose that one child must hold to be where the interview is.
BULK = 0.75
# No chrome holds this part of all prose, whatever it is called.
TOO_MUCH = 0.4
# A block of so many letters, nearly all of a link, is an invitation to leave.
LEAST_LINK = 15
CLICKED = 0.9


@dataclass(frozen=True, slots=True)
class Region:
    """The element that holds the interview, and what each chrome element is."""

    root: Element
    notes: dict[int, str]


def region_of(page: Page) -> Region:
    """Return where the interview stands."""
    notes = {
        element.first: note
        for element in page.elements()
        if (note := chrome.note_on(element))
    }
    prose = _prose(page, {})
    total = prose[0] or 1
    notes = {
        number: note
        for number, note in notes.items()
        if note in _NEVER or prose[number] / total < TOO_MUCH
    }
    root = _descend(page, _prose(page, notes))
    return Region(root, notes | _links(page, root, notes))


def _links(page: Page, root: Element, notes: dict[int, str]) -> dict[int, str]:
    """Blocks of a region that lead elsewhere: all their words are to be clicked on."""
    letters, linked = Counter[int](), Counter[int]()
    for node in page.nodes[root.first : root.last]:
        if isinstance(node, Phrase):
            parent = page.element(node.parent)
            width = len(node.words.text.strip())
            letters[parent.block] += width
            linked[parent.block] += width * parent.linked
    return {
        number: "links"
        for number, width in letters.items()
        if width >= LEAST_LINK
        and linked[number] >= width * CLICKED
        and page.element(number).name in {"p", "li", "div"}
        and number != root.first
        and number not in notes
    }


_NEVER = {"script", "style sheet", "template", "for browsers without scripts", "form"}


def _prose(page: Page, notes: dict[int, str]) -> list[int]:
    """How many letters of prose each element holds, by number."""
    letters = [0] * len(page.nodes)
    number = 0
    while number < len(page.nodes):
        node = page.nodes[number]
        if isinstance(node, Element):
            number = node.last if number in notes or node.content else number + 1
            continue
        if not page.element(node.parent).linked:
            letters[page.element(node.parent).block] += _width(node.words.text.strip())
        number += 1
    letters = [count if count >= LEAST else 0 for count in letters]
    for number in range(len(letters) - 1, 0, -1):
        node = page.nodes[number]
        if isinstance(node, Element):
            letters[node.parent] += letters[number]
    return letters


def _width(words: str) -> int:
    return len(words) if words.isascii() else len(words) + len(WIDE.findall(words))


def _descend(page: Page, prose: list[int]) -> Element:
    """From the root to the smallest element with the bulk of the prose."""
    here = page.element(0)
    while True:
        below = [
            node
            for number in _children(page, here)
            if isinstance(node := page.nodes[number], Element)
        ]
        best = max(below, key=lambda each: prose[each.first], default=None)
        if best is None or prose[best.first] < BULK * max(prose[here.first], 1):
            return here
        if best.name in _LEAVES:
            return here
        here = best


_LEAVES = {"p", "blockquote", "td", "li", "dd", "pre", "span", "strong", "b", "em", "i"}


def _children(page: Page, element: Element) -> list[int]:
    numbers, number = [], element.first + 1
    while number < element.last:
        node = page.nodes[number]
        numbers.append(number)
        number = number + 1 if isinstance(node, Phrase) else node.last
    return numbers
