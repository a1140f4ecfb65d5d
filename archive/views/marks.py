"""Passages a link asks to mark: `?mark=a7p2.10-45`, `a7p2`, `a7.3-210`, `…@d1dc113e`.

Offsets count code points of the paragraph that is named, or of the turn. After the
`@` stands the beginning of the SHA-256 of the turn's words, which pins the link.
"""

import re
from dataclasses import dataclass

from django.http import QueryDict

from archive.models import Turn, wording_of

MOST = 200
PINNED = 8
MARK = re.compile(
    r"(?P<segment>[qas][0-9]{1,9}(?:p[0-9]{1,9})?)"
    r"(?:\.(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9}))?"
    rf"(?:@(?P<wording>[0-9a-f]{{{PINNED}}}))?"
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """One passage to mark; `span` is None for all of it.

    `segment` is what the span counts in: a paragraph, or a whole turn.
    """

    segment: str
    span: Span | None = None
    wording: str = ""

    def __str__(self) -> str:
        span = f".{self.span[0]}-{self.span[1]}" if self.span else ""
        return f"{self.segment}{span}" + (f"@{self.wording}" if self.wording else "")

    @property
    def turn(self) -> str:
        return self.segment.partition("p")[0]

    @property
    def is_of_turn(self) -> bool:
        """Whether it counts in the words of a whole turn."""
        return self.segment == self.turn

    def is_of(self, turn: Turn) -> bool:
        """Whether the link was made for the words the turn has now."""
        return not self.wording or wording_of(turn.text).startswith(self.wording)

    def span_in(self, text: str) -> Span:
        """The passage in what it counts in; empty when it stands outside."""
        start, end = self.span or (0, len(text))
        return (start, end) if start < end <= len(text) else (0, 0)


def read_marks(query: QueryDict) -> list[Mark]:
    """Return the marks an address asks for, in its order."""
    return [_mark(found) for found in map(MARK.fullmatch, _written(query)) if found]


def count_unread(query: QueryDict) -> int:
    """Return how many of them are no marks, or are too many."""
    return len(_all_written(query)) - len(read_marks(query))


def pin(turn: Turn) -> str:
    """What pins a link to the words the turn has now."""
    return wording_of(turn.text)[:PINNED]


def _written(query: QueryDict) -> list[str]:
    return _all_written(query)[:MOST]


def _all_written(query: QueryDict) -> list[str]:
    return [*filter(None, ",".join(query.getlist("mark")).split(","))]


def _mark(found: re.Match[str]) -> Mark:
    span = (int(found["start"]), int(found["end"])) if found["start"] else None
    return Mark(found["segment"], span, found["wording"] or "")
