"""The passages a quotation may be from, looked up in the archive. Public ones only.

Rare pairs of words tell most, for they stand in few places; common ones confirm. Where
all are common, places that have several of them side by side are asked.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import chain, pairwise
from math import log

from archive.quoting.judging import Passage
from archive.quoting.pairs import pair_of, spread
from archive.quoting.people import People
from archive.quoting.quotation import Quotation
from archive.quoting.shelves import Shelf, listed, standing, turns_by
from archive.quoting.words import is_sign

# A pair in more places than this names none by itself.
COMMON = 1000
MOST_PAIRS, MOST_WINDOWS, MOST_WORDS = 40, 12, 10
MOST_SAME, MOST_LIKE, MOST_NEAR = 24, 14, 4
# So few places are read sooner than compared; so many tell enough.
SURE, MOST_COUNTED, MOST_ALONE = 3, 6000, 1000
MOST_A_SENTENCE = 4
MOST_LETTERS = 400_000

Places = dict[int, float]


def look_up(
    quotations: Sequence[Quotation], said_by: Sequence[str] = ()
) -> list[Lookup]:
    """Return what is known of each; asks as much for many as for one.

    `said_by` are the names they are given to, for words that many people say.
    """
    shelf = Shelf()
    asked = [spread(_pairs(each), MOST_PAIRS) for each in quotations]
    found = listed([*dict.fromkeys(chain.from_iterable(asked))])
    lookups = [
        Lookup(each, {pair: found[pair] for pair in pairs}, shelf)
        for each, pairs in zip(quotations, asked, strict=True)
    ]
    people = People()
    for lookup, name in zip(lookups, said_by, strict=False):
        if name and lookup.is_crowded:
            lookup.prefer(turns_by(people.named(name)))
    shelf.fetch(dict.fromkeys(chain.from_iterable(each.held for each in lookups)))
    return lookups


class Lookup:
    """What is known of one quotation's places; asks no more than it has to."""

    def __init__(
        self, quotation: Quotation, places: dict[int, array[int]], shelf: Shelf
    ) -> None:
        self.quotation = quotation
        self.places = places
        self.shelf = shelf
        self.read: dict[int, Sequence[Passage]] = {}
        self.letters = 0

    @cached_property
    def everywhere(self) -> list[int]:
        """The places that may have every pair, or the only word."""
        words = self.quotation.words.read
        if not words:
            return []
        if not self.places:
            return sorted(standing(words[0], MOST_ALONE))
        return sorted(self._holding([*self.places]))

    @property
    def held(self) -> list[int]:
        """So many of them as are read."""
        return self.everywhere[:MOST_SAME]

    @property
    def is_crowded(self) -> bool:
        return len(self.everywhere) > MOST_SAME

    def prefer(self, places: Set[int]) -> None:
        """Read these before others."""
        self.everywhere.sort(key=lambda place: place not in places)

    def whole(self) -> list[Passage]:
        """The passages that have every pair: where it stands word for word."""
        return self._passages(dict.fromkeys(self.held, 1.0))

    def near(self) -> list[Passage]:
        """Those, and the few that share most of its rare pairs."""
        return self._passages(self._rare, self._sentences, MOST_NEAR)

    def further(self) -> list[Passage]:
        """Those, and more that share pairs, common ones too, or single words."""
        scores = dict(self._rare)
        for window in self._windows():
            shared = self._holding(window)
            if len(shared) <= COMMON:
                for place in shared:
                    scores[place] = scores.get(place, 0) + _weight(len(shared))
        if len(self.quotation) <= MOST_WORDS:
            for place, score in _worded(self.quotation).items():
                scores[place] = scores.get(place, 0) + score
        return self._passages(scores)

    @cached_property
    def _sentences(self) -> list[int]:
        """Places that have all pairs of one of its sentences: it may be spliced."""
        words = self.quotation.words
        found: list[int] = []
        for first, last in self.quotation.strict_pieces:
            inside = range(first + 1, last)
            edges = [first, *(at for at in inside if words.opens_sentence(at)), last]
            if len(edges) > 2:
                for start, end in pairwise(edges):
                    row = [pair_of(*two) for two in pairwise(words.read[start:end])]
                    found += sorted(self._holding(row))[:MOST_A_SENTENCE]
        return found[:MOST_LIKE]

    def _holding(self, pairs: Sequence[int]) -> set[int]:
        """The places that have all of these pairs, as far as they are looked up.

        With so few left, the common pairs are not compared: reading tells sooner.
        """
        held = [self.places[pair] for pair in pairs if pair in self.places]
        if not held:
            return set()
        first, *others = sorted(held, key=len)
        found = set(first)
        for other in others:
            if len(found) <= SURE:
                break
            found.intersection_update(other)
        return found

    @cached_property
    def _rare(self) -> Places:
        """How much its pairs tell of each place, the rarest first.

        Common ones are not counted, nor what comes when enough places are.
        """
        scores: Places = {}
        counted = 0
        for places in sorted(self.places.values(), key=len):
            counted += len(places)
            if len(places) > COMMON or (scores and counted > MOST_COUNTED):
                break
            weight = _weight(len(places))
            for place in places:
                scores[place] = scores.get(place, 0) + weight
        return scores

    def _windows(self) -> list[Sequence[int]]:
        """Pairs that stand side by side in the quotation, all too common alone."""
        common = {pair for pair, found in self.places.items() if len(found) > COMMON}
        runs: list[Sequence[int]] = []
        for first, last in self.quotation.strict_pieces:
            words = self.quotation.words.read[first:last]
            row = [pair_of(*two) for two in pairwise(words)]
            for size in (3, 2):
                starts = range(len(row) - size + 1)
                runs += [row[at : at + size] for at in starts]
        return [run for run in runs if common.issuperset(run)][:MOST_WINDOWS]

    def _passages(
        self, scores: Places, besides: Sequence[int] = (), most: int = MOST_LIKE
    ) -> list[Passage]:
        """The passages of the best places, best first, and those read before."""
        ranked = _best(scores)
        best = scores[ranked[0]] if ranked else 0
        same = [place for place in ranked if scores[place] == best]
        wanted = [*dict.fromkeys([*same, *besides, *ranked[:most], *self.read])]
        self._read([place for place in wanted if place not in self.read])
        return [each for place in wanted for each in self.read.get(place, ())]

    def _read(self, places: Sequence[int]) -> None:
        self.shelf.fetch(places)
        for place in places:
            many = len(self.shelf.texts[place])
            self.letters += many
            if many and self.letters <= MOST_LETTERS:
                self.read[place] = self.shelf.passages(place)


def _best(scores: Places) -> list[int]:
    """The places that score most, as many as are ever read."""
    least = sorted(scores.values(), reverse=True)[:MOST_SAME][-1:]
    best = [place for place, score in scores.items() if [score] >= least]
    return sorted(best, key=lambda place: (-scores[place], place))[:MOST_SAME]


def _weight(many: int) -> float:
    return 1 + log(COMMON / many) if 0 < many <= COMMON else 0.1


def _pairs(quotation: Quotation) -> Iterator[int]:
    """The pairs within its pieces, and those that a bracket put in only interrupts."""
    words = quotation.words.read
    for first, last in quotation.strict_pieces:
        for two in pairwise(words[first:last]):
            yield pair_of(*two)


def _worded(quotation: Quotation) -> Places:
    """How much its single words tell of each place, the rare ones."""
    scores: Places = {}
    for word in dict.fromkeys(quotation.words.read):
        places = () if is_sign(word) else standing(word, COMMON)
        if len(places) < COMMON:
            for place in places:
                scores[place] = scores.get(place, 0) + _weight(len(places))
    return scores
