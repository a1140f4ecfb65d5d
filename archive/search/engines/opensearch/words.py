"""Words that stand in one field, as clauses of OpenSearch."""

from __future__ import annotations

from typing import Any as Json

from archive.search.engines.opensearch.layout import BESIDE, STARTS
from archive.search.terms import Near, Prefix, Sequence, Term

Clause = dict[str, Json]
Step = Term | Prefix
Said = Step | Sequence | Near

NOTHING: Clause = {"match_none": {}}


def stands(said: Said, field: str) -> Clause:
    """Whether the field holds it."""
    if isinstance(said, Term):
        return {"terms": {field: sorted(said.forms)}}
    return weighed(said, field, 1)


def weighed(said: Said, field: str, boost: float) -> Clause:
    """The same, worth so much: all forms of a word count as one word (BM25)."""
    if isinstance(said, Sequence):
        return _phrase(said, field, boost)
    if isinstance(said, Near):
        return _near(said, field, boost)
    if isinstance(said, Prefix):
        return {"term": {field + STARTS: {"value": said.start, "boost": boost}}}
    if not said.forms:
        return NOTHING
    return {"match": {field: {"query": _beside(said), "boost": boost}}}


def _phrase(phrase: Sequence, field: str, boost: float) -> Clause:
    steps = sorted(phrase.steps, key=lambda step: step[0])
    if not all(map(_is_possible, (step for _, step in steps))):
        return NOTHING
    if any(isinstance(step, Prefix) for _, step in steps):
        return _spans(steps, field, boost)
    places: list[str] = []
    for place, step in steps:
        holes = place - steps[0][0] - len(places)
        places += [BESIDE] * holes + [_beside(step)]
    return {"match_phrase": {field: {"query": " ".join(places), "boost": boost}}}


def _spans(steps: list[tuple[int, Step]], field: str, boost: float) -> Clause:
    clauses: list[Clause] = []
    expected = steps[0][0]
    for place, step in steps:
        if place > expected:
            clauses.append({"span_gap": {field: place - expected}})
        clauses.append(_span(step, field))
        expected = place + 1
    near = {"clauses": clauses, "slop": 0, "in_order": True, "boost": boost}
    return {"span_near": near}


def _near(near: Near, field: str, boost: float) -> Clause:
    """All within the distance: of the places from first to last, slop are no part's."""
    if not all(map(_is_possible, near.parts)):
        return NOTHING
    clauses = [_span(part, field) for part in near.parts]
    slop = near.distance + 1 - len(clauses)
    return {
        "span_near": {
            "clauses": clauses,
            "slop": slop,
            "in_order": False,
            "boost": boost,
        }
    }


def _span(step: Step, field: str) -> Clause:
    if isinstance(step, Prefix):
        start = {"span_term": {field + STARTS: step.start}}
        return {"field_masking_span": {"query": start, "field": field}}
    forms: list[Clause] = [{"span_term": {field: form}} for form in sorted(step.forms)]
    return forms[0] if len(forms) == 1 else {"span_or": {"clauses": forms}}


def _is_possible(step: Step) -> bool:
    return isinstance(step, Prefix) or bool(step.forms)


def _beside(step: Step) -> str:
    return BESIDE.join(sorted(step.forms)) if isinstance(step, Term) else step.start
