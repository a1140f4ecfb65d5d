"""How well interviews of many conventions are read, beside a naive reader.

Scores what `parse` makes of real documents with truth (boundaries, roles, speakers).
The documents and their scorer stand beside the project and are not part of it.
"""

import argparse
import json
import os
import runpy
from pathlib import Path

import django

from tests.shell import BASE_DIR

CORPUS = BASE_DIR.parent / "shared" / "corpus"


def main() -> None:
    options = arguments()
    if not (options.corpus / "truth").is_dir():
        print(f"Not measured: {options.corpus} holds no documents with truth.")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    scorer = runpy.run_path(str(CORPUS / "score.py"))
    truths = [
        json.loads(path.read_text("utf-8"))
        for path in sorted((options.corpus / "truth").glob("*.json"))
        if not options.only or options.only in path.stem
    ]
    results = []
    for truth in truths:
        told = prediction(source_of(options.corpus, truth["id"]), options.verbose)
        kind = str(truth.get("convention", "")).split(":")[0]
        results.append((truth["id"], kind, scorer["score_doc"](truth, told)))
        if options.out:
            options.out.mkdir(parents=True, exist_ok=True)
            form = json.dumps(told, ensure_ascii=False, indent=1)
            (options.out / f"{truth['id']}.json").write_text(form, "utf-8")
    scorer["report"](results)


def source_of(corpus: Path, name: str) -> Path:
    return next(
        path for path in sorted((corpus / "docs").iterdir()) if path.stem == name
    )


def prediction(path: Path, verbose: bool) -> dict:
    """The Transcript's own JSON form, without its sidecar; empty when refused."""
    from archive.errors import SourceError
    from archive.ingest.pipeline import parse
    from archive.transcript import dumps

    try:
        told = parse(path)
    except SourceError as error:
        print(f"refused: {error}"[:300])
        return {}
    if verbose:
        print(path.name, told.provenance.convention, told.provenance.evidence)
    return json.loads(dumps(told))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--only", default="", help="documents whose name holds this")
    parser.add_argument("--out", type=Path, help="write what was read here")
    parser.add_argument("--verbose", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
