"""The places of one quotation in one paragraph, shown together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.quoting.placing import Place


@dataclass(frozen=True)
class Together:
    """The places of one quotation in one paragraph, and what stands around them."""

    places: Sequence[Place]

    @property
    def first(self) -> Place:
        return self.places[0]

    @property
    def url(self) -> str:
        marks = ",".join(each.mark for each in self.places)
        return self.first.url.replace(self.first.mark, marks, 1)

    @property
    def runs(self) -> Iterator[tuple[str, bool]]:
        """Its words in order, and whether they are the quotation's."""
        yield self.first.before, False
        yield self.first.text, True
        for left, right in pairwise(self.places):
            yield left.until(right), False
            yield right.text, True
        yield self.places[-1].behind, False


def gather_places(places: Sequence[Place]) -> Iterator[Together]:
    """Yield the places of each paragraph that follow on one another, together."""
    held: list[Place] = []
    for place in places:
        if held and not held[-1].goes_on(place):
            yield Together(held)
            held = []
        held.append(place)
    if held:
        yield Together(held)
