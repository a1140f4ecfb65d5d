"""Relevance on Cranfield, through the archive's own query path, of every engine.

nDCG@10, MAP and recall@100 with judgements of yes and no, beside what comes ready made:
PostgreSQL's ts_rank of a plainto_tsquery, and Whoosh's BM25F of all or any words. The
documents, questions and judgements stand beside the project.
"""

import argparse
import json
import math
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import _engines
from tests.shell import BASE_DIR
from tests.tables import Table, show

CRANFIELD = BASE_DIR.parent / "shared" / "relevance" / "cranfield.json"
WANTED = {"whoosh": 0.37, "opensearch": 0.37, "postgres": 0.33}
DEPTH = 100

Ranking = Callable[[str], list[str]]
"""The documents found for a question, best first."""


def main() -> None:
    scale = arguments().scale
    if not CRANFIELD.exists():
        print("Not measured, nor its baseline: no judged questions are here.")
        return
    told = json.loads(CRANFIELD.read_text("utf-8"))
    questions = dict(list(told["queries"].items())[:: max(1, round(1 / scale))])
    with _engines.site() as folder:
        turns = keep(told["documents"])
        rankings = dict(ready_made(told["documents"], folder))
        with _engines.libraries(folder, is_whole=scale >= 1) as libraries:
            rankings |= dict(ours(turns, libraries))
            scored = {
                name: score(ranking, questions, told["relevant"])
                for name, ranking in rankings.items()
            }
    rows = [
        [name, *(f"{each:.3f}" for each in found)] for name, found in scored.items()
    ]
    faults = [
        f"{name}: nDCG@10 {scored[name][0]:.4f}, wanted {wanted}"
        for name, wanted in WANTED.items()
        if name in scored and scored[name][0] < wanted and scale == 1
    ]
    title = (
        f"Relevance: Cranfield, {len(turns):,} documents, {len(questions)} questions"
    )
    print(show(Table(title, ["engine", "nDCG@10", "MAP", "recall@100"], rows, faults)))


def keep(documents: dict[str, str]) -> dict[int, str]:
    """Each document as a statement of its own; of each turn the document's name."""
    from archive.models import Interview, Kind, State, Turn

    interview = Interview.objects.create(
        title="Cranfield", slug="cranfield", language="en", state=State.PUBLISHED
    )
    turns = Turn.objects.bulk_create(
        Turn(
            interview=interview,
            sequence=number,
            anchor=f"s{number}",
            kind=Kind.STATEMENT,
            text=text.strip() or ".",
        )
        for number, text in enumerate(documents.values(), 1)
    )
    return dict(zip((turn.pk for turn in turns), documents, strict=True))


def ours(
    turns: dict[int, str], libraries: dict[str, object]
) -> Iterator[tuple[str, Ranking]]:
    from archive.search.asking import answer, understand
    from archive.search.indexes import every_document
    from archive.search.results import SearchRequest

    def ranking(library):
        library.rebuild(every_document(), lambda *_: [])

        def rank(question: str) -> list[str]:
            with _engines.asked(library):
                asked = understand(SearchRequest(question))
                return [turns[each] for each in answer(asked, 0, DEPTH).found.turns]

        return rank

    for name, library in libraries.items():
        yield name, ranking(library)


def ready_made(
    documents: dict[str, str], folder: Path
) -> Iterator[tuple[str, Ranking]]:
    from whoosh.qparser import AndGroup, OrGroup

    yield (
        "Whoosh's own BM25F, all words (baseline)",
        whoosh(documents, folder / "all", AndGroup),
    )
    yield (
        "Whoosh's own BM25F, any word (baseline)",
        whoosh(documents, folder / "any", OrGroup),
    )
    if _engines.on_postgresql():
        yield "ts_rank of plainto_tsquery (baseline)", ts_rank(documents)


def whoosh(documents: dict[str, str], folder: Path, group: type) -> Ranking:
    from whoosh.analysis import StemmingAnalyzer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.index import create_in
    from whoosh.qparser import QueryParser

    folder.mkdir()
    schema = Schema(name=ID(stored=True), text=TEXT(analyzer=StemmingAnalyzer()))
    index = create_in(folder, schema)
    writer = index.writer()
    for name, text in documents.items():
        writer.add_document(name=name, text=text)
    writer.commit()
    searcher = index.searcher()
    parser = QueryParser("text", schema, plugins=[], group=group)
    return lambda question: [
        hit["name"] for hit in searcher.search(parser.parse(question), limit=DEPTH)
    ]


def ts_rank(documents: dict[str, str]) -> Ranking:
    from django.db import connection

    def run(statement: str, *given: object) -> list[tuple[str]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, given)
            return cursor.fetchall() if cursor.description else []

    run("CREATE TABLE stock (name text, words tsvector)")
    for name, text in documents.items():
        run("INSERT INTO stock VALUES (%s, to_tsvector('english', %s))", name, text)
    statement = (
        "SELECT name FROM stock, plainto_tsquery('english', %s) AS asked "
        "WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC, name LIMIT %s"
    )
    return lambda question: [name for (name,) in run(statement, question, DEPTH)]


def score(
    rank: Ranking, questions: dict[str, str], judged: dict[str, list[str]]
) -> tuple[float, ...]:
    found = {
        name: (rank(question), set(judged[name]))
        for name, question in questions.items()
        if judged.get(name)
    }
    figures = (ndcg, precision, recall)
    return tuple(
        statistics.mean(figure(*each) for each in found.values()) for figure in figures
    )


def ndcg(found: list[str], relevant: set[str]) -> float:
    gains = [each in relevant for each in found[:10]]
    best = sum(1 / math.log2(place + 2) for place in range(min(10, len(relevant))))
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains)) / best


def precision(found: list[str], relevant: set[str]) -> float:
    """The average of the precision at each relevant document."""
    places = [place for place, each in enumerate(found, 1) if each in relevant]
    held = (number / place for number, place in enumerate(places, 1))
    return sum(held) / len(relevant)


def recall(found: list[str], relevant: set[str]) -> float:
    return len(relevant.intersection(found)) / len(relevant)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
