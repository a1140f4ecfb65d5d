"""What is written down of each part of a Transcript, to see later whether it is so.

Of words their SHA-256, cut to 128 bits; of places the numbers themselves. Standard
library only.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archive.transcript.gaps import to_keep
from archive.transcript.values import Skipped, Transcript

Row = list[Any]
LENGTH = 32


def sum_of(words: str) -> str:
    """The first 32 hexadecimal figures of the SHA-256 of some words in UTF-8."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def sums_of(
    told: Transcript, kept: Sequence[Skipped] | None = None
) -> dict[str, list[Row]]:
    """Return what to write down: of its paragraphs, its interludes, what is skipped.

    `kept` is what is kept of the last, where that was found already.
    """
    kept = to_keep(told) if kept is None else kept
    return {
        "parts": list(_parts(told)),
        "asides": [
            [
                each.after,
                each.kind.value,
                sum_of(each.text),
                each.source.start,
                each.source.end,
            ]
            for each in told.interludes
        ],
        "skipped": sorted(
            [each.source.start, each.source.end, each.kind.value, each.note]
            for each in kept
        ),
    }


def seal_of(digest: str, sums: Mapping[str, Any]) -> str:
    """SHA-256 of an edition's digest and of all that is written down of it."""
    told = json.dumps([digest, sums], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _parts(told: Transcript) -> Iterator[Row]:
    """Each paragraph in sequence: anchor, words, place in turn and source, times."""
    for turn in told.turns:
        for part, span in turn.spans():
            time = part.time
            yield [
                part.anchor,
                sum_of(part.text),
                span.start,
                span.end,
                part.source.start,
                part.source.end,
                time.start if time else None,
                time.end if time else None,
                # Only where an editor corrected the words: what the source prints.
                *([sum_of(part.printed)] if part.printed else []),
            ]
