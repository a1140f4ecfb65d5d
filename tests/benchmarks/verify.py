"""How long `verify` takes for 100,000 paragraphs, beside bare reading and hashing.

The archive is made by the real store, each interview with words of its own. Then a
byte, a word and an offset are changed behind its back, and it is verified again.
"""

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import time
from itertools import chain

import django

from tests.tables import Table, show

PARAGRAPHS = 100_000
IN_ONE = 200
BAR = 10
CHILD = "from tests.benchmarks.verify import tell; tell({!r})"
TABLES = {
    "archive_source": ("content", "text"),
    "archive_turn": ("text",),
    "archive_segment": ("start", "source_start"),
}


def measure(paragraphs: int) -> Table:
    baseline, checked = take("read"), take("verify")
    spoil()
    spoilt = take("verify")
    named = [finding.partition(":")[0] for finding in spoilt["findings"]]
    print("\n".join(spoilt["findings"]))
    rows = [
        ["bare reading and SHA-256 (baseline)", *figures(baseline, baseline), "–"],
        ["verify", *figures(checked, baseline), len(checked["findings"])],
        ["verify, three things spoilt", *figures(spoilt, baseline), ", ".join(named)],
    ]
    faults = [f"verify: more than {BAR} s"] if checked["seconds"] > BAR else []
    faults += ["a whole archive has findings"] if checked["findings"] else []
    faults += ["not three findings"] if len(named) != 3 else []
    return Table(
        f"Verify: {paragraphs:,} paragraphs in {paragraphs // IN_ONE:,} interviews",
        ["what", "s", "s of CPU", "times the baseline", "MB at most", "findings"],
        rows,
        faults,
    )


def figures(taken: dict, baseline: dict) -> list[object]:
    share = taken["cpu"] / baseline["cpu"]
    times = [f"{taken['seconds']:.2f}", f"{taken['cpu']:.2f}", f"{share:.1f}"]
    return [*times, taken["megabytes"]]


def take(what: str) -> dict:
    """Do it in a process of its own, which tells how long it took, how big it grew."""
    finished = subprocess.run(
        [sys.executable, "-c", CHILD.format(what)],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(finished.stdout)


def tell(what: str) -> None:
    open_archive()
    start, busy = time.perf_counter(), time.process_time()
    findings = verify() if what == "verify" else read()
    seconds, cpu = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = {"seconds": seconds, "cpu": cpu, "megabytes": peak, "findings": findings}
    print(json.dumps(told))


def verify() -> list[str]:
    from archive.fixity import Verification

    class Quiet:
        def begin(self, what: str, rows: int) -> None: ...

        def advance(self, rows: int) -> None: ...

    return [str(finding) for finding in Verification(Quiet()).findings()]


def read() -> list[str]:
    """Read the same columns as fast as the database gives them, and hash them."""
    from django.db import connection

    sha256 = hashlib.sha256()
    with connection.cursor() as cursor:
        for table, columns in TABLES.items():
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
            while rows := cursor.fetchmany(500):
                for value in chain.from_iterable(rows):
                    is_raw = isinstance(value, bytes)
                    sha256.update(value if is_raw else str(value).encode())
    return []


def open_archive() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()


def build(paragraphs: int) -> None:
    from django.core.management import call_command

    from archive.ingest.storing.store import store
    from tests.ingest.talks import talk

    call_command("migrate", verbosity=0)
    for number in range(paragraphs // IN_ONE):
        said = [speech(number, turn) for turn in range(IN_ONE // 2)]
        store(talk(*said, title=f"Wells {number}", name=f"wells-{number}.txt"))


def speech(number: int, turn: int) -> str:
    """Two paragraphs of some 300 letters that no other turn has."""
    return "\n".join(
        f"In village {number} we dug well {turn} of {part}, as our fathers had. " * 5
        + f"It is {number * turn + part} steps deep."
        for part in (1, 2)
    )


def spoil() -> None:
    from archive import models

    source = models.Source.objects.order_by("pk")[0]
    content = bytearray(source.content)
    content[50] ^= 1
    models.Source.objects.filter(pk=source.pk).update(content=bytes(content))
    turn = models.Turn.objects.order_by("-pk")[0]
    words = turn.text.replace("fathers", "mothers", 1)
    models.Turn.objects.filter(pk=turn.pk).update(text=words)
    part = models.Segment.objects.order_by("pk")[100]
    models.Segment.objects.filter(pk=part.pk).update(source_start=part.source_start + 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    wanted = max(IN_ONE, round(PARAGRAPHS * parser.parse_args().scale))
    open_archive()
    build(wanted)
    print(show(measure(wanted)))
