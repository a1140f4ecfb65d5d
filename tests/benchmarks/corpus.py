"""How well interviews of many conventions are read, beside a naive reader.

Scores what `parse` makes of real documents with truth (boundaries, roles, speakers).
The documents and their scorer stand beside the project and are not part of it.
"""

import argparse
import json
import os
import re
import runpy
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import django

from tests.shell import BASE_DIR
from tests.tables import Table, show

CORPUS = BASE_DIR.parent / "shared" / "corpus"
FIGURES = ["precision", "recall", "f1", "role", "speaker", "coverage", "leakage"]
BAR = {"f1": 0.98, "role": 0.97, "speaker": 0.96, "coverage": 0.98, "leakage": 0.01}
LEAST_F1 = 0.9
DASH = re.compile(r"\s*[-–—]\s*")


def main() -> None:
    options = arguments()
    if not (options.corpus / "truth").is_dir():
        print("Not measured, nor its baseline: no documents with truth are here.")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    scorer = runpy.run_path(str(CORPUS / "score.py"))
    truths = read_truths(options)
    told = {name: prediction(options.corpus, name, options) for name in truths}
    naive = {name: alternating(options.corpus, name) for name in truths}
    counts = score(scorer, truths, told)
    if options.documents:
        scorer["report"]([(name, "", counts[name]) for name in truths])
    print(show(overall(scorer, truths, counts, score(scorer, truths, naive))))
    print(show(by_publisher(scorer, counts)))
    print(show(suspects(told)))


def read_truths(options: argparse.Namespace) -> dict[str, Any]:
    paths = sorted((options.corpus / "truth").glob("*.json"))
    paths = [path for path in paths if options.only in path.stem]
    step = max(1, round(1 / options.scale))
    return {path.stem: json.loads(path.read_text("utf-8")) for path in paths[::step]}


def prediction(corpus: Path, name: str, options: argparse.Namespace) -> dict[str, Any]:
    """The Transcript's own JSON form; empty when the document is refused."""
    from archive.errors import SourceError
    from archive.ingest.pipeline import parse
    from archive.transcript import dumps

    try:
        told = parse(source_of(corpus, name))
    except SourceError as error:
        print(f"refused: {error}"[:300])
        return {}
    if options.verbose:
        print(name, told.provenance.convention, told.provenance.evidence)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / f"{name}.json").write_text(dumps(told), "utf-8")
    return json.loads(dumps(told))


def alternating(corpus: Path, name: str) -> dict[str, Any]:
    """What a naive reader sees: lines with a dash, by turns question and answer."""
    text = source_of(corpus, name).read_bytes().decode("utf-8", "replace")
    turns: list[dict[str, Any]] = []
    for line in filter(str.strip, text.splitlines()):
        if mark := DASH.match(line):
            role = "answer" if len(turns) % 2 else "question"
            turns.append({"role": role, "text": [line[mark.end() :]]})
        elif turns:
            turns[-1]["text"].append(line)
    return {"title": text.strip().partition("\n")[0], "turns": turns}


def source_of(corpus: Path, name: str) -> Path:
    docs = sorted((corpus / "docs").iterdir())
    return next(path for path in docs if path.stem == name)


def score(scorer: dict, truths: dict, told: dict) -> dict[str, Counter]:
    return {name: scorer["score_doc"](truths[name], told[name]) for name in truths}


def overall(scorer: dict, truths: dict, ours: dict, naive: dict) -> Table:
    classes = defaultdict(list)
    for name, truth in truths.items():
        classes[str(truth.get("convention", "")).partition(":")[0]].append(name)
    rows = [
        row(scorer, "all (micro)", ours.values()),
        row(scorer, "naive reader (baseline)", naive.values()),
    ]
    rows += [
        row(scorer, f"class {title}", [ours[name] for name in names])
        for title, names in sorted(classes.items())
    ]
    return Table(
        f"Corpus: {len(truths)} documents with truth",
        ["documents", *FIGURES, "title", "date"],
        rows,
        faults(scorer, truths, ours),
    )


def by_publisher(scorer: dict, ours: dict[str, Counter]) -> Table:
    """Each publisher alone, and the rest without it."""
    publishers = defaultdict(list)
    for name in ours:
        publishers[publisher_of(name)].append(name)
    rows = []
    for title, names in sorted(publishers.items()):
        rest = [counts for name, counts in ours.items() if name not in names]
        alone = row(scorer, title, [ours[name] for name in names])
        rows.append([*alone, row(scorer, "", rest)[3]])
    return Table(
        "Corpus by publisher (baseline: f1 of all the others, without it)",
        ["publisher", *FIGURES, "title", "date", "f1 of the rest"],
        rows,
    )


def suspects(told: dict[str, dict]) -> Table:
    """Rules that opened turns in the documents of one publisher only."""
    uses: dict[str, Counter] = defaultdict(Counter)
    for name, form in told.items():
        for turn in form.get("turns", []):
            uses[turn["rule"]][publisher_of(name)] += 1
    return Table(
        "Rules by the publishers they serve (baseline: more than one)",
        ["rule", "publishers", "turns"],
        [
            [rule, " ".join(sorted(served)), sum(served.values())]
            for rule, served in sorted(uses.items())
        ],
        [f"serves one publisher: {rule}" for rule in uses if len(uses[rule]) == 1],
    )


def publisher_of(name: str) -> str:
    """The publisher stands first in a document's name; a rendering's is its own."""
    first, _, rest = name.partition("-")
    return f"{first}-{rest.partition('--')[0]}" if first in {"html", "x"} else first


def row(scorer: dict, title: str, counts: Iterable[Counter]) -> list[object]:
    figures = figures_of(scorer, counts)
    told = [figures[name] for name in [*FIGURES, "title", "date"]]
    return [title, *("–" if each is None else f"{each:.3f}" for each in told)]


def figures_of(scorer: dict, counts: Iterable[Counter]) -> dict[str, float | None]:
    total: Counter = Counter()
    for each in counts:
        total.update(each)
    return scorer["figures"](total)


def faults(scorer: dict, truths: dict, ours: dict) -> list[str]:
    figures = figures_of(scorer, ours.values())
    found = [
        f"{name} {figures[name]:.3f}, wanted {wanted}"
        for name, wanted in BAR.items()
        if (figures[name] > wanted if name == "leakage" else figures[name] < wanted)
    ]
    for name, truth in truths.items():
        reached = scorer["figures"](ours[name])["f1"]
        if reached < LEAST_F1 and not truth["convention"].startswith("none"):
            found.append(f"{name}: f1 {reached:.3f}")
    return found


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--only", default="", help="documents whose name holds this")
    parser.add_argument("--out", type=Path, help="write what was read here")
    parser.add_argument("--documents", action="store_true", help="a line for each")
    parser.add_argument("--verbose", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
