"""Passages a link asks to mark: `?mark=a7p2.10-45`, `?mark=a7p2`, `…@d1dc113e`.

Offsets count code points of the segment. What cannot be read is left out; what is
pinned to a wording that has changed since is named, so that the page can say so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from archive.models import Turn, wording_of

MOST = 200
MARK = re.compile(
    r"(?P<segment>[qas][0-9]{1,9}p[0-9]{1,9})"
    r"(?:\.(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9}))?"
    r"(?:@(?P<wording>[0-9a-f]{8}))?"
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """One passage to mark; `span` is None for a whole segment."""

    segment: str
    span: Span | None = None
    wording: str = ""

    @property
    def turn(self) -> str:
        return self.segment.partition("p")[0]

    def is_of(self, turn: Turn) -> bool:
        """Whether the link was made for the words the turn has now."""
        return not self.wording or wording_of(turn.text).startswith(self.wording)

    def span_in(self, text: str) -> Span:
        """The passage in its segment; empty when it stands outside."""
        start, end = self.span or (0, len(text))
        return (start, end) if start < end <= len(text) else (0, 0)


def read_marks(query: QueryDict) -> list[Mark]:
    """Return the marks an address asks for, in its order."""
    written = ",".join(query.getlist("mark")).split(",")[:MOST]
    return [_mark(found) for found in map(MARK.fullmatch, written) if found]


def outdated(marks: Iterable[Mark], turns: Iterable[Turn]) -> list[Mark]:
    """Return the marks pinned to a wording that their turn no longer has."""
    by_anchor = {turn.anchor: turn for turn in turns}
    return [
        mark
        for mark in marks
        if mark.turn in by_anchor and not mark.is_of(by_anchor[mark.turn])
    ]


def _mark(found: re.Match[str]) -> Mark:
    span = (int(found["start"]), int(found["end"])) if found["start"] else None
    return Mark(found["segment"], span, found["wording"] or "")
