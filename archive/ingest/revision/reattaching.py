"""Where the words of a note stand in another edition, and how surely. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.anchoring import CONTEXT, Selectors, locate, places
from archive.errors import AnchorLost
from archive.ingest.revision.aligning import words_of
from archive.transcript import Span

NEIGHBOUR = CONTEXT // 2
LONG = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A turn and the passage of it, and how it is known to be the same."""

    anchor: str
    span: Span
    evidence: str


def stay(text: str, selectors: Selectors) -> Span | None:
    """The passage in its own turn, when all that surrounds it is still there."""
    try:
        return locate(text, selectors)
    except AnchorLost:
        return None


def move(texts: Mapping[str, str], selectors: Selectors) -> tuple[Found | None, str]:
    """The one place in changed turns that can be meant, or why there is none.

    The same words are not enough: what stood before them or behind them must stand
    there too, or they must be many.
    """
    found = [
        Found(anchor, span, evidence)
        for anchor, text in texts.items()
        for span, evidence in _candidates(text, selectors)
    ]
    if len(found) == 1:
        return found[0], ""
    if found:
        where = ", ".join(dict.fromkeys(each.anchor for each in found))
        return None, f"the words stand in {len(found)} places: {where}"
    return None, "the words stand nowhere between the words they were chosen from"


def _candidates(text: str, selectors: Selectors) -> Iterator[tuple[Span, str]]:
    starts = places(text, selectors.exact)
    are_many = len(words_of(selectors.exact)) >= LONG
    for start in starts:
        span = Span(start, start + len(selectors.exact))
        evidence = _evidence(text, span, selectors)
        if evidence:
            yield span, evidence
        elif are_many and len(starts) == 1:
            yield span, "the same words, and many"


def _evidence(text: str, span: Span, selectors: Selectors) -> str:
    before, behind = selectors.prefix, selectors.suffix
    if len(before) >= NEIGHBOUR and text.endswith(before, 0, span.start):
        return "the same words stand before it"
    if len(behind) >= NEIGHBOUR and text.startswith(behind, span.end):
        return "the same words stand behind it"
    return ""


__all__: Sequence[str] = ["Found", "move", "stay"]
