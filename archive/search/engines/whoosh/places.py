"""How often a leaf's words stand in each document's field, and phrases by places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain

from archive.search.engines.whoosh.layout import decode
from archive.search.engines.whoosh.lookup import Lookup
from archive.search.terms import Near, Prefix, Sequence, Term

Said = Term | Prefix | Sequence | Near
"""What stands in one field."""

Encoded = dict[int, list[bytes]]


def frequencies(lookup: Lookup, field: str, leaf: Said) -> dict[int, float]:
    if isinstance(leaf, Sequence):
        return _phrase(lookup, field, leaf)
    if isinstance(leaf, Near):
        return _near(lookup, field, leaf)
    forms = lookup.forms(field, leaf)
    if len(forms) == 1:
        return lookup.frequencies(field, *forms)
    found: Counter[int] = Counter()
    for form in forms:
        found.update(lookup.frequencies(field, form))
    return dict(found)


def _phrase(lookup: Lookup, field: str, phrase: Sequence) -> dict[int, float]:
    """How often the steps stand at their distances, in documents that hold them all."""
    places = _common(lookup, field, [step for _, step in phrase.steps])
    steps = [(distance, places[step]) for distance, step in phrase.steps]
    first = steps[0][1]
    return _counted(lookup, first, lambda each: _starts(each, steps))


def _near(lookup: Lookup, field: str, near: Near) -> dict[int, float]:
    """How often all parts stand together, in documents that hold them all."""
    places = _common(lookup, field, near.parts)
    parts = [places[part] for part in near.parts]
    return _counted(
        lookup,
        parts[0],
        lambda each: _meetings([_decoded(part[each]) for part in parts], near.distance),
    )


def _common(
    lookup: Lookup, field: str, steps: Iterable[Term | Prefix]
) -> dict[Term | Prefix, Encoded]:
    """The places of each step in the documents that hold all; the rarest comes first.

    A phrase may hold common words, and one of them many times.
    """
    found: dict[Term | Prefix, Encoded] = {}
    among: list[int] | None = None
    for step in sorted(set(steps), key=lambda step: lookup.size(field, step)):
        found[step] = _places(lookup, field, step, among)
        among = sorted(found[step])
    kept = among or ()
    return {step: {each: found[step][each] for each in kept} for step in found}


def _counted(
    lookup: Lookup, documents: Iterable[int], count: Callable[[int], int]
) -> dict[int, float]:
    found = {}
    for document in documents:
        lookup.check_time()
        if number := count(document):
            found[document] = float(number)
    return found


def _meetings(parts: list[Iterable[int]], distance: int) -> int:
    """The number of places by which every part has stood within the distance."""
    found = 0
    last = dict.fromkeys(range(len(parts)), -distance - 1)
    for place, part in sorted(
        (place, part) for part, places in enumerate(parts) for place in places
    ):
        last[part] = place
        found += place - min(last.values()) <= distance
    return found


def _places(
    lookup: Lookup, field: str, step: Term | Prefix, among: list[int] | None
) -> Encoded:
    found: Encoded = {}
    if among == []:
        return found
    for form in lookup.forms(field, step):
        for document, encoded in lookup.places(field, form, among).items():
            found.setdefault(document, []).append(encoded)
    return found


def _starts(document: int, steps: Iterable[tuple[int, Encoded]]) -> int:
    """The number of places where the phrase begins."""
    starts: set[int] | None = None
    for distance, places in steps:
        here = {place - distance for place in _decoded(places[document])}
        starts = here if starts is None else starts & here
        if not starts:
            return 0
    return len(starts or ())


def _decoded(encoded: Iterable[bytes]) -> Iterable[int]:
    return chain.from_iterable(map(decode, encoded))
