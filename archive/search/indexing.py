"""What changed is searched as it now is: tasks left with a change, done after it.

A change leaves an IndexTask in its own transaction. After commit the tasks are done
and removed; what fails stays, to be done with the next change or by `update_index`.
Bulk writes, which send no signals, leave their tasks themselves.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import Error as DatabaseError
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from haystack.signals import BaseSignalProcessor

from archive.errors import EngineUnavailable, SearchError
from archive.models import (
    Annotation,
    Answer,
    IndexTask,
    Interview,
    Question,
    Scope,
    State,
    Tagging,
    Topic,
    Turn,
)
from archive.search.connection import engine
from archive.search.crew import Everything, Watch
from archive.search.engine import Hidden
from archive.search.indexes import documents

BATCH = 500
PATIENCE = timedelta(minutes=1)

log = logging.getLogger(__name__)


class TaskProcessor(BaseSignalProcessor):
    """Haystack's hook into Django's signals, set up once when the site starts."""

    def setup(self) -> None:
        for model in TOUCHED:
            for signal in (post_save, post_delete):
                signal.connect(leave_tasks, model, dispatch_uid=f"index {model}")
        # Proxies are saved as the turns they are, but Django deletes them by name.
        for proxy in (Question, Answer):
            post_delete.connect(leave_tasks, proxy, dispatch_uid=f"index {proxy}")
        post_save.connect(do_on_commit, IndexTask, dispatch_uid="index tasks")


def leave_tasks(sender: type[models.Model], instance: Any, **signal: Any) -> None:
    """Note what a change touches, unless it goes with its whole interview."""
    if isinstance(signal.get("origin"), Interview) and sender is not Interview:
        return
    scope, keys = TOUCHED[sender._meta.concrete_model or sender]
    IndexTask.objects.bulk_create(
        IndexTask(scope=scope, key=key) for key in keys(instance)
    )
    do_on_commit()


def do_on_commit(**_: Any) -> None:
    """Do the tasks once this transaction is committed; an engine's fault stays ours.

    Each change asks; the first to be heard does all tasks, the others find none.
    """
    transaction.on_commit(try_tasks, robust=True)


def try_tasks() -> None:
    """Do the tasks, or leave them. The first index is `update_index`'s to build."""
    try:
        if IndexTask.objects.exists() and engine().exists():
            do_tasks()
    except SearchError as error:
        log.warning("Changes are not searchable yet: %s", error)


def do_tasks() -> int:
    """Do every task; return how many. Raises SearchError and keeps the rest."""
    done, last = 0, 0
    while tasks := list(IndexTask.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        _do(tasks)
        done, last = done + len(tasks), tasks[-1].pk
    return done


def settle() -> Hidden:
    """Do what is due before a search is answered; tell what is hidden meanwhile."""
    if not IndexTask.objects.exists():
        return Hidden()
    try_due()
    return hidden()


def try_due() -> None:
    """Make findable what became public by its time, before a search is answered.

    One worker takes the tasks that are due; the others go on without waiting. Should
    it fail, the first search after PATIENCE tries again.
    """
    now = timezone.now()
    due = IndexTask.objects.filter(due_at__lte=now)
    try:
        if due.exists():
            with transaction.atomic():
                taken = list(due.select_for_update(skip_locked=True)[:BATCH])
                keys = [task.pk for task in taken]
                due.filter(pk__in=keys).update(due_at=now + PATIENCE)
            _do(taken)
    except (SearchError, DatabaseError) as error:
        log.warning("What is due is not searchable yet: %s", error)


def update(watch: Watch) -> int:
    """Make the index agree with the archive; return how many turns were looked at.

    What cannot be searched at all is built anew.
    """
    try:
        engine().verify()
        known = engine().turns()
    except EngineUnavailable:
        return rebuild(watch)
    public = frozenset(Turn.objects.public().values_list("pk", flat=True))
    tasks = [IndexTask(scope=Scope.TURN, key=key) for key in known ^ public]
    IndexTask.objects.bulk_create(tasks, BATCH)
    return do_tasks()


def rebuild(watch: Watch) -> int:
    """Build the index anew beside the old one; return its turns. `watch` sees each."""
    # What was committed before the first turn is read is read as it now is.
    done = [task.pk for task in waiting()]
    count = engine().rebuild(Everything(watch), documents)
    for start in range(0, len(done), BATCH):
        IndexTask.objects.filter(pk__in=done[start : start + BATCH]).delete()
    do_tasks()
    return count


def waiting() -> list[IndexTask]:
    """The tasks that are not done, but for those that wait for their time."""
    tasks = list(IndexTask.objects.all())
    turns = {task.key for task in tasks if task.scope == Scope.TURN}
    interviews = {task.key for task in tasks if task.scope == Scope.INTERVIEW}
    early = _early(turns, interviews)
    return [task for task in tasks if (task.scope, task.key) not in early]


def hidden() -> Hidden:
    """What is no longer public while the index may still hold it."""
    if not IndexTask.objects.exists():
        return Hidden()
    tasks = IndexTask.objects.order_by().values_list("key", flat=True).distinct()
    public_turns = Turn.objects.public().values("pk")
    public_interviews = Interview.objects.public().values("pk")
    return Hidden(
        frozenset(tasks.filter(scope=Scope.TURN).exclude(key__in=public_turns)),
        frozenset(
            tasks.filter(scope=Scope.INTERVIEW).exclude(key__in=public_interviews)
        ),
    )


def _do(tasks: Sequence[IndexTask]) -> None:
    turns = {task.key for task in tasks if task.scope == Scope.TURN}
    interviews = {task.key for task in tasks if task.scope == Scope.INTERVIEW}
    answers = Turn.objects.filter(question__in=turns).values_list("pk", flat=True)
    fresh = partial(documents, turns, interviews)
    # What becomes public meanwhile is early still, and looked at once more.
    early = _early(turns, interviews)
    engine().replace(turns.union(answers), interviews, fresh)
    done = [task.pk for task in tasks if (task.scope, task.key) not in early]
    IndexTask.objects.filter(pk__in=done).delete()
    for task in tasks:
        if at := early.get((task.scope, task.key)):
            IndexTask.objects.filter(pk=task.pk).update(due_at=at)


def _early(turns: set[int], interviews: set[int]) -> dict[tuple[str, int], datetime]:
    """What is to become public later, and when first: its task waits for that time."""
    is_early = {"state": State.PUBLISHED, "publish_at__gt": timezone.now()}
    on_interview = {f"interview__{name}": value for name, value in is_early.items()}
    times = [
        (Scope.TURN, Turn.objects.filter(pk__in=turns, **on_interview), "interview__"),
        (Scope.TURN, Annotation.objects.filter(turn__in=turns, **is_early), ""),
        (Scope.INTERVIEW, Interview.objects.filter(pk__in=interviews, **is_early), ""),
    ]
    early: dict[tuple[str, int], datetime] = {}
    for scope, things, path in times:
        key = "turn" if things.model is Annotation else "pk"
        for found, at in things.order_by().values_list(key, f"{path}publish_at"):
            early[scope, found] = min(at, early.get((scope, found), at))
    return early


def _itself(instance: Interview | Turn) -> list[int]:
    return [instance.pk]


def _its_turn(instance: Annotation | Tagging) -> list[int]:
    return [instance.turn_id]


def _under(topic: Topic) -> list[int]:
    """The turns whose broader topics may have changed with this one."""
    taggings = Tagging.objects.filter(topic__lines__broader=topic.pk)
    return list(taggings.values_list("turn", flat=True).distinct())


# Names of speakers and topics are looked up when results are shown: a new name needs
# no task.
TOUCHED: dict[type[models.Model], tuple[Scope, Callable[[Any], list[int]]]] = {
    Interview: (Scope.INTERVIEW, _itself),
    Turn: (Scope.TURN, _itself),
    Annotation: (Scope.TURN, _its_turn),
    Tagging: (Scope.TURN, _its_turn),
    Topic: (Scope.TURN, _under),
}
