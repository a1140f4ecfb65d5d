"""The query's words in a text, and the pieces of the text that show them best. Pure.

By the analysis that fed the index: what was found is what is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Listed
from dataclasses import dataclass

from archive.search import analysis
from archive.search.analysis import EXACT, Span, Token
from archive.search.terms import Leaf, Near, Noted, Prefix, Sequence, Term

WIDTH = 280
"""Characters of a piece, before it is widened to whole words."""

_SENTENCE = re.compile(r"[.?!…]\s+")
_SPACE = re.compile(" ")


@dataclass(frozen=True, slots=True)
class Mark:
    """Found words: their span, and which of the query's leaves they are."""

    start: int
    end: int
    leaf: int


def marks(leaves: Listed[Leaf], text: str, language: str) -> list[Mark]:
    """Every place where a leaf stands in the text, in order."""
    found = [
        Mark(start + mark.start, start + mark.end, mark.leaf)
        for start, end in analysis.paragraphs(text)
        for mark in _in_paragraph(leaves, text[start:end], language)
    ]
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def pieces(passages: Listed[Span], text: str, found: Listed[Mark]) -> list[Span]:
    """One or two spans to show, each inside one passage, in reading order.

    The one with most of the query's words, and another if it holds words the first
    does not. Without marks, the opening.
    """
    windows = [
        window for passage in passages for window in _windows(passage, text, found)
    ]
    if not windows:
        return [_opening(passages[0], text)] if passages else []
    first = max(windows, key=lambda window: _weight(window, found))
    seen = _leaves(first, found)
    others = [each for each in windows if _leaves(each, found) - seen]
    second = max(
        others, key=lambda each: len(_leaves(each, found) - seen), default=None
    )
    chosen = [first] if second is None or _overlap(first, second) else [first, second]
    return sorted(chosen)


def within(window: Span, found: Iterable[Mark]) -> list[Mark]:
    start, end = window
    return [mark for mark in found if start <= mark.start and mark.end <= end]


def _in_paragraph(
    leaves: Listed[Leaf], paragraph: str, language: str
) -> Iterator[Mark]:
    tokens = analysis.tokens(paragraph, language)
    for number, leaf in enumerate(leaves):
        for start, end in _spans(leaf, tokens):
            yield Mark(start, end, number)


def _spans(leaf: Leaf, tokens: Listed[Token]) -> Iterator[Span]:
    if isinstance(leaf, Noted):
        return
    if isinstance(leaf, Near):
        yield from _near(leaf, tokens)
        return
    steps = leaf.steps if isinstance(leaf, Sequence) else ((0, leaf),)
    for place in _places(steps, tokens):
        distance, last = steps[-1]
        yield tokens[place][2], _end(last, tokens, place + distance)


def _near(near: Near, tokens: Listed[Token]) -> Iterator[Span]:
    """Each word that stands near enough to all the others, by itself."""
    found = sorted(
        (place, number)
        for number, part in enumerate(near.parts)
        for place in _standing(part, tokens)
    )
    meeting: dict[tuple[int, int], None] = {}
    first = 0
    for last, (place, _) in enumerate(found):
        while found[first][0] < place - near.distance:
            first += 1
        together = found[first : last + 1]
        if len({number for _, number in together}) == len(near.parts):
            meeting.update(dict.fromkeys(together))
    for place, number in meeting:
        yield tokens[place][2], _end(near.parts[number], tokens, place)


def _places(
    steps: Listed[tuple[int, Term | Prefix]], tokens: Listed[Token]
) -> list[int]:
    """Where the first step stands, the others at their distances from it."""
    (_, first), *rest = steps
    found = _standing(first, tokens)
    for distance, step in rest:
        if found:
            others = set(_standing(step, tokens))
            found = [place for place in found if place + distance in others]
    return found


def _standing(step: Term | Prefix, tokens: Listed[Token]) -> list[int]:
    """The places of the tokens that a step matches: in one pass, for texts are long."""
    rows = enumerate(tokens)
    if isinstance(step, Term):
        forms = step.forms
        exact = {form[1:] for form in forms if form.startswith(EXACT)}
        if not exact:
            return [place for place, token in rows if token[0] in forms]
        return [
            place
            for place, (stem, word, _, _) in rows
            if stem in forms or word in exact
        ]
    start = step.start
    if start.startswith(EXACT):
        start = start[1:]
        return [
            place for place, token in rows if token[1] and token[1].startswith(start)
        ]
    return [
        place for place, token in rows if not token[1] and token[0].startswith(start)
    ]


def _end(step: Term | Prefix, tokens: Listed[Token], place: int) -> int:
    """Where a step's words end: of a pair found by its first sign, that sign alone."""
    stem, exact, _, end = tokens[place]
    is_pair = not exact and len(stem) > 1
    return tokens[place + 1][2] if isinstance(step, Prefix) and is_pair else end


def _windows(passage: Span, text: str, found: Listed[Mark]) -> Iterator[Span]:
    """A span around each mark of a passage, reaching on as far as the width allows."""
    inside = within(passage, found)
    for mark in inside:
        reach = max(mark.start + WIDTH, mark.end)
        ends = [each.end for each in inside if mark.start <= each.start]
        core = mark.start, max(end for end in ends if end <= reach)
        yield _widen(passage, text, core)


def _widen(passage: Span, text: str, core: Span) -> Span:
    start, end = passage
    if end - start <= WIDTH * 5 // 4:
        return passage
    spare = max(0, WIDTH - (core[1] - core[0]))
    left = max(start, core[0] - spare // 3)
    right = min(end, left + max(WIDTH, core[1] - left))
    left = max(start, min(left, right - WIDTH))
    return _whole_words(passage, text, (left, right), core)


def _whole_words(passage: Span, text: str, window: Span, core: Span) -> Span:
    """Draw the ends in to whole words, but never into the words to show.

    A sentence that begins before them makes a better beginning still.
    """
    left, right = window
    if left > passage[0]:
        pause = _SENTENCE.search(text, left, core[0]) or _SPACE.search(
            text, left - 1, core[0]
        )
        left = pause.end() if pause else left
    if right < passage[1]:
        space = text.rfind(" ", core[1], right + 1)
        right = space if space >= 0 else right
    return left, right


def _opening(passage: Span, text: str) -> Span:
    return _widen(passage, text, (passage[0], passage[0]))


def _weight(window: Span, found: Listed[Mark]) -> tuple[int, int, int]:
    inside = within(window, found)
    return len({mark.leaf for mark in inside}), len(inside), -window[0]


def _leaves(window: Span, found: Listed[Mark]) -> set[int]:
    return {mark.leaf for mark in within(window, found)}


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
