"""How many words two texts share, counted in runs of three. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

RUN = 3
COMMON = 8
HALF = 0.5
WHOLLY = 0.8

Texts = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Share:
    """So many words of an old text stand in a new one; `least` is the shorter's."""

    old: int
    new: int
    words: int
    least: int


@dataclass(frozen=True)
class Shared:
    """Old and new texts as lists of words, by their places."""

    old: Texts
    new: Texts

    @cached_property
    def shares(self) -> list[Share]:
        """Every pair whose runs in common are half of the shorter or more."""
        known = self._runs()
        return [
            Share(old, new, words, least)
            for new, said in self.new.items()
            for old, words in self._covered(known, said).items()
            if words >= HALF * (least := min(len(self.old[old]), len(said)))
        ]

    def pairs(self) -> list[Share]:
        """Each old text with one new one, those with the most words first.

        Of a text that was split the first part has its name; of two that were
        merged, the first gives its name to the whole.
        """
        tied: list[Share] = []
        old, new = set[int](), set[int]()
        for share in sorted(self.shares, key=lambda share: -share.words):
            first = self._first_part(share)
            if first.old not in old and first.new not in new:
                tied.append(first)
                old.add(first.old)
                new.add(first.new)
        return tied

    def takers(self, lost: Iterable[int]) -> dict[int, int]:
        """For each lost text the new one that has half of its words, if one has."""
        best: dict[int, Share] = {}
        wanted = set(lost)
        for share in self.shares:
            enough = share.words >= HALF * len(self.old[share.old])
            known = best.get(share.old, share)
            if share.old in wanted and enough and known.words <= share.words:
                best[share.old] = share
        return {old: share.new for old, share in best.items()}

    def bag(self, old: int, new: int) -> Share:
        """The words two texts share in any order."""
        before, now = Counter(self.old[old]), Counter(self.new[new])
        least = min(before.total(), now.total())
        return Share(old, new, (before & now).total(), least)

    def _first_part(self, share: Share) -> Share:
        """The pair with the same opening, where one text lies wholly in the other."""
        opening = [
            other
            for other in self._of_old[share.old] + self._of_new[share.new]
            if other.old <= share.old and other.new <= share.new
            if other.words >= WHOLLY * other.least and self._opens(other)
        ]
        return min(opening, key=lambda each: (each.old, each.new), default=share)

    def _opens(self, share: Share) -> bool:
        before, now = self.old[share.old], self.new[share.new]
        return before[:RUN] == now[:RUN]

    @cached_property
    def _of_old(self) -> Mapping[int, list[Share]]:
        related = defaultdict(list)
        for share in self.shares:
            related[share.old].append(share)
        return related

    @cached_property
    def _of_new(self) -> Mapping[int, list[Share]]:
        related = defaultdict(list)
        for share in self.shares:
            related[share.new].append(share)
        return related

    def _runs(self) -> dict[tuple[str, ...], list[int]]:
        """Where each run stands; what stands in many texts tells nothing."""
        places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, words in self.old.items():
            for run in set(_runs_of(words)):
                places[run].append(place)
        return {run: at for run, at in places.items() if len(at) <= COMMON}

    def _covered(
        self, known: Mapping[tuple[str, ...], list[int]], said: Sequence[str]
    ) -> Counter[int]:
        """How many of these words stand in runs of each old text."""
        covered: Counter[int] = Counter()
        reached: dict[int, int] = {}
        for start, run in enumerate(_runs_of(said)):
            end = start + RUN
            for place in known.get(run, ()):
                covered[place] += end - max(start, reached.get(place, 0))
                reached[place] = end
        return covered


def _runs_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words) - RUN + 1):
        yield tuple(words[start : start + RUN])
