"""A name for each stretch of words on a page that is no part of the interview."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from archive.ingest.blocks import Block
from archive.ingest.readers.html.tokens import Words
from archive.ingest.readers.html.tree import Element, Page, Phrase
from archive.transcript import Skipped, SkippedKind, Span

AROUND = "around the interview"
UNSHOWN = {"head": "head of the page", "title": "head of the page"}


def left_out_of(
    page: Page, notes: dict[int, str], blocks: Sequence[Block], marks: dict[int, str]
) -> tuple[Skipped, ...]:
    """Return what is left out, in order, neighbours of one name together."""
    kept = [block.source for block in blocks]
    starts = [span.start for span in kept]
    made: list[Skipped] = []
    for place, kind, note in _stretches(page, notes, marks):
        number = bisect_right(starts, place.start) - 1
        if number >= 0 and place.start < kept[number].end:
            continue
        last = made[-1] if made else None
        between = bisect_right(starts, last.source.start) if last else 0
        follows = last and between == number + 1
        if last and follows and (last.kind, last.note) == (kind, note):
            made[-1] = Skipped(kind, Span(last.source.start, place.end), note)
        else:
            made.append(Skipped(kind, place, note))
    return tuple(made)


def _stretches(
    page: Page, notes: dict[int, str], marks: dict[int, str]
) -> Iterator[tuple[Span, SkippedKind, str]]:
    """Every stretch of words of the page with the name of what it stands in."""
    named = {**UNSHOWN}
    until, kind, note = 0, SkippedKind.CHROME, AROUND
    for number, node in enumerate(page.nodes):
        if number >= until:
            kind, note = SkippedKind.CHROME, AROUND
            if number in marks:
                kind, note = SkippedKind.MARK, marks[number]
            elif isinstance(node, Element):
                note = notes.get(number) or named.get(node.name, AROUND)
            if isinstance(node, Element) and note != AROUND:
                until = node.last
        if isinstance(node, Phrase) and node.words.text.strip():
            yield _visible(node.words), kind, note
        elif isinstance(node, Element) and node.content and not _has_words(page, node):
            yield node.content, kind, note


def _visible(words: Words) -> Span:
    """Where words stand without white space around; an entity stands as a whole."""
    text, place = words.text, words.source
    if len(text) != place.end - place.start:
        return place
    start = place.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))


def _has_words(page: Page, node: Element) -> bool:
    return node.name in {"title", "textarea"} or node.content == Span(
        node.end, node.end
    )
