"""Pairs of words sorted in files: more than fit into memory, less than fill a disk."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import IO

from archive.quoting.pairs import FIRST

DRAWERS = 32
FULL = 20_000
SHIFT = (FIRST.bit_length() + 24) - (DRAWERS.bit_length() - 1)


class Drawers:
    """Each holds the pairs of one range, with their places, in a file of its own."""

    def __init__(self) -> None:
        self.pairs = [array("q") for _ in range(DRAWERS)]
        self.places = [array("i") for _ in range(DRAWERS)]
        self.files: list[tuple[IO[bytes], IO[bytes]]] = []

    def __enter__(self) -> Drawers:
        for _ in range(DRAWERS):
            self.files.append((tempfile.TemporaryFile(), tempfile.TemporaryFile()))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for pair in self.files:
            for file in pair:
                file.close()

    def put(self, pairs: Iterable[int], place: int) -> None:
        for pair in pairs:
            number = pair >> SHIFT
            self.pairs[number].append(pair)
            self.places[number].append(place)
            if len(self.places[number]) >= FULL:
                self._empty(number)

    def take(self, number: int) -> Iterator[tuple[int, bytes]]:
        """Each pair of a drawer, in order, with its places as they are kept."""
        self._empty(number)
        pairs, places = (_whole(file) for file in self.files[number])
        held: dict[int, array[int]] = {}
        for pair, place in zip(
            memoryview(pairs).cast("q"), memoryview(places).cast("i"), strict=True
        ):
            held.setdefault(pair, array("i")).append(place)
        for pair in sorted(held):
            yield pair, held[pair].tobytes()

    def _empty(self, number: int) -> None:
        pairs, places = self.files[number]
        self.pairs[number].tofile(pairs)
        self.places[number].tofile(places)
        self.pairs[number], self.places[number] = array("q"), array("i")


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
