"""Our Whoosh engine beside haystack's own Whoosh backend, on the same turns.

A search is the whole of it: total, twenty hits with snippets, counts by speaker (ours
also by topic, kind and interview), rows read from the database. English passages of
the real archive in ../shared/scale when it is there, sentences of the seed otherwise.
Compared are the queries on which both find as many: the two stem differently.
"""

import argparse
import os
import random
import re
import statistics
import tarfile
import tempfile
import time
from collections import Counter
from pathlib import Path

import django
from django.core.management import call_command

from tests.shell import BASE_DIR
from tests.tables import Table, show

ARCHIVE = BASE_DIR.parent / "shared" / "scale" / "transcripts.tar.xz"
SEED = BASE_DIR / "seeds" / "egemen-qazaqstan-2024.txt"
TURNS = 10_000
QUERIES = 40
PER_INTERVIEW = 50
SPEAKERS = 200
FASTER, RATE = 20, 800


def measure(count: int, queries: int) -> Table:
    texts = read_texts(count)
    asked = make_queries(texts, queries)
    keep(texts)
    with tempfile.TemporaryDirectory(prefix="suhbat-stock-") as folder:
        ours, stock = Ours(), Stock(Path(folder))
        rates = {engine: take_rate(engine, count) for engine in (ours, stock)}
        times = {ours: take(ours, asked, 3), stock: take(stock, asked, 1)}
        sizes = {engine: megabytes(engine.path) for engine in (ours, stock)}
    equal = [each for each in asked if ours.totals[each] == stock.totals[each]]
    like = {engine: of(equal, asked, times[engine]) for engine in times}
    baseline = statistics.median(like[stock])
    rows = [
        describe(engine, rates[engine], sizes[engine], like[engine], baseline)
        for engine in (stock, ours)
    ]
    ratio = baseline / statistics.median(like[ours])
    return Table(
        f"Search: {count:,} turns, {len(equal)} of {len(asked)} queries, on which the "
        f"totals are equal ({sum(ours.totals[each] for each in equal):,} hits)",
        ["engine", "turns/s of CPU", "MB", "p50 CPU ms", "p95 CPU ms", "times as fast"],
        rows,
        faults(ratio, rates[ours]) if count >= TURNS else [],
    )


def of(some: list[str], asked: list[str], times: list[float]) -> list[float]:
    known = dict(zip(asked, times, strict=True))
    return [known[each] for each in some]


def faults(ratio: float, rate: float) -> list[str]:
    found = []
    if ratio < FASTER:
        found.append(f"{ratio:.1f} times as fast, wanted {FASTER}")
    if rate < RATE:
        found.append(f"{rate:,.0f} turns/s built, wanted {RATE}")
    return found


class Ours:
    name = "ours"

    def __init__(self):
        from django.conf import settings

        self.path = Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])
        self.totals = {}

    def build(self):
        call_command("rebuild_index", verbosity=0)

    def search(self, query):
        from archive.search.results import SearchRequest, search

        results = search(SearchRequest(query))
        self.totals[query] = 0 if results.is_partial else results.total


class Stock:
    name = "haystack's own (baseline)"

    def __init__(self, path):
        from haystack import connections

        engine = "haystack.backends.whoosh_backend.WhooshEngine"
        options = {"ENGINE": engine, "PATH": str(path), "SILENTLY_FAIL": False}
        connections.connections_info["stock"] = options
        self.index = make_stock_index()
        connections["stock"].get_unified_index().build(indexes=[self.index])
        self.path = path
        self.totals = {}

    def build(self):
        from haystack import connections

        turns = list(self.index.index_queryset())
        backend = connections["stock"].get_backend()
        for start in range(0, len(turns), 1000):
            backend.update(self.index, turns[start : start + 1000])

    def search(self, query):
        from haystack.query import SearchQuerySet

        found = SearchQuerySet(using="stock").auto_query(query).facet("speaker")
        for hit in found.highlight().load_all()[:20]:
            assert hit.object
            assert hit.highlighted is not None
        self.totals[query] = len(found)
        found.facet_counts()


def make_stock_index():
    from haystack import indexes

    from archive.models import Turn

    class StockIndex(indexes.SearchIndex, indexes.Indexable):
        text = indexes.CharField(document=True, model_attr="text")
        speaker = indexes.CharField(model_attr="speaker__name", faceted=True)

        def get_model(self):
            return Turn

        def index_queryset(self, using=None):
            return Turn.objects.public().select_related("speaker", "interview")

    return StockIndex()


def read_texts(count: int) -> list[str]:
    return read_archive(count) if ARCHIVE.exists() else make_texts(count)


def read_archive(count: int) -> list[str]:
    texts = []
    with tarfile.open(ARCHIVE) as files:
        for file in files:
            if len(texts) >= count:
                break
            if file.name.endswith(".md"):
                texts += passages(files.extractfile(file).read().decode())
    return texts[:count]


def passages(transcript: str) -> list[str]:
    """What is said under a speaker's name, where it is English and not too short."""
    said = re.findall(r"^### .+:\n((?:(?!#).+\n?)+)", transcript, re.MULTILINE)
    return [each.strip() for each in said if each.isascii() and len(each) >= 40]


def make_texts(count: int) -> list[str]:
    chance = random.Random(42)
    sentences = re.split(r"(?<=[.?!])\s+", SEED.read_text(encoding="utf-8"))
    return [" ".join(chance.sample(sentences, 3)) for _ in range(count)]


def make_queries(texts: list[str], count: int) -> list[str]:
    """Rare words, common words, two words of one turn, two words in a row."""
    from archive.search.stopwords import STOP_WORDS

    chance = random.Random(42)
    said = [
        [
            word
            for word in re.findall(r"\b[a-z]{4,}\b", text)
            if word not in STOP_WORDS["en"]
        ]
        for text in texts
    ]
    phrases = [
        phrase
        for text in texts
        for phrase in re.findall(r"\b[a-z]{4,} [a-z]{4,}\b", text)
        if STOP_WORDS["en"].isdisjoint(phrase.split())
    ]
    spread = Counter(word for words in said for word in set(words))
    # In a text of few words that are said again and again, the rarest there are.
    rare = sorted(word for word, turns in spread.items() if 2 <= turns <= 5)
    rare = rare or [word for word, _ in spread.most_common()[-30:]]
    common = [word for word, _ in spread.most_common(80)][30:]
    pairs = [words for words in said if len(words) > 5]
    kinds = [
        lambda: chance.choice(rare),
        lambda: chance.choice(common),
        lambda: " ".join(chance.sample(sorted(set(chance.choice(pairs))), 2)),
        lambda: f'"{chance.choice(phrases)}"',
    ]
    return list(dict.fromkeys(kinds[number % 4]() for number in range(count)))


def keep(texts: list[str]) -> None:
    from archive.models import Interview, Kind, Segment, Speaker, State, Turn

    speakers = Speaker.objects.bulk_create(
        Speaker(name=f"Person {number}", slug=f"person-{number}")
        for number in range(SPEAKERS)
    )
    interviews = Interview.objects.bulk_create(
        Interview(
            title=f"Conversation {number}",
            slug=f"conversation-{number}",
            language="en",
            state=State.PUBLISHED,
        )
        for number in range(len(texts) // PER_INTERVIEW + 1)
    )
    turns = Turn.objects.bulk_create(
        Turn(
            interview=interviews[number // PER_INTERVIEW],
            sequence=number % PER_INTERVIEW + 1,
            anchor=f"s{number % PER_INTERVIEW + 1}",
            kind=Kind.STATEMENT,
            speaker=speakers[number % SPEAKERS],
            text=text,
        )
        for number, text in enumerate(texts)
    )
    Segment.objects.bulk_create(
        Segment(
            turn=turn,
            order=1,
            anchor=f"{turn.anchor}p1",
            start=0,
            end=len(turn.text),
            source_start=0,
            source_end=len(turn.text),
        )
        for turn in turns
    )


def take_rate(engine, count: int) -> float:
    start = time.process_time()
    engine.build()
    return count / (time.process_time() - start)


def take(engine, queries: list[str], rounds: int) -> list[float]:
    """Milliseconds of CPU a query, the median of its rounds, after a warm-up."""
    engine.search(queries[0])
    times = [[ask(engine, query) for query in queries] for _ in range(rounds)]
    return [statistics.median(each) for each in zip(*times, strict=True)]


def ask(engine, query: str) -> float:
    start = time.process_time()
    engine.search(query)
    return (time.process_time() - start) * 1000


def megabytes(path: Path) -> float:
    files = (file for file in path.rglob("*") if file.is_file())
    return sum(file.stat().st_size for file in files) / 1e6


def describe(engine, rate, size, times, baseline) -> list[object]:
    median = statistics.median(times)
    slow = statistics.quantiles(times, n=20)[-1]
    return [
        engine.name,
        f"{rate:,.0f}",
        f"{size:.1f}",
        f"{median:.1f}",
        f"{slow:.1f}",
        f"{baseline / median:.1f}",
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    print(show(measure(max(200, round(TURNS * chosen.scale)), QUERIES)))
