"""Whoosh's postings, read block by block: its own matchers lose hits when they rank.

The methods used here are ones Whoosh keeps to itself. Its version is pinned, and the
engine's contract would notice a change.
"""
# ruff: noqa: SLF001

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.reading import SegmentReader, TermNotFound


def frequencies(
    reader: SegmentReader, field: str, term: str
) -> Iterator[tuple[Sequence[int], Sequence[float]]]:
    """Documents of one segment with how often each holds the term."""
    for block in _blocks(reader, field, term):
        block._read_ids()
        block._read_weights()
        yield block._ids, block._weights


def places(
    reader: SegmentReader, field: str, term: str, among: Sequence[int] | None
) -> Iterator[tuple[Sequence[int], Sequence[bytes]]]:
    """Documents of one segment with the places of the term in each, encoded.

    `among` are the documents looked for, in ascending order: blocks that can hold
    none of them are passed over unread.
    """
    after = -1
    for block in _blocks(reader, field, term):
        if among is None or _has_between(among, after, block._maxid):
            block._read_ids()
            block._read_values()
            yield block._ids, block._values
        after = block._maxid


def count(reader: SegmentReader, field: str, term: str) -> int:
    """Documents of one segment that hold the term, deleted ones too."""
    return reader.doc_frequency(field, term)


def terms(reader: SegmentReader, field: str, start: str) -> Iterator[str]:
    """Terms of one segment that begin so."""
    return (term.decode() for term in reader.expand_prefix(field, start))


def _blocks(reader: SegmentReader, field: str, term: str) -> Iterator[W3LeafMatcher]:
    try:
        # Not reader.postings(): that one reads document by document once any is
        # deleted. Who asks for blocks knows which documents are.
        block = reader._terms.matcher(field, term.encode(), reader.schema[field].format)
    except TermNotFound:
        return
    while True:
        yield block
        if block._lastblock:
            return
        block._next_block()


def _has_between(numbers: Sequence[int], after: int, last: int) -> bool:
    place = bisect_right(numbers, after)
    return place < len(numbers) and numbers[place] <= last
