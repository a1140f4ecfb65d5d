"""How fast texts become words, beside a bare regular expression that finds words.

Passages of ../shared/scale when it is there, of the seed otherwise: as an index keeps
them (stems, twins, pairs of signs), and as they are marked (with places in the text).
"""

import argparse
import os
import re
import time
from collections.abc import Callable
from itertools import islice

import django

from tests.benchmarks import _load
from tests.benchmarks.search_whoosh import make_texts
from tests.tables import Table, show

PASSAGES = 100_000
WANTED = 30_000
LABEL = re.compile(r"^### .+$", re.MULTILINE)
WORD = re.compile(r"\w+")


def measure(count: int) -> Table:
    from archive.search import analysis
    from archive.search.indexes import postings

    texts = read_texts(count)
    steps = {
        "words by a bare expression (baseline)": lambda text, _: WORD.findall(text),
        "analysed for an index": analysis.terms,
        "analysed with places in the text": analysis.tokens,
        "analysed, each term with its places": postings,
    }
    rates = {name: take_rate(step, texts) for name, step in steps.items()}
    baseline = next(iter(rates.values()))
    rows = [
        [name, f"{rate:,.0f}", f"{rate / baseline:.2f}"] for name, rate in rates.items()
    ]
    rate = rates["analysed for an index"]
    faults = [f"{rate:,.0f} passages/s, wanted {WANTED:,}"] if rate < WANTED else []
    columns = ["step", "passages per CPU s", "times the baseline"]
    return Table(f"Analysis: {len(texts):,} passages", columns, rows, faults)


def read_texts(count: int) -> list[tuple[str, str]]:
    """Passages, each with its language; Chinese and English as they come."""
    if not _load.SOURCES.exists():
        return [(text, "en") for text in make_texts(count)]
    said = (
        text.strip()
        for _, transcript in _load.transcripts()
        for text in LABEL.split(transcript.decode())[1:]
    )
    return [(text, "en" if text.isascii() else "zh") for text in islice(said, count)]


def take_rate(
    step: Callable[[str, str], object], texts: list[tuple[str, str]]
) -> float:
    """Passages a second of CPU, a first tenth not counted: words become known."""
    for text, language in texts[::10]:
        step(text, language)
    started = time.process_time()
    for text, language in texts:
        step(text, language)
    return len(texts) / (time.process_time() - started)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    print(show(measure(max(1_000, round(PASSAGES * parser.parse_args().scale)))))
