"""How often the right exchange of the seed is among the first three found.

Fifty questions, written by a reader who knew neither the search nor its results. They
are asked through the page's own path, beside SQLite's FTS5 (bm25, porter stems): with
all of the words, and with any of them. An exchange counts once, where it first comes.
"""

import argparse
import io
import json
import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout

import django
from django.core.management import call_command

from tests.shell import BASE_DIR
from tests.tables import Table, show

ASKED = BASE_DIR / "tests" / "search" / "seed_questions.json"
SEED = BASE_DIR / "seeds" / "egemen-qazaqstan-2024.txt"
FIRST = 3
WANTED = 45

Find = Callable[[str], list[int]]


def measure() -> Table:
    questions = json.loads(ASKED.read_text())["questions"]
    words = [texts for _, texts in exchanges()]
    indexed = keep(words)
    finders: dict[str, Find] = {
        "baseline: FTS5, all words": lambda q: matching(indexed, q, " "),
        "baseline: FTS5, any word": lambda q: matching(indexed, q, " OR "),
        "ours": ours,
    }
    rows = [describe(name, find, questions) for name, find in finders.items()]
    reached = int(str(rows[-1][1]))
    missed = [f"{reached} of {len(questions)}: {WANTED} are wanted"]
    return Table(
        f"Questions about the seed: {len(questions)}, "
        f"{sum(each['paraphrase'] for each in questions)} of them in other words",
        [
            "engine",
            f"among the first {FIRST}",
            "first",
            "in other words",
            "in its words",
        ],
        rows,
        missed if reached < WANTED else [],
    )


def describe(name: str, find: Find, questions: list[dict]) -> list[object]:
    found = [(each, list(dict.fromkeys(find(each["q"])))) for each in questions]
    right = [each for each, places in found if is_right(each, places[:FIRST])]
    first = [each for each, places in found if is_right(each, places[:1])]
    others = sum(each["paraphrase"] for each in right)
    return [name, len(right), len(first), others, len(right) - others]


def is_right(question: dict, places: Iterable[int]) -> bool:
    return not set(question["exchanges"]).isdisjoint(places)


def exchanges() -> list[tuple[int, str]]:
    """The number of each exchange, and all its words."""
    from archive.models import Turn

    told: dict[int, list[str]] = {}
    for turn in Turn.objects.in_sequence().select_related("question"):
        told.setdefault(number_of(turn), []).append(turn.text)
    return [(number, "\n".join(texts)) for number, texts in sorted(told.items())]


def number_of(turn) -> int:
    return (turn.question or turn).number


def ours(q: str) -> list[int]:
    from archive.search.results import SearchRequest, search

    found = search(SearchRequest(q=q))
    return [number_of(hit.turn) for hit in found.hits]


def keep(texts: list[str]) -> sqlite3.Connection:
    kept = sqlite3.connect(":memory:")
    kept.execute("CREATE VIRTUAL TABLE said USING fts5(text, tokenize='porter')")
    rows = enumerate(texts, 1)
    kept.executemany("INSERT INTO said (rowid, text) VALUES (?, ?)", rows)
    return kept


def matching(kept: sqlite3.Connection, q: str, joined: str) -> list[int]:
    asked = joined.join(f'"{word}"' for word in q.split())
    query = "SELECT rowid FROM said WHERE said MATCH ? ORDER BY rank LIMIT 20"
    return [number for (number,) in kept.execute(query, (asked,))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1, help="all are asked anyhow")
    parser.parse_args()
    django.setup()
    call_command("migrate", verbosity=0)
    with redirect_stdout(io.StringIO()):
        call_command("ingest", str(SEED), "--publish")
        call_command("update_index")
    print(show(measure()))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    main()
