"""One state of the index, held open: its columns in memory, its postings in place."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from mmap import mmap
from pathlib import Path
from typing import TypeVar

from whoosh.codec.base import Segment as Kept
from whoosh.fields import Schema
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from archive.search.engines.whoosh import layout, postings, sums
from archive.search.engines.whoosh.storage import INDEX, MappedStorage
from archive.search.languages import code

Found = TypeVar("Found")

Between = Callable[[], None]
"""Called between blocks of postings; it may raise to stop."""

K1 = 1.2
B = 0.75


@dataclass(frozen=True, slots=True)
class Segment:
    """Part of an index, never changed once written. Deletions are noted elsewhere."""

    reader: SegmentReader
    mapped: tuple[mmap, ...]
    """What is read where it lies, as long as the segment is open."""
    numbers: Mapping[str, array[int]]
    topics: tuple[tuple[int, ...], ...]

    @classmethod
    def load(cls, folder: Path, schema: Schema, segment: Kept) -> Segment:
        sums.check_opened(folder, segment.segment_id())
        storage = MappedStorage(str(folder))
        reader = SegmentReader(storage, schema, segment)
        names = (*layout.NUMBERS, *layout.LENGTHS)
        return cls(
            reader,
            storage.mapped(*sums.MAPPED),
            {name: array("I", reader.column_reader(name)) for name in names},
            tuple(map(layout.decode, reader.column_reader("topics"))),
        )


class Snapshot:
    """All segments of one generation as one row of documents, numbered from 0."""

    def __init__(self, folder: Path, earlier: Snapshot | None = None) -> None:
        """Open the latest generation; segments open in an earlier one are kept."""
        storage = MappedStorage(str(folder))
        toc = TOC.read(storage, INDEX)
        known = earlier.segments if earlier and earlier.folder == folder else {}
        self.folder: Path = folder
        self.generation = toc.generation
        self.segments: dict[str, Segment] = {
            each.segment_id(): known.get(each.segment_id())
            or Segment.load(folder, toc.schema, each)
            for each in toc.segments
        }
        *bases, self.size = accumulate(
            (each.doc_count_all() for each in toc.segments), initial=0
        )
        self._parts = list(zip(bases, self.segments.values(), strict=True))
        self.deleted = frozenset(
            base + document
            for base, each in zip(bases, toc.segments, strict=True)
            for document in each.deleted_docs()
        )

    @cached_property
    def documents(self) -> Sequence[int]:
        everything = range(self.size)
        if not self.deleted:
            return everything
        return [each for each in everything if each not in self.deleted]

    @cached_property
    def numbers(self) -> Mapping[str, array[int]]:
        names = (*layout.NUMBERS, *layout.LENGTHS)
        return {name: self._joined(name) for name in names}

    @cached_property
    def topics(self) -> list[tuple[int, ...]]:
        return list(chain.from_iterable(each.topics for _, each in self._parts))

    @cached_property
    def languages(self) -> frozenset[str]:
        spoken = self.numbers["language"]
        return frozenset(map(code, {spoken[each] for each in self.documents}))

    @cached_property
    def norms(self) -> Mapping[str, array[float]]:
        """What BM25 adds to a frequency, by the length of each document's field."""
        return {field: self._norm(field) for field in layout.WEIGHTS}

    def holding(self, turns: Collection[int], interviews: Collection[int]) -> list[int]:
        """The documents of these turns and of these interviews."""
        turn, interview = self.numbers["turn"], self.numbers["interview"]
        return [
            each
            for each in self.documents
            if turn[each] in turns or interview[each] in interviews
        ]

    def frequencies(self, field: str, term: str, between: Between) -> dict[int, float]:
        """How often each document's field holds the term."""
        found: dict[int, float] = {}
        for base, segment in self._parts:
            for ids, weights in postings.frequencies(segment.reader, field, term):
                between()
                found.update(zip(_shifted(ids, base), weights, strict=True))
        return self._alive(found)

    def places(
        self, field: str, term: str, between: Between, among: Sequence[int] | None
    ) -> dict[int, bytes]:
        """The encoded places of the term in each document's field.

        Only `among` these documents, in ascending order, if any are given.
        """
        found: dict[int, bytes] = {}
        for base, segment in self._parts:
            asked = among and _local(among, base, base + len(segment.topics))
            for ids, encoded in postings.places(segment.reader, field, term, asked):
                between()
                found.update(zip(_shifted(ids, base), encoded, strict=True))
        if among is not None:
            found = {each: found[each] for each in found.keys() & set(among)}
        return self._alive(found)

    def count(self, field: str, term: str) -> int:
        """How many documents hold the term, deleted ones too."""
        return sum(
            postings.count(segment.reader, field, term) for _, segment in self._parts
        )

    def terms(self, field: str, start: str) -> frozenset[str]:
        """The terms of a field that begin so."""
        return frozenset(
            term
            for _, segment in self._parts
            for term in postings.terms(segment.reader, field, start)
        )

    def check_mapped(self) -> None:
        """Raise ValueError when a file was cut: reading on would end the process."""
        for segment in self.segments.values():
            for file in segment.mapped:
                if file.size() != len(file):
                    raise ValueError("a file was cut while it was open")

    def verify(self) -> None:
        """Raise ValueError when a file has changed since it was written."""
        for segment in self.segments:
            sums.check_bytes(self.folder, segment)

    def _joined(self, name: str) -> array[int]:
        column = array("I")
        for _, segment in self._parts:
            column.extend(segment.numbers[name])
        return column

    def _norm(self, field: str) -> array[float]:
        lengths = self.numbers[f"{field}_length"]
        filled = [lengths[each] for each in self.documents if lengths[each]]
        average = sum(filled) / len(filled) if filled else 1.0
        return array("f", (K1 * (1 - B + B * each / average) for each in lengths))

    def _alive(self, found: dict[int, Found]) -> dict[int, Found]:
        for document in self.deleted & found.keys():
            del found[document]
        return found


def _shifted(ids: Sequence[int], base: int) -> Sequence[int]:
    return [base + each for each in ids] if base else ids


def _local(documents: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Those of one segment, by its own numbers."""
    first, last = bisect_left(documents, start), bisect_left(documents, end)
    return [each - start for each in documents[first:last]]
