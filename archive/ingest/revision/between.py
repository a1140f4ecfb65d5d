"""A passage whose own words stayed while words beside it were changed. Pure.

It is known by what stands on both sides of it: up to where the turn begins or ends,
or sixteen characters that stand there once, before the change and after it.
"""

from collections.abc import Iterator
from itertools import takewhile

from archive.anchoring import CONTEXT, Selectors, places
from archive.ingest.revision.aligning import WORDS
from archive.transcript import Span

RUN = CONTEXT // 2
MOST = 200
"""Places of the same words in one turn; of more than that none is looked at."""


def hemmed(before: str, now: str, selectors: Selectors) -> Iterator[Span]:
    """Yield each place of the words that stands between what they stood between.

    `before` is the wording they were chosen from.
    """
    own = Span(selectors.start, selectors.end)
    if before[slice(*own)] != selectors.exact:
        return
    starts = places(now, selectors.exact)
    for start in starts if len(starts) <= MOST else ():
        span = Span(start, start + len(selectors.exact))
        if (
            is_cut_alike((before, own), (now, span))
            and _agree(before[: own.start][::-1], now[: span.start][::-1])
            and _agree(before[own.end :], now[span.end :])
        ):
            yield span


def is_cut_alike(was: tuple[str, Span], stands: tuple[str, Span]) -> bool:
    """Whether words that were whole are whole: “well” is no part of “wells”."""
    return _cuts(*was) == _cuts(*stands)


def _cuts(text: str, span: Span) -> tuple[bool, bool]:
    return _is_in_word(text, span.start), _is_in_word(text, span.end)


def _is_in_word(text: str, at: int) -> bool:
    around = text[at - 1 : at + 1] if at else ""
    return len(around) > 1 and WORDS.fullmatch(around) is not None


def _agree(were: str, are: str) -> bool:
    """Whether two sides of a passage, told from it outwards, go on alike.

    What was changed is near it: a stretch of 32 characters, or, where the turn ends
    before sixteen more, one word.
    """
    kept = _shared(were, are)
    for gap in range(min(CONTEXT, len(were)) + 1):
        run = were[gap : gap + RUN]
        at = _place(were, are, run)
        is_word = _is_word(were[kept:gap], are[kept:at])
        if 0 <= at <= CONTEXT and (len(run) == RUN or is_word):
            return True
    return False


def _place(were: str, are: str, run: str) -> int:
    """Where the run stands now: once, or, as all that is left, at the very end."""
    if len(run) < RUN:
        return len(are) - len(run) if are.endswith(run) else -1
    at = are.find(run, 0, CONTEXT + RUN)
    is_one = at >= 0 and len(places(were, run)) == 1 == len(places(are, run))
    return at if is_one else -1


def _shared(were: str, are: str) -> int:
    """How many characters both begin with."""
    pairs = zip(were[:CONTEXT], are, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _is_word(*changed: str) -> bool:
    return all(len(WORDS.findall(words)) <= 1 for words in changed)
