"""The PostgreSQL engine beside Whoosh: the same turns, the same questions, no pages.

A search is what an engine does for a page: totals, twenty rows, seven facets. English
and Chinese passages of ../shared/scale when it is there, sentences of the seed
otherwise. The server is the benchmark's own.
"""

import argparse
import os
import random
import re
import statistics
import tarfile
import tempfile
import time
from pathlib import Path

import django

from tests import postgresql
from tests.benchmarks.search_whoosh import ARCHIVE, make_texts
from tests.tables import Table, show

TURNS = 20_000
QUERIES = 40
ROUNDS = 3


def measure(count: int) -> Table:
    from archive.search.engines.postgres.library import Library as Postgres
    from archive.search.engines.whoosh.library import Library as Whoosh

    texts = read_texts(count)
    asked = make_queries(texts)
    with tempfile.TemporaryDirectory(prefix="suhbat-whoosh-") as folder:
        engines = {"Whoosh (baseline)": Whoosh(Path(folder)), "PostgreSQL": Postgres()}
        rates = {name: take_rate(each, texts) for name, each in engines.items()}
        totals = {name: find_totals(each, asked) for name, each in engines.items()}
        times = {name: take(each, asked) for name, each in engines.items()}
    baseline, other = (totals[name] for name in engines)
    equal = sum(map(int.__eq__, baseline, other))
    return Table(
        f"Search on PostgreSQL: {len(texts):,} turns, {len(asked)} queries, {equal} "
        f"totals equal ({sum(baseline):,} and {sum(other):,} hits)",
        ["engine", "turns/s", "p50 ms", "p95 ms", "times as fast"],
        [
            describe(name, rates[name], times[name], times["Whoosh (baseline)"])
            for name in engines
        ],
    )


def read_texts(count: int) -> list[str]:
    if not ARCHIVE.exists():
        return make_texts(count)
    texts = []
    with tarfile.open(ARCHIVE) as files:
        for file in files:
            if file.name.endswith(".md"):
                text = files.extractfile(file).read().decode()
                texts += re.findall(r"^### .+:\n((?:(?!#).+\n?)+)", text, re.MULTILINE)
    return random.Random(42).sample(texts, min(count, len(texts)))


def make_queries(texts: list[str]) -> list[str]:
    """Words, two words, phrases, beginnings and Chinese pairs that some turn holds."""
    chance = random.Random(42)
    said = [re.findall(r"[a-z]{4,}", text) for text in texts]
    english = [words for words in said if len(words) > 5]
    signs = [run for text in texts for run in re.findall("[\u4e00-\u9fff]{4,}", text)]
    signs = signs or ["".join(words[:2]) for words in english]
    kinds = [
        lambda: chance.choice(chance.choice(english)),
        lambda: " ".join(chance.sample(chance.choice(english), 2)),
        lambda: f'"{" ".join(chance.choice(english)[:2])}"',
        lambda: chance.choice(chance.choice(english))[:4] + "*",
        lambda: chance.choice(signs)[:2],
        lambda: f'"{chance.choice(signs)[:4]}"',
        lambda: f"{chance.choice(signs)[:2]} {chance.choice(signs)[:2]}",
        lambda: chance.choice(signs)[:1],
    ]
    return [kinds[number % len(kinds)]() for number in range(QUERIES)]


def documents(texts):
    from tests.search.documents import make_document

    for number, text in enumerate(texts, 1):
        language = "en" if text.isascii() else "zh"
        yield make_document(
            number,
            text,
            language=language,
            interview=number // 50,
            speaker=number % 200,
            topics=(number % 30, number % 7 + 30),
            year=2015 + number % 10,
            outlet=number % 150,
        )


def take_rate(engine, texts) -> float:
    start = time.perf_counter()
    count = engine.rebuild(documents(texts), lambda *_: [])
    return count / (time.perf_counter() - start)


def find_totals(engine, queries) -> list[int]:
    from tests.search.documents import ask

    return [ask(engine, query).total for query in queries]


def take(engine, queries) -> list[float]:
    """Milliseconds a query, the median of its rounds. The queries are read before."""
    from archive.search.engine import Request
    from tests.search.documents import read

    requests = [Request(read(query, engine)) for query in queries]
    times = [[time_of(engine, each) for each in requests] for _ in range(ROUNDS)]
    return [statistics.median(each) for each in zip(*times, strict=True)]


def time_of(engine, request) -> float:
    start = time.perf_counter()
    engine.find(request)
    return (time.perf_counter() - start) * 1000


def describe(name, rate, times, baseline) -> list[object]:
    median = statistics.median(times)
    return [
        name,
        f"{rate:,.0f}",
        f"{median:.1f}",
        f"{statistics.quantiles(times, n=20)[-1]:.1f}",
        f"{statistics.median(baseline) / median:.1f}",
    ]


def main(scale: float) -> None:
    programs = postgresql.find_programs()
    if programs is None:
        print(f"Not run, nor its baseline: {postgresql.MISSING}")
        return
    with postgresql.started(programs) as url:
        os.environ["DATABASE_URL"] = url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
        django.setup()
        print(show(measure(max(200, round(TURNS * scale)))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    main(parser.parse_args().scale)
