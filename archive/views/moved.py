"""Words that stand elsewhere in the new wording: moved, neither put in nor taken out.

Several collations are looked at together, for words move from turn to turn, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from archive.views.collation import GONE, NEW, TOKEN, Piece

FEWEST = 5
"""Words in a row that are no chance; of a script without blanks, signs."""

Place = tuple[int, int]
"""Of a word: its row, and where in it."""


@dataclass
class Row:
    """The words that are gone, or new, of a piece, and which of them only moved."""

    words: list[str]
    bare: list[str]
    is_moved: list[bool]


def mark_moved(collations: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Return the same collations, cut further where words only moved.

    A run of words counts once: what is put in twice was moved to the first place.
    """
    rows = [[_row(piece) for piece in pieces] for pieces in collations]
    paired = [
        (piece.kind, row)
        for pieces, told in zip(collations, rows, strict=True)
        for piece, row in zip(pieces, told, strict=True)
    ]
    _match(
        [row for kind, row in paired if kind == GONE],
        [row for kind, row in paired if kind == NEW],
    )
    return [
        [
            cut
            for piece, row in zip(pieces, told, strict=True)
            for cut in _cut(piece, row)
        ]
        for pieces, told in zip(collations, rows, strict=True)
    ]


def _row(piece: Piece) -> Row:
    words = TOKEN.findall(piece.words) if piece.kind in (GONE, NEW) else []
    return Row(words, [word.strip() for word in words], [False] * len(words))


def _match(gone: Sequence[Row], new: Sequence[Row]) -> None:
    """Mark the runs of words that both have, each as long as it goes."""
    known: dict[tuple[str, ...], list[Place]] = {}
    for number, row in enumerate(gone):
        for at in range(len(row.bare) - FEWEST + 1):
            known.setdefault(_run(row, at), []).append((number, at))
    for row in new:
        at = 0
        while at <= len(row.bare) - FEWEST:
            at += _take(gone, known.get(_run(row, at), ()), row, at)


def _run(row: Row, at: int) -> tuple[str, ...]:
    return tuple(row.bare[at : at + FEWEST])


def _take(gone: Sequence[Row], places: Sequence[Place], row: Row, at: int) -> int:
    """Mark what begins here as moved; return how many words to go on."""
    for number, start in places:
        from_row = gone[number]
        many = _length(from_row, start, row, at)
        if many >= FEWEST:
            from_row.is_moved[start : start + many] = [True] * many
            row.is_moved[at : at + many] = [True] * many
            return many
    return 1


def _length(gone: Row, start: int, new: Row, at: int) -> int:
    many = 0
    rest = zip(gone.bare[start:], gone.is_moved[start:], new.bare[at:], strict=False)
    for before, is_taken, now in rest:
        if is_taken or before != now:
            break
        many += 1
    return many


def _cut(piece: Piece, row: Row) -> Iterator[Piece]:
    if not any(row.is_moved):
        yield piece
        return
    told = zip(row.is_moved, row.words, strict=True)
    for is_moved, group in groupby(told, key=lambda each: each[0]):
        words = "".join(word for _is, word in group)
        yield replace(piece, words=words, is_moved=is_moved)
