"""The OpenSearch engine beside Whoosh: the same turns, the same questions, no pages.

A search is what an engine does for a page: totals, twenty rows, seven facets. The
cluster is the benchmark's own: three nodes in one program on this machine.
"""

import argparse
import os
import tempfile
from pathlib import Path

import django

from tests import opensearch
from tests.benchmarks.search_postgres import (
    describe,
    find_totals,
    make_queries,
    read_texts,
    take,
    take_rate,
)
from tests.tables import Table, show

TURNS = 10_000
WARM_UP = 2
SHARDS = (1, 3)


def measure(count: int, cluster: opensearch.Cluster) -> Table:
    from archive.search.engines.opensearch.library import Library as OpenSearch
    from archive.search.engines.opensearch.place import Place
    from archive.search.engines.whoosh.library import Library as Whoosh

    texts = read_texts(count)
    asked = make_queries(texts)
    with tempfile.TemporaryDirectory(prefix="suhbat-whoosh-") as folder:
        engines = {"Whoosh (baseline)": Whoosh(Path(folder))} | {
            f"OpenSearch, {shards} shards": OpenSearch(
                Place(cluster.hosts, f"bench{shards}", shards, replicas=0)
            )
            for shards in SHARDS
        }
        rates = {name: take_rate(each, texts) for name, each in engines.items()}
        totals = {name: find_totals(each, asked) for name, each in engines.items()}
        for engine in engines.values():
            for _ in range(WARM_UP):
                take(engine, asked)
        times = {name: take(each, asked) for name, each in engines.items()}
    first = totals["Whoosh (baseline)"]
    unequal = sum(total != first for total in totals.values())
    return Table(
        f"Search on OpenSearch: {len(texts):,} turns, {len(asked)} queries, "
        f"{sum(first):,} hits",
        ["engine", "turns/s", "p50 ms", "p95 ms", "times as fast"],
        [
            describe(name, rates[name], times[name], times["Whoosh (baseline)"])
            for name in engines
        ],
        ["totals differ between the engines"] if unequal else [],
    )


def main(scale: float) -> None:
    if not opensearch.is_possible():
        print(f"Not run, nor its baseline: {opensearch.MISSING}")
        return
    with opensearch.started("1g", options=()) as cluster:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
        django.setup()
        print(show(measure(max(200, round(TURNS * scale)), cluster)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    main(parser.parse_args().scale)
