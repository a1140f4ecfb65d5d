"""Which old text became which new one, told by their words alone. Pure.

Texts that are word for word the same come first, in their order; then those that
moved; then those that share runs of three words; and last those that stand in the
same place and share words at all. Time grows with the words, not with their square.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.ingest.revision.sharing import Shared
from archive.ingest.revision.unchanged import unchanged

MOVED = 4
IN_PLACE = 0.5
# A letter of a script without spaces is as good as a word.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
)
WORDS = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")


@dataclass(slots=True)
class Alignment:
    """Places of new texts with those of the old ones they are, and why.

    `successors` names, for an old text that is gone, the new one with its words.
    """

    pairs: dict[int, int] = field(default_factory=dict)
    evidence: dict[int, str] = field(default_factory=dict)
    successors: dict[int, int] = field(default_factory=dict)

    def tie(self, old: int, new: int, evidence: str) -> None:
        self.pairs[new] = old
        self.evidence[new] = evidence

    def free(self, old: int, new: int) -> tuple[list[int], list[int]]:
        """The places among so many old and new texts that are not tied."""
        tied = set(self.pairs.values())
        return (
            [place for place in range(old) if place not in tied],
            [place for place in range(new) if place not in self.pairs],
        )


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Return which new text each old one became."""
    found = Alignment()
    before, now = [plain(text) for text in old], [plain(text) for text in new]
    for there, here in unchanged(before, now):
        found.tie(there, here, "the same words")
    _tie_moved(found, before, now)
    lost, fresh = found.free(len(old), len(new))
    shared = Shared(
        {place: words_of(before[place]) for place in lost},
        {place: words_of(now[place]) for place in fresh},
    )
    for share in shared.pairs():
        found.tie(share.old, share.new, f"{share.words} words in the same runs")
    _tie_in_place(found, shared, (len(old), len(new)))
    lost, _ = found.free(len(old), len(new))
    found.successors = shared.takers(lost)
    return found


def takers(lost: Sequence[str], fresh: Sequence[str]) -> dict[int, int]:
    """For each lost text the fresh one that has its words, or half of them."""
    exact = {plain(text): place for place, text in enumerate(fresh)}
    shared = Shared(
        {place: words_of(text) for place, text in enumerate(lost)},
        {place: words_of(text) for place, text in enumerate(fresh)},
    )
    found = {
        place: exact[plain(text)]
        for place, text in enumerate(lost)
        if plain(text) in exact
    }
    return shared.takers(range(len(lost))) | found


def words_of(text: str) -> list[str]:
    """The words of a text; upper case and punctuation make no difference."""
    return WORDS.findall(text.casefold())


def plain(text: str) -> str:
    """The text with one blank between its words, however it is divided."""
    return " ".join(text.split())


def _tie_moved(found: Alignment, old: Sequence[str], new: Sequence[str]) -> None:
    """The same words elsewhere, where no others can be meant."""
    lost, fresh = found.free(len(old), len(new))
    times = Counter(old[place] for place in lost)
    times_now = Counter(new[place] for place in fresh)
    places = {old[place]: place for place in lost}
    for here in fresh:
        alone = times[new[here]] == times_now[new[here]] == 1
        if alone and len(words_of(new[here])) >= MOVED:
            found.tie(places[new[here]], here, "the same words in another place")


def _tie_in_place(found: Alignment, shared: Shared, ends: tuple[int, int]) -> None:
    """As many lost as fresh between the same neighbours, some words in common."""
    fixed = sorted((old, new) for new, old in found.pairs.items())
    before = (-1, -1)
    for after in [*fixed, ends]:
        lost = range(before[0] + 1, after[0])
        between = range(before[1] + 1, after[1])
        fresh = [place for place in between if place not in found.pairs]
        before = after
        if len(lost) != len(fresh):
            continue
        for there, here in zip(lost, fresh, strict=True):
            share = shared.bag(there, here)
            if share.words >= max(1, IN_PLACE * share.least):
                found.tie(there, here, f"the same place, {share.words} words the same")
