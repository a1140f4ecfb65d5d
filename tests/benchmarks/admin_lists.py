"""How long each list of the desk takes with 100,000 notes and 1,000,000 states of them.

The trail is as long as the history. Every registered model's list is asked, and every
page of the desk's own that needs no key. The baseline beside each is the same list
with a hundred notes; it must ask the database as often.
"""

import argparse
import itertools
import os
import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median
from typing import Any

import django

from tests.tables import Table, show

NOTES = 100_000
STATES = 10
FEW = 100
ON_ONE_TURN = 20
BAR = 300
TIMES = 5
DOES = ("change", "publish", "add", "withdraw", "submit")
NOT_LISTS = {"login", "logout", "jsi18n", "autocomplete", "password_change"}


def fill(notes: int) -> None:
    """Write notes, ten states of each and as many acts, by the thousand."""
    from archive.models import Annotation, IndexTask, Sought, Trail
    from archive.models.sought import words_in
    from tests.factories import make_annotation, make_long_interview

    start = Annotation.objects.count()
    if not start:
        first = make_long_interview(2, "first")
        make_annotation(first.turns.earliest("sequence"), "year")
    slug = f"long-{start}"
    turns = list(make_long_interview(notes // ON_ONE_TURN // 2 + 1, slug).turns.all())
    states = itertools.cycle(["draft", "published", "published", "in_review"])
    holds = itertools.cycle(["anchored"] * 98 + ["orphaned", "moved"])
    told = []
    for at in range(notes):
        note = Annotation(turn=turns[at % len(turns)], kind="context", body=f"Nr {at}")
        note.state, note.hold = next(states), next(holds)
        note.start, note.end, note.exact, note.wording = 0, 4, note.turn.text[:4], "0"
        told.append(note)
    kept = Annotation.objects.bulk_create(told, batch_size=2000)
    words = (Sought(note=note, words=words_in(note)) for note in kept)
    Sought.objects.bulk_create(words, batch_size=2000)
    IndexTask.objects.all().delete()
    first = Trail.objects.count() + 1
    remember(kept[0].pk, first)
    record(notes * STATES)


def remember(least: int, act: int) -> None:
    """Put ten states of each note from this key on into the history.

    One act vouches for each, from this one on.
    """
    from django.db import connection

    from archive.models import Annotation

    history = Annotation.history.model
    told = {"history_type": "'~'", "history_date": "updated_at"}
    told |= {"history_user_id": "NULL", "history_change_reason": "'Bulk'"}
    told |= {"vouched_by": f"{act} + (id - {least}) * {STATES} + at"}
    fields = [each for each in history._meta.concrete_fields if not each.primary_key]
    columns = [each.column for each in fields]
    quote = connection.ops.quote_name
    asked = ", ".join(told.get(name, quote(name)) for name in columns)
    ten = " UNION ALL ".join(f"SELECT {at} AS at" for at in range(STATES))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {history._meta.db_table} ({', '.join(map(quote, columns))})"
            f" SELECT {asked} FROM archive_annotation, ({ten}) AS ten WHERE id >= %s",
            [least],
        )


def record(acts: int) -> None:
    """Append acts to the trail, chained as one by one."""
    from django.utils import timezone

    from archive.models import Trail

    row = Trail.objects.order_by("-number").first()
    since = timezone.now() - timedelta(seconds=acts)

    def rows(row: Any) -> Iterator[Any]:
        number, chain = (row.number, row.chain) if row else (0, "")
        for at in range(acts):
            number += 1
            act = Trail(number=number, at=since + timedelta(seconds=at))
            act.actor, act.act = f"editor {at % 7}", DOES[at % len(DOES)]
            act.subject, act.previous = f"annotation {at % 97 + 1}: a note", chain
            act.states = 1
            act.chain = chain = act.computed_chain()
            yield act

    every = rows(row)
    while batch := list(itertools.islice(every, 5000)):
        Trail.objects.bulk_create(batch, batch_size=5000)


def lists() -> dict[str, str]:
    """The addresses of the desk's lists, by what they show; from its own URLs."""
    from django.contrib import admin
    from django.urls import NoReverseMatch, reverse

    found = {}
    for pattern in names_in(admin.site.get_urls()):
        # Pages on which something is done, rather than listed.
        if pattern in NOT_LISTS or pattern.endswith(("_add", "_decide", "_look")):
            continue
        try:
            found[pattern.removeprefix("archive_")] = reverse(f"admin:{pattern}")
        except NoReverseMatch:
            continue
    return found | asked()


def asked() -> dict[str, str]:
    """Lists with a filter, with a search, and of one note or one account."""
    from django.contrib.auth.models import User
    from django.urls import reverse

    from archive.models import Annotation, Trail

    notes, trail = (
        reverse(f"admin:archive_{model}_changelist")
        for model in ("annotation", "trail")
    )
    note, account = Annotation.objects.earliest("pk").pk, User.objects.earliest("pk").pk
    late = Trail.objects.count() // 10
    day = Trail.objects.get(number=late).at.date()
    return {
        "notes in review": f"{notes}?state__exact=in_review",
        "orphaned notes": f"{notes}?hold__exact=orphaned",
        "notes by kind": f"{notes}?o=5",
        "notes searched": f"{notes}?q=nr+7",
        "acts of one sort": f"{trail}?act=withdraw",
        "acts searched": f"{trail}?q=annotation+33",
        "acts searched in vain": f"{trail}?q=nobody",
        "acts of one editor": f"{trail}?actor=editor+3",
        "acts of one editor, of one sort": f"{trail}?actor=editor+3&act=publish",
        "acts of one editor, searched": f"{trail}?actor=editor+3&q=nobody",
        "acts, a late page": f"{trail}?before={late}",
        "acts up to a day": f"{trail}?until={day}",
        "history of a note": reverse("admin:archive_annotation_history", args=[note]),
        "history of an account": reverse("admin:auth_user_history", args=[account]),
    }


def names_in(patterns: Any) -> Iterator[str]:
    for part in patterns:
        if getattr(part, "name", None):
            yield part.name
        yield from names_in(getattr(part, "url_patterns", ()))


def measure(addresses: dict[str, str]) -> dict[str, tuple[float, int]]:
    """Milliseconds and queries of each list; of what is no page, nothing."""
    from django.contrib.auth.models import User
    from django.test import Client

    desk = Client(HTTP_HOST="127.0.0.1")
    desk.force_login(User.objects.get(username="aray"))
    return {
        name: took(desk, address)
        for name, address in addresses.items()
        if desk.get(address).status_code == 200
    }


def took(desk: Any, address: str) -> tuple[float, int]:
    from django.db import connection

    asked: list[str] = []

    def note(execute: Any, statement: str, *told: Any) -> Any:
        asked.append(statement)
        return execute(statement, *told)

    with connection.execute_wrapper(note):
        desk.get(address)
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        desk.get(address)
        times.append((time.perf_counter() - start) * 1000)
    return median(times), len(asked)


def compare(few: dict[str, Any], many: dict[str, Any], notes: int) -> Table:
    rows, faults = [], []
    for name, (taken, queries) in many.items():
        # What is a late page of many is the first of a few.
        before, queries_before = few.get(name) or few["trail_changelist"]
        rows.append([name, f"{before:.0f}", f"{taken:.0f}", queries_before, queries])
        if taken > BAR:
            faults.append(
                f"admin lists: {name} takes {taken:.0f} ms, {BAR} are allowed"
            )
        if queries > queries_before:
            faults.append(f"admin lists: {name} asks more often as the archive grows")
    title = (
        f"The desk's lists: {notes:,} notes, {notes * STATES:,} states, as many acts"
    )
    columns = ["list", f"ms with {FEW} notes (baseline)", "ms", "queries then", "now"]
    return Table(title, columns, rows, faults)


def main(notes: int) -> None:
    from django.contrib.auth.models import User

    User.objects.create_superuser("aray")
    fill(FEW)
    few = measure(lists())
    fill(notes - FEW)
    print(show(compare(few, measure(lists()), notes)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    wanted = max(2 * FEW, round(NOTES * parser.parse_args().scale ** 2))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    main(wanted)
