"""Where an annotation stands: W3C text-quote and text-position selectors. Pure.

Offsets count code points of the text that is annotated. A passage is found again
by its words and their surroundings, never by its position alone, and never by
words that merely look like it (W3C Web Annotation Data Model, 4.2.4 and 4.2.5).
"""

from dataclasses import dataclass

from archive.errors import AnchorLost
from archive.transcript import Span

CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Selectors:
    """A quotation with up to 32 code points around it, and its position."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def describe(text: str, span: Span) -> Selectors:
    """Return the selectors of a span; ValueError when it is empty or outside."""
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"{span} is no passage of a text of {len(text)} characters")
    return Selectors(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        start=span.start,
        end=span.end,
    )


def locate(text: str, selectors: Selectors) -> Span:
    """Return where the passage stands in `text`, which may have changed.

    Its own place wins when words and surroundings are still there. Elsewhere it
    is accepted only if exactly one place has the words and the same surroundings.
    Raises AnchorLost otherwise: look-alike words are no evidence.
    """
    if selectors.exact and _stands(text, selectors, selectors.start):
        return Span(selectors.start, selectors.start + len(selectors.exact))
    same = passages(text, selectors)
    if len(same) == 1:
        return same[0]
    where = "in more than one place" if same else "nowhere"
    raise AnchorLost(
        f"“{selectors.exact}” stands {where} between the words it was chosen from. "
        "Choose the passage again."
    )


def passages(text: str, selectors: Selectors) -> list[Span]:
    """Return every place of the words that has their surroundings, too."""
    return [
        Span(at, at + len(selectors.exact))
        for at in places(text, selectors.exact)
        if _stands(text, selectors, at)
    ]


def places(text: str, words: str) -> list[int]:
    """Return the start of every occurrence of `words`, overlapping ones too."""
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _stands(text: str, selectors: Selectors, start: int) -> bool:
    end = start + len(selectors.exact)
    return (
        text.startswith(selectors.exact, start)
        and _before(text, start, selectors.prefix)
        and text.startswith(selectors.suffix, end)
        and (
            len(selectors.suffix) == CONTEXT or end + len(selectors.suffix) == len(text)
        )
    )


def _before(text: str, start: int, prefix: str) -> bool:
    begins = len(prefix) == CONTEXT or start == len(prefix)
    return begins and text.endswith(prefix, 0, start)
