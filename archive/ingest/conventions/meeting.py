"""Two conversations under one roof: where marks change, each stretch by its own.

    Dinara Aset: Who dug the well?
    Yerlan Omar: My father.

    – And who drinks from it now?
    – The whole village.

Only where a rival's stretch is long and clear; where they meet is always doubted.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from archive.ingest.blocks import Block, BlockKind
from archive.ingest.conventions.asking import asks
from archive.ingest.conventions.conversation import Opening, Recognition
from archive.transcript import Kind

# So many turns on either side are a conversation of its own.
ENOUGH = 6
UNSURE = 0.5
ELSE = "unnamed under a heading of its own: are these the people named before?"
MEETS = "the marks change here, from {} to {}: is it another conversation?"


def met(
    blocks: Sequence[Block],
    seen: Recognition,
    stretch: Sequence[Opening],
    names: tuple[str, str],
) -> Recognition | None:
    """Return what was recognised with a rival's stretch in its place.

    `names` are those of the two conventions. None where the stretch is short, or
    where nobody can tell who asks in it.
    """
    if min(len(stretch), len(seen.openings)) < ENOUGH:
        return None
    own, other = _told(blocks, seen.openings), _told(blocks, stretch)
    if not own or not other:
        return None
    turns = sorted([*own, *other], key=_place)
    places = {_place(each) for each in other}
    openings = turns[:1]
    is_under = False
    for before, now in pairwise(turns):
        is_others = _place(now) in places
        if is_others != (_place(before) in places):
            is_under = blocks[now.block - 1].kind is BlockKind.HEADING
            openings.append(_doubted(now, names, is_others=is_others))
        elif is_under and not now.who:
            openings.append(now._replace(confidence=UNSURE, doubt=ELSE))
        else:
            openings.append(now)
    evidence = f"{seen.evidence}; {len(stretch)} turns by {names[1]}"
    return replace(seen, openings=tuple(openings), evidence=evidence)


def _place(opening: Opening) -> tuple[int, int]:
    return opening.block, opening.start


def _doubted(now: Opening, names: tuple[str, str], *, is_others: bool) -> Opening:
    before, after = names if is_others else names[::-1]
    return now._replace(confidence=UNSURE, doubt=MEETS.format(before, after))


def _told(blocks: Sequence[Block], openings: Sequence[Opening]) -> list[Opening]:
    """The openings, each with what it does; none where nobody asks, or all do."""
    silent = [each for each in openings if each.kind is None]
    if not silent:
        return list(openings)
    kinds = _kinds(blocks, silent)
    if {Kind.QUESTION, Kind.ANSWER} - set(kinds.values()):
        return []
    return [
        each if each.kind else each._replace(kind=kinds[each.who]) for each in openings
    ]


def _kinds(blocks: Sequence[Block], openings: Sequence[Opening]) -> Mapping[str, Kind]:
    """Who asks in most of their turns, and who in few; nobody where it is unclear."""
    said: dict[str, list[bool]] = defaultdict(list)
    for each in openings:
        said[each.who].append(asks(blocks[each.block].text[each.words :]))
    shares = {who: sum(asked) / len(asked) for who, asked in said.items()}
    if not all(who and not 0.3 < share < 0.7 for who, share in shares.items()):
        return {}
    return {who: Kind.QUESTION if x > 0.5 else Kind.ANSWER for who, x in shares.items()}
