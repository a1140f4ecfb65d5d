"""How long it takes to merge a speaker of 10,000 turns, and to tag 1,000 exchanges.

Each is one act, undone as a whole. The baseline beside it is the same act on ten
rows; the last column is how the time for a row compares.
"""

import argparse
import os
import time
from collections.abc import Callable

import django

from tests.tables import Table, show

TURNS = 10_000
TAGGED = 1_000
FEW = 10


def measured(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def times_of_merging(turns: int, slug: str) -> tuple[float, float]:
    """Seconds to merge somebody of so many turns into another, and to undo it."""
    from archive.authorities import rearranging, speakers
    from archive.authorities.remembering import Signed
    from archive.models import IndexTask, Rearrangement
    from tests.factories import make_long_interview, make_speaker

    aray = editor()
    kept, gone = (make_speaker(f"{slug} {name}", f"{slug}-{name}") for name in "ab")
    make_long_interview(turns // 2, slug).turns.update(speaker=gone)
    IndexTask.objects.all().delete()
    there = measured(lambda: speakers.merge(gone, kept, Signed(aray, "One person.")))
    assert kept.turns.count() == turns
    back = measured(lambda: rearranging.undo(Rearrangement.objects.latest("pk"), aray))
    assert kept.turns.count() == 0
    return there, back


def times_of_tagging(exchanges: int, slug: str) -> tuple[float, float]:
    """Seconds to give a topic to so many exchanges, and to undo it."""
    from archive.authorities import rearranging, topics
    from archive.authorities.remembering import Signed
    from archive.models import Rearrangement
    from tests.factories import make_long_interview, make_topic

    aray = editor()
    topic = make_topic(slug, slug)
    asked = make_long_interview(exchanges, slug).turns.filter(kind="question")
    keys = list(asked.values_list("pk", flat=True))
    there = measured(lambda: topics.tag(keys, topic, Signed(aray, "Said so.")))
    assert topic.taggings.count() == exchanges
    back = measured(lambda: rearranging.undo(Rearrangement.objects.latest("pk"), aray))
    assert topic.taggings.count() == 0
    return there, back


def editor():  # type: ignore[no-untyped-def]
    from django.contrib.auth.models import User

    return User.objects.get_or_create(username="aray", is_staff=True)[0]


def rows(
    name: str, times: Callable[[int, str], tuple[float, float]], many: int
) -> list[list[object]]:
    few, all_of_it = times(FEW, f"{name}-few"), times(many, f"{name}-many")
    return [
        [
            f"{act} {name}".strip(),
            f"{many:,}",
            f"{long:.2f} s",
            f"{short * 1000:.0f} ms",
            f"{(long / many) / (short / FEW):.2f}",
        ]
        for act, long, short in zip(("", "undo:"), all_of_it, few, strict=True)
    ]


def main(scale: float) -> None:
    turns, tagged = round(TURNS * scale), round(TAGGED * scale)
    table = Table(
        "Topics and speakers brought into order",
        ["act", "rows", "takes", f"baseline: {FEW} rows", "a row, of the baseline's"],
        [
            *rows("merge a speaker, turns", times_of_merging, turns),
            *rows("give a topic, exchanges", times_of_tagging, tagged),
        ],
    )
    print(show(table))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    wanted = parser.parse_args().scale
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    main(wanted)
