"""Feeds readers and conventions with what nobody thought of: `python -m tests.fuzz`.

Guided by what it reaches where atheris is installed (`pip install atheris`), by
chance elsewhere. Only a SourceError may come out, and never one about our own laws.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

from tests.shell import BASE_DIR

try:
    import atheris
except ImportError:
    atheris = None

CORPUS = BASE_DIR / "tests" / "corpus"
NAMES = ["w.txt", "w.md", "w.html", "w.vtt", "w.srt", "w.csv", "w.json", "w.xml"]
PIECES = [
    "– ",
    "Q: ",
    "A. ",
    "Ann Lee: ",
    "[00:01] ",
    "> ",
    "1. ",
    "**",
    "<p>",
    "\ufeff",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    if atheris is None:
        number = by_chance(chosen.seconds, chosen.seed)
        sys.stdout.write(f"{number} sources read or refused\n")
        return
    arguments = [sys.argv[0], f"-max_total_time={chosen.seconds}", "-max_len=20000"]
    with tempfile.TemporaryDirectory(prefix="suhbat-fuzz-") as found:
        # What it finds goes into the first folder; it begins with all of them.
        atheris.Setup([*arguments, found, *samples()], guided())
        atheris.Fuzz()


def guided() -> Callable[[bytes], None]:
    """The target: the first byte chooses the name of the file."""
    atheris.instrument_all()

    def target(content: bytes) -> None:
        if content:
            take_in(content[1:], NAMES[content[0] % len(NAMES)])

    return target


def by_chance(seconds: int, seed: int) -> int:
    """Read golden sources with lines doubled, cut, moved and begun otherwise."""
    chance = random.Random(seed)
    sources = sorted(CORPUS.glob("*/source.*"))
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        path = chance.choice(sources)
        take_in(mutated(path.read_bytes(), chance), path.name)
        number += 1
    return number


def mutated(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(lines))
        changes = [
            [lines[at], lines[at]],
            [lines[at][: chance.randrange(len(lines[at]) + 1)]],
            [chance.choice(PIECES).encode() + lines[at]],
            [chance.choice(lines)],
            [],
        ]
        lines[at : at + 1] = chance.choice(changes)
        lines = lines or [b"\n"]
    return b"".join(lines)


def take_in(content: bytes, name: str) -> None:
    from archive.errors import MalformedTranscript, SourceError
    from archive.ingest.pipeline import parse_content
    from archive.ingest.sidecar import Sidecar

    try:
        parse_content(content, name, Sidecar())
    except MalformedTranscript:
        keep_aside(content, name)
        raise
    except SourceError:
        return
    except Exception:
        keep_aside(content, name)
        raise


def keep_aside(content: bytes, name: str) -> None:
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"fuzz-{name}"
    path.write_bytes(content)
    sys.stderr.write(f"kept in {path}\n")


def samples() -> list[str]:
    """Folders that atheris begins with."""
    return [str(path.parent) for path in sorted(CORPUS.glob("*/source.*"))]


if __name__ == "__main__":
    main()
