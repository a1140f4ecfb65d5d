"""What a queue of the desk is: things that wait for a person, counted in one query.

A room adds its own as one entry of `overview.QUEUES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Queue:
    """Things of one sort that wait, for those who have the permission.

    `count` asks the database once, whatever it holds; `say` puts the number into a
    sentence; `address` is the list where they are decided.
    """

    permission: str
    count: Callable[[HttpRequest], int]
    say: Callable[[int], str]
    address: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A queue that is not empty, as the start page shows it."""

    total: int
    says: str
    address: str


def waiting_in(queues: Iterable[Queue], request: HttpRequest) -> Iterator[Waiting]:
    """Yield the queues with something in them that this editor may decide."""
    for queue in queues:
        if request.user.has_perm(queue.permission):
            total = queue.count(request)
            if total:
                yield Waiting(total, queue.say(total), queue.address())
