"""Turns of more words than a vector holds: their places are read here. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.search.engine import Postings
from archive.search.terms import Leaf, Near, Noted, Prefix, Sequence, Term

Fields = Mapping[str, Postings]


def holds(fields: Fields, leaf: Leaf) -> bool:
    if isinstance(leaf, Noted):
        return _stands(fields["notes"], leaf.leaf)
    return any(_stands(words, leaf) for words in fields.values())


def _stands(words: Postings, leaf: Term | Prefix | Sequence | Near) -> bool:
    if isinstance(leaf, Sequence):
        steps = leaf.steps
        starts = [{each - far for each in _places(words, step)} for far, step in steps]
        return bool(set.intersection(*starts))
    if isinstance(leaf, Near):
        return _meet([set(_places(words, part)) for part in leaf.parts], leaf.distance)
    return next(_places(words, leaf), None) is not None


def _places(words: Postings, step: Term | Prefix) -> Iterator[int]:
    if isinstance(step, Term):
        forms = [form for form in step.forms if form in words]
    else:
        forms = [term for term in words if term.startswith(step.start)]
    return (place for form in forms for place in words[form])


def _meet(parts: list[set[int]], distance: int) -> bool:
    """Whether every part has stood within the distance at some place."""
    last = dict.fromkeys(range(len(parts)), -distance - 1)
    for place in sorted(set().union(*parts)):
        last.update({part: place for part in last if place in parts[part]})
        if place - min(last.values()) <= distance:
            return True
    return False
