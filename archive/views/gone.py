"""The words a link cites of what is gone: those very words, not how it began."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from archive.models import Interview, Tombstone
from archive.templatetags.wording import opening
from archive.views.marks import Mark, Span, read_marks
from archive.views.wordings import Former, Record


@dataclass(frozen=True, slots=True)
class Cited:
    """Some words; `starts_inside` where words before them are left out."""

    text: str
    starts_inside: bool
    ends_inside: bool


def cited_of(
    interview: Interview, stone: Tombstone, query: QueryDict
) -> Sequence[Cited]:
    """Return what a link marks in the words of a stone, or else how they began."""
    own = [mark for mark in read_marks(query) if mark.turn == stone.turn]
    pinned = [mark for mark in own if mark.wording]
    formers = dict(Record(interview, [], {}).find(pinned)) if pinned else {}
    cited = [each for mark in own for each in _of(mark, stone, formers.get(mark))]
    return cited or [_cut(stone.text, (0, len(opening(stone.text))))]


def _of(mark: Mark, stone: Tombstone, former: Former | None) -> Iterator[Cited]:
    if former:
        yield from (_cut(then.text, then.cited) for then in former.paragraphs)
    elif mark.segment == stone.anchor and not mark.wording:
        span = mark.span_in(stone.text)
        if span[0] < span[1]:
            yield _cut(stone.text, span)


def _cut(text: str, span: Span) -> Cited:
    start, end = span
    return Cited(text[start:end], start > 0, end < len(text))
