"""Every document made ready for an engine, by several processes when there are many.

A process reads turns, analyses them and encodes them, so that what comes back is what
the engine writes. It ends when its pipe does: no process outlives a rebuild, not even
one that was killed.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import cycle, pairwise
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Protocol, TypeVar

import django
from django.db import connection

from archive.errors import ArchiveError, EngineUnavailable
from archive.search.engine import Document

Made = TypeVar("Made")
Encode = Callable[[Document], Made]
Encoder = Callable[[], Encode[Made]]
"""Makes what encodes: each process has its own, which may remember."""

Span = tuple[int, int]
"""The first and the last number of turns that are made together."""

MANY = 5_000
"""Turns from which other processes are worth their start."""

MOST = 8
TOGETHER = 250
AHEAD = 2
"""Spans a process is given before its first answer is taken."""

YOUNG = 100_000
"""Objects made before rubbish is looked for: of lists of places there is none."""


class Watch(Protocol):
    """Sees each thing made go by, to show how far the work is."""

    def __call__(self, made: Iterable[Made], /) -> Iterable[Made]: ...


class Everything:
    """All public turns as documents, or as what an engine's encoder makes of them."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        # What is not committed yet only this process sees.
        self._is_committed = not connection.in_atomic_block

    def __iter__(self) -> Iterator[Document]:
        from archive.search.indexes import every_document

        yield from self._watch(every_document())

    def encoded(self, encoder: Encoder[Made]) -> Iterator[Made]:
        spans = _spans() if self._is_committed else []
        workers = min(len(os.sched_getaffinity(0)), MOST)
        if workers < 2 or len(spans) * TOGETHER < MANY:
            yield from map(encoder(), self)
        else:
            yield from self._watch(_made(spans, encoder, workers))


def encoded(documents: Iterable[Document], encoder: Encoder[Made]) -> Iterator[Made]:
    """Each document encoded; by other processes if it is worth that."""
    if isinstance(documents, Everything):
        return documents.encoded(encoder)
    return map(encoder(), documents)


def _spans() -> list[Span]:
    from archive.models import Turn

    turns = list(Turn.objects.public().order_by("pk").values_list("pk", flat=True))
    starts = [*turns[::TOGETHER], turns[-1] + 1] if turns else []
    return [(start, after - 1) for start, after in pairwise(starts)]


def _made(spans: list[Span], encoder: Encoder[Made], workers: int) -> Iterator[Made]:
    """In the order of the spans, whoever made them."""
    with _crew(encoder, workers) as pipes:
        waiting = iter(zip(spans, cycle(pipes), strict=False))
        asked: deque[Connection] = deque()

        def ask_next() -> None:
            for span, pipe in waiting:
                pipe.send(span)
                asked.append(pipe)
                return

        for _ in range(AHEAD * workers):
            ask_next()
        while asked:
            made = _received(asked.popleft())
            ask_next()
            yield from made


def _received(pipe: Connection) -> Any:
    try:
        told = pipe.recv()
    except (EOFError, OSError) as error:
        raise EngineUnavailable(
            "A process that makes turns ready for the search index was ended. The old "
            "index stays: run manage.py rebuild_index again"
        ) from error
    if isinstance(told, Exception):
        raise told
    return told


@contextmanager
def _crew(encoder: Encoder[Any], workers: int) -> Iterator[list[Connection]]:
    context = get_context("spawn")
    database = str(connection.settings_dict["NAME"])
    pipes, processes = [], []
    try:
        for _ in range(workers):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, database))
            process.daemon = True
            process.start()
            theirs.close()
            ours.send(encoder)
            pipes.append(ours)
            processes.append(process)
        yield pipes
    finally:
        for pipe in pipes:
            pipe.close()
        for process in processes:
            process.terminate()
            process.join()


def _work(pipe: Connection, database: str) -> None:
    """What a process does until nobody asks any more."""
    # Ctrl-C is for the one who asks.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()
    gc.set_threshold(YOUNG)
    connection.settings_dict["NAME"] = database
    try:
        encode = pipe.recv()()
        while True:
            pipe.send(_answer(encode, pipe.recv()))
    except (EOFError, OSError):
        return


def _answer(encode: Encode[Any], span: Span) -> Any:
    from archive.search.indexes import spanned

    try:
        return list(map(encode, spanned(*span)))
    except ArchiveError as error:
        return error
    except Exception as error:  # noqa: BLE001
        # Of another library's errors few can be sent.
        return EngineUnavailable(
            f"Turns {span[0]} to {span[1]} cannot be made ready for the search index "
            f"({error!r}). The old index stays."
        )
