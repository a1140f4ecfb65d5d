"""Two wordings side by side, word by word: what stayed, what went, what came."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.ingest.revision.aligning import UNSPACED
from archive.ingest.revision.unchanged import unchanged

SAME, GONE, NEW = "same", "gone", "new"
TOKEN = re.compile(rf"[{UNSPACED}]\s*|[^\s{UNSPACED}]+\s*|\s+")
AROUND = 24


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they are the same, gone or new.

    `cut` says that words that stayed are left out before, or behind, these. What
    `is_moved` is gone here and new elsewhere, or the other way round.
    """

    kind: str
    words: str
    cut: str = ""
    is_moved: bool = False

    @property
    def said(self) -> str:
        """The words without the blank behind them, which is neither in nor out."""
        return self.words.rstrip() or self.words

    @property
    def blank(self) -> str:
        return self.words[len(self.said) :]


def collate(before: str, now: str) -> list[Piece]:
    """Return the pieces of two wordings.

    Those that are gone and the same make up the first, those that are new and the
    same the second; white space apart.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(now)
    pairs = unchanged([each.strip() for each in old], [each.strip() for each in new])
    steps = _steps(old, new, pairs)
    return [
        Piece(kind, "".join(words for _, words in group))
        for kind, group in groupby(steps, key=lambda step: step[0])
    ]


def kept(before: str, span: tuple[int, int], now: str) -> tuple[int, int] | None:
    """Where a passage of the first wording stands in the second, word for word.

    None where one of its words is gone, or others have come between them.
    """
    old, new = [*TOKEN.finditer(before)], [*TOKEN.finditer(now)]
    pairs = dict(
        unchanged([_bare(each) for each in old], [_bare(each) for each in new])
    )
    cited = [at for at, each in enumerate(old) if _meets(each, span)]
    if not cited or any(at not in pairs for at in cited):
        return None
    first, last = new[pairs[cited[0]]], new[pairs[cited[-1]]]
    start = first.start() + max(0, span[0] - old[cited[0]].start())
    end = min(last.start() + span[1] - old[cited[-1]].start(), last.end())
    is_whole = now[start:end].split() == before[span[0] : span[1]].split()
    return (start, end) if is_whole else None


def shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """Leave out what is the same, but for some words around each change."""
    last = len(pieces) - 1
    kept: list[Piece] = []
    for at, piece in enumerate(pieces):
        words = TOKEN.findall(piece.words)
        if piece.kind != SAME or len(words) <= 2 * AROUND:
            kept.append(piece)
            continue
        head, tail = "".join(words[:AROUND]), "".join(words[-AROUND:])
        if at > 0:
            kept.append(Piece(SAME, head.rstrip(), cut="behind"))
        if at < last:
            kept.append(Piece(SAME, tail, cut="before" if at == 0 else ""))
    return kept


def _bare(token: re.Match[str]) -> str:
    return token[0].strip()


def _meets(token: re.Match[str], span: tuple[int, int]) -> bool:
    return token.start() < span[1] and span[0] < token.end()


def _steps(
    old: Sequence[str], new: Sequence[str], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    there = here = 0
    for before, now in [*pairs, (len(old), len(new))]:
        gone, came = "".join(old[there:before]), "".join(new[here:now])
        if gone:
            yield GONE, gone
        if came:
            yield NEW, came
        if now < len(new):
            is_last = now == len(new) - 1
            yield SAME, _apart(old[before], new[now]) if is_last else new[now]
        there, here = before + 1, now + 1


def _apart(before: str, now: str) -> str:
    """The last word, with the blank that stood between it and what is gone."""
    return now if now[-1:].isspace() else now + before[len(before.rstrip()) :]
