"""Equal texts of two sequences, paired in order, however long the sequences. Pure.

Patience: what stands once on either side is paired first, and parts the rest into
gaps that are looked at in the same way.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Pair = tuple[int, int]
MOST = 250_000
NEAR = 50


def unchanged(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return the places of equal texts, in order; no two pairs cross."""
    found: list[Pair] = []
    gaps = [((0, 0), (len(old), len(new)))]
    while gaps:
        start, end = gaps.pop()
        ends, start, end = _trimmed(old, new, start, end)
        once = _once(old, new, start, end)
        found += [*ends, *once]
        if once:
            parts = [(start[0] - 1, start[1] - 1), *once, end]
            gaps += [
                ((here[0] + 1, here[1] + 1), there) for here, there in pairwise(parts)
            ]
        else:
            found += _repeated(old, new, start, end)
    return sorted(found)


def _trimmed(
    old: Sequence[str], new: Sequence[str], start: Pair, end: Pair
) -> tuple[list[Pair], Pair, Pair]:
    """The pairs at both ends of a gap, and what is left of the gap."""
    found = []
    (first, begin), (last, stop) = start, end
    while first < last and begin < stop and old[first] == new[begin]:
        found.append((first, begin))
        first, begin = first + 1, begin + 1
    while first < last and begin < stop and old[last - 1] == new[stop - 1]:
        last, stop = last - 1, stop - 1
        found.append((last, stop))
    return found, (first, begin), (last, stop)


def _once(old: Sequence[str], new: Sequence[str], start: Pair, end: Pair) -> list[Pair]:
    """What stands once on either side: the longest row of it that does not cross."""
    before, now = range(start[0], end[0]), range(start[1], end[1])
    times = Counter(old[place] for place in before)
    times_now = Counter(new[place] for place in now)
    places = {
        old[place]: place
        for place in before
        if times[old[place]] == times_now[old[place]] == 1
    }
    return rising([(places[new[at]], at) for at in now if new[at] in places])


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest row of pairs, in their order, whose first places rise."""
    ends: list[int] = []
    tails: list[int] = []
    previous: list[int] = []
    for at, (place, _) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length:] = [place, *ends[length + 1 :]]
        tails[length:] = [at, *tails[length + 1 :]]
        previous.append(tails[length - 1] if length else -1)
    row, at = [], tails[-1] if tails else -1
    while at >= 0:
        row.append(pairs[at])
        at = previous[at]
    return row[::-1]


def _repeated(
    old: Sequence[str], new: Sequence[str], start: Pair, end: Pair
) -> list[Pair]:
    """Where nothing stands once: difflib while that is quick, else the next one."""
    if (end[0] - start[0]) * (end[1] - start[1]) > MOST:
        return _next_ones(old, new, start, end)
    before, now = old[start[0] : end[0]], new[start[1] : end[1]]
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    return [
        (start[0] + block.a + step, start[1] + block.b + step)
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]


def _next_ones(
    old: Sequence[str], new: Sequence[str], start: Pair, end: Pair
) -> list[Pair]:
    """Each text with the next old one that is equal, where one is near."""
    found, reached = [], start[0]
    for here in range(start[1], end[1]):
        near = range(reached, min(reached + NEAR, end[0]))
        there = next((place for place in near if old[place] == new[here]), None)
        if there is not None:
            found.append((there, here))
            reached = there + 1
    return found
