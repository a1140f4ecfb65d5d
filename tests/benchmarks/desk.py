"""How long the desk takes with 100,000 notes: the start page, the list, a search.

Beside it, as the baseline, Django's own search of the same notes, which on SQLite
does not know that “Горы” and “горы” are one word.
"""

import argparse
import itertools
import os
import time
from statistics import median

import django

from tests.tables import Table, show

NOTES = 100_000
BAR = 300
TIMES = 7
WORDS = [
    "river",
    "mountain",
    "steppe",
    "horse",
    "winter",
    "summer",
    "father",
    "school",
    "city",
    "water",
    "market",
    "тау",
    "өзен",
    "дала",
    "қыс",
    "жаз",
    "мектеп",
    "қала",
    "су",
    "горы",
    "река",
    "степь",
    "зима",
    "лето",
    "школа",
    "город",
]


def fill(notes: int) -> None:
    from archive.models import Annotation, IndexTask, Sought
    from archive.models.sought import words_in
    from tests.factories import make_annotation, make_conversation

    turn = make_conversation(1).turns.get(anchor="a1")
    one = make_annotation(turn, "mountains")
    states = itertools.cycle(["draft", "published", "published", "in_review"])
    holds = itertools.cycle(["anchored"] * 99 + ["orphaned"])
    fields = {
        each.name: getattr(one, each.name)
        for each in Annotation._meta.concrete_fields
        if not each.primary_key
    }
    told = []
    for at in range(notes):
        other = {"body": body(at), "state": next(states), "hold": next(holds)}
        told.append(Annotation(**fields | other))
    Annotation.objects.bulk_create(told, batch_size=2000)
    kept = Annotation.objects.exclude(pk=one.pk)
    words = (Sought(note=note, words=words_in(note)) for note in kept.iterator())
    Sought.objects.bulk_create(words, batch_size=2000)
    IndexTask.objects.all().delete()


def body(at: int) -> str:
    start = at % len(WORDS)
    said = [*WORDS[start:], *WORDS[:start]]
    return f"Note {at}: " + " ".join(word.capitalize() for word in said * 2)


def measure(notes: int) -> Table:
    from django.contrib.auth.models import User
    from django.test import Client

    desk = Client(HTTP_HOST="127.0.0.1")
    desk.force_login(User.objects.create_superuser("aray"))
    listed = "/admin/archive/annotation/"
    pages = {
        "the start page": "/admin/",
        "the list of notes": listed,
        "notes in review": f"{listed}?state__exact=in_review",
        "a search that finds many": f"{listed}?q=горы+river",
        "a search that finds one": f"{listed}?q=Note+{notes - 1}%3A",
        "a search that finds none": f"{listed}?q=nowhere",
    }
    baseline = took(plain_search)
    rows = [["Django's search for “горы” (baseline)", f"{baseline:.0f}", "1.0"]]
    faults = []
    for name, address in pages.items():
        taken = took(lambda at=address: answered(desk, at))
        rows.append([name, f"{taken:.0f}", f"{taken / baseline:.1f}"])
        if taken > BAR:
            faults.append(f"desk: {name} takes more than {BAR} ms")
    title = f"The desk with {notes:,} notes"
    return Table(title, ["what", "ms", "times the baseline"], rows, faults)


def answered(desk: object, address: str) -> None:
    response = desk.get(address)
    assert response.status_code == 200, address


def plain_search() -> None:
    from archive.models import Annotation

    found = Annotation.objects.filter(body__icontains="горы")
    found.count()
    list(found.order_by("-updated_at")[:50])


def took(act: object) -> float:
    """Milliseconds, the median of several, the first one left out."""
    act()
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    wanted = max(100, round(NOTES * parser.parse_args().scale))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    fill(wanted)
    print(show(measure(wanted)))
