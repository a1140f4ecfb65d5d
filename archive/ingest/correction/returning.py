"""Turns that were joined and divided again: their words are back, under new names.

An anchor is never given twice, so what an earlier correction remembers of a turn is
told of the one that has its words now, and old links lead there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive import models
from archive.errors import AnchorLost

NOTHING: dict[str, Any] = {"heads": {}, "gone": [], "topics": {}, "people": []}


def lead_back(interview: models.Interview, memory: Mapping[str, Any]) -> None:
    """Let the names that a joining retired lead to the turns with their words."""
    for gone in memory.get("gone", ()):
        stones = interview.tombstones.filter(anchor=gone["anchor"])
        for stone in stones:
            same = list(interview.turns.filter(text=stone.text)[:2])
            if len(same) == 1 and same[0].anchor != stone.anchor:
                stones.update(successor=same[0].anchor)


def as_now_called(row: models.Correction) -> dict[str, Any]:
    """Return what a correction remembers, by the names that turns have now.

    Raises AnchorLost where the turn it was made at is not there with its words.
    """
    told: dict[str, Any] = {**NOTHING, **row.memory}
    living = set(row.interview.turns.values_list("anchor", flat=True))
    asked = {row.anchor, *told["heads"]}
    asked |= {head["question"] for head in told["heads"].values()}
    asked |= {anchor for topic in told["topics"].values() for anchor in topic}
    names = {
        anchor: _name_now(row.interview, anchor) for anchor in asked - living - {""}
    }
    if row.anchor in told["heads"] and names.get(row.anchor) == row.anchor:
        raise AnchorLost(
            f"{row.anchor} is not there with its words any more. Correct the turn "
            "that has them now."
        )
    return {**told, **_renamed(told, names)}


def _name_now(interview: models.Interview, anchor: str) -> str:
    """The turn that has all the words of a retired one, or else the old name."""
    now = interview.tombstones.successor_of(anchor)
    stone = interview.tombstones.filter(anchor=anchor).first()
    is_same = stone and interview.turns.filter(anchor=now, text=stone.text).exists()
    return now if is_same else anchor


def _renamed(told: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "heads": {
            names.get(anchor, anchor): {
                **head,
                "question": names.get(head["question"], head["question"]),
            }
            for anchor, head in told["heads"].items()
        },
        "topics": {
            slug: [names.get(anchor, anchor) for anchor in anchors]
            for slug, anchors in told["topics"].items()
        },
    }
