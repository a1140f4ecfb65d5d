"""Where a note stood before the text changed, and where its words may stand now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.anchoring import places
from archive.models import Annotation, Change, Turn, wording_of
from archive.transcript import Span
from archive.views.collation import Piece, collate, shortened

MOST = 9
AROUND = 90


@dataclass(frozen=True, slots=True)
class Choice:
    """A place in the text as it is now; `key` is the digit that takes it."""

    key: int
    turn: Turn
    span: Span
    why: str = ""

    @property
    def value(self) -> str:
        """The place as a form sends it, pinned to the words it was offered in."""
        pin = wording_of(self.turn.text)[:8]
        return f"{self.turn.pk}.{self.span.start}-{self.span.end}@{pin}"

    @property
    def before(self) -> str:
        cut = self.turn.text[max(0, self.span.start - AROUND) : self.span.start]
        return f"…{cut}" if self.span.start > AROUND else cut

    @property
    def words(self) -> str:
        return self.turn.text[self.span.start : self.span.end]

    @property
    def after(self) -> str:
        cut = self.turn.text[self.span.end : self.span.end + AROUND]
        return f"{cut}…" if self.span.end + AROUND < len(self.turn.text) else cut


@dataclass(frozen=True, slots=True)
class Former:
    """The turn in which the note was written, in the words it had then."""

    anchor: str
    text: str
    span: Span

    @property
    def marked(self) -> tuple[Span]:
        return (self.span,)


def former_of(note: Annotation) -> Former | None:
    """Return where a note stood; None where those words were not kept."""
    was = note.moved_from or {
        "anchor": note.turn.anchor,
        "wording": note.wording,
        "start": note.start,
        "end": note.end,
    }
    interview = note.turn.interview_id
    kept = Change.objects.filter(edition__interview=interview, sha256=was["wording"])
    text = kept.values_list("text", flat=True).first()
    if text is None:
        return None
    return Former(was["anchor"], text, Span(was["start"], was["end"]))


def changed(note: Annotation, former: Former | None, own: Turn | None) -> list[Piece]:
    """What became of the turn's words, far from any change left out."""
    if former is None or own is None:
        return []
    return shortened(collate(former.text, own.text))


def choices(
    note: Annotation, former: Former | None, own: Turn | None
) -> Iterator[Choice]:
    """Where it stands, where the same words stand, what took their place; each once."""
    seen: set[tuple[int, Span]] = set()
    for turn, span in _offered(note, former, own):
        if (turn.pk, span) not in seen and len(seen) < MOST:
            seen.add((turn.pk, span))
            yield Choice(len(seen), turn, span)


def _offered(
    note: Annotation, former: Former | None, own: Turn | None
) -> Iterator[tuple[Turn, Span]]:
    words = note.exact
    if note.turn.text[note.start : note.end] == words and note.hold == "moved":
        yield note.turn, Span(note.start, note.end)
    if former and own and (instead := instead_of(former, own.text)):
        yield own, instead
    turns = Turn.objects.filter(interview=note.turn.interview_id, text__contains=words)
    for turn in turns.order_by("sequence")[:MOST]:
        for start in places(turn.text, words):
            yield turn, Span(start, start + len(words))


def instead_of(former: Former, text: str) -> Span | None:
    """What stands between the words that stood around the passage, and stayed."""
    at, start, end, old = 0, None, None, 0
    for piece in collate(former.text, text):
        size = len(piece.words)
        is_before = old < former.span.start
        if piece.kind != "new":
            if piece.kind == "same" and is_before:
                start = at + min(size, former.span.start - old)
            if piece.kind == "same" and end is None and old + size > former.span.end:
                end = at + max(0, former.span.end - old)
            old += size
        if piece.kind != "gone":
            at += size
    first, last = start or 0, len(text) if end is None else end
    return _trimmed(text, first, last, former)


def _trimmed(text: str, first: int, last: int, former: Former) -> Span | None:
    """Without blanks, and without the signs that stood outside of the passage."""
    lead = re.search(r"\S*$", former.text[: former.span.start])
    rest = re.match(r"\S*", former.text[former.span.end :])
    words = text[first:last]
    start = first + len(words) - len(words.lstrip())
    words = words.strip()
    bare = words.removeprefix(lead[0] if lead else "")
    start += len(words) - len(bare)
    bare = bare.removesuffix(rest[0] if rest else "")
    return Span(start, start + len(bare)) if bare else None
