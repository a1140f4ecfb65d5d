"""The words of every interview are kept so that a quotation finds them.

A change takes the interview off the list in its own transaction; after commit, or
before the next check, it is read again. What nobody needs is taken out when all is
read anew, no sooner: what is found is compared with the record as it stands.
"""

from __future__ import annotations

import logging
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import DatabaseError, connection, models, transaction
from django.db.models.signals import post_save

from archive.models import (
    Change,
    IndexTask,
    Interview,
    Paired,
    Scope,
    Turn,
    WordPair,
)
from archive.quoting.drawers import DRAWERS, Drawers
from archive.quoting.pairs import FIRST, pairs_of
from archive.quoting.printed import corrected_in
from archive.quoting.words import words_of
from archive.transcript import PARAGRAPH_BREAK

Watch = Callable[[Sequence[int]], Iterable[int]]
"""Sees the key of each interview go by, to show how far the work is."""

AT_ONCE = 40
MOST_ALONE = 200
"""Interviews on shelves of their own: when there are more, all is read anew."""

log = logging.getLogger(__name__)


def connect() -> None:
    """Hear of every change. Bulk writes leave an index task, which tells of them."""
    for model in (Turn, Interview, IndexTask):
        post_save.connect(forget, model, dispatch_uid=f"pairs {model}")


def forget(sender: type[models.Model], instance: Any, **_: Any) -> None:
    """Take the interview that changed off the list, and read it again after commit."""
    if sender is Turn:
        key = instance.interview_id
    elif sender is Interview:
        key = instance.pk
    elif instance.scope == Scope.INTERVIEW:
        key = instance.key
    else:
        return
    Paired.objects.filter(pk=key).delete()
    transaction.on_commit(try_to_catch_up, robust=True)


def try_to_catch_up() -> None:
    """Read what changed. The first time all is read is `index_quotes`’s to choose."""
    try:
        if WordPair.objects.exists():
            catch_up()
    except DatabaseError as error:
        log.warning("Changes are not compared with quotations yet: %s", error)


def pending() -> models.QuerySet[Interview]:
    """The interviews whose words cannot be looked up as they are now."""
    return Interview.objects.exclude(paired__is_ready=True).order_by("pk")


def _has_pending() -> bool:
    """Two counts, each from an index alone: asked before every check."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [True])
        ready, every = cursor.fetchone()
    return bool(ready < every)


def catch_up(most: int = MOST_ALONE) -> int:
    """Read what is pending, if it is not too much; return how many are left."""
    if not _has_pending():
        return 0
    keys = list(pending().values_list("pk", flat=True)[: most + 1])
    if len(keys) > most:
        return pending().count()
    for key in keys:
        _read_alone(key)
    return 0


def update(watch: Watch) -> int:
    """Read what is pending; return how many interviews were read.

    All of them when many are, or when many were read one by one.
    """
    keys = list(pending().values_list("pk", flat=True))
    alone = Paired.objects.filter(is_alone=True).count()
    if len(keys) + alone > MOST_ALONE or not Paired.objects.exists():
        return rebuild(watch)
    for key in watch(keys):
        _read_alone(key)
    return len(keys)


def rebuild(watch: Watch) -> int:
    """Read all interviews anew; return how many. What is kept answers meanwhile."""
    keys = list(Interview.objects.order_by("pk").values_list("pk", flat=True))
    _claim(keys)
    with Drawers() as drawers:
        seen = iter(watch(keys))
        while batch := list(islice(seen, AT_ONCE)):
            for place, text in _texts(batch):
                drawers.put(pairs_of(words_of(text).read), place)
        for number in range(DRAWERS):
            _replace(number, drawers.take(number))
    claimed = Paired.objects.filter(is_ready=False, is_alone=False)
    claimed.update(is_ready=True)
    return len(keys)


def _claim(keys: Sequence[int]) -> None:
    """Put them on the list before they are read: a change meanwhile takes them off."""
    with transaction.atomic():
        Paired.objects.all().delete()
        Paired.objects.bulk_create((Paired(interview_id=key) for key in keys), 500)


def _read_alone(key: int) -> None:
    """Put the words of one interview on a shelf of its own.

    Should it change meanwhile, it is off the list again, and whoever changed it reads
    it. Several may read it at once: they keep the same.
    """
    places: dict[int, array[int]] = {}
    with transaction.atomic():
        if not Interview.objects.filter(pk=key).exists():
            return
        claimed = {"is_ready": False, "is_alone": True}
        Paired.objects.update_or_create(claimed, interview_id=key)
    with transaction.atomic():
        for place, text in _texts([key]):
            for pair in pairs_of(words_of(text).read):
                places.setdefault(pair, array("i")).append(place)
        _insert((pair, key, held.tobytes()) for pair, held in sorted(places.items()))
        Paired.objects.filter(pk=key, is_alone=True).update(is_ready=True)


def _texts(keys: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Every turn of these interviews, as printed too, and every former wording."""
    printed: dict[int, str] = {}
    for key, words in corrected_in(keys):
        printed[key] = printed.get(key, "") + PARAGRAPH_BREAK + words
    turns = Turn.objects.filter(interview__in=keys).order_by()
    for key, text in turns.values_list("pk", "text").iterator():
        yield key, text + printed.get(key, "")
    changes = Change.objects.filter(edition__interview__in=keys).exclude(text="")
    for key, text in changes.order_by().values_list("pk", "text").iterator():
        yield -key, text


def _replace(number: int, held: Iterable[tuple[int, bytes]]) -> None:
    """Put what one drawer holds in the place of all pairs of its range."""
    wide = (FIRST + 1) // DRAWERS << 24
    least = number * wide
    with transaction.atomic():
        WordPair.objects.filter(pair__gte=least, pair__lt=least + wide).delete()
        _insert((pair, 0, places) for pair, places in held)


def _insert(rows: Iterable[tuple[int, int, bytes]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(KEEP, list(rows))


KEEP = """
INSERT INTO archive_wordpair (pair, shelf, places) VALUES (%s, %s, %s)
ON CONFLICT (pair, shelf) DO UPDATE SET places = excluded.places
"""
COUNT = """
SELECT (SELECT COUNT(*) FROM archive_paired WHERE is_ready = %s),
       (SELECT COUNT(*) FROM archive_interview)
"""
