"""By what code a source is read: a digest that changes with it, and with no release.

Nobody has to remember a number: what was read by other code is read again.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

ARCHIVE = Path(__file__).parents[1]
# What decides which turns a source becomes: all of ingest, and the waist.
ROOMS = ("ingest", "transcript")
ALONE = ("anchoring.py",)
LIBRARIES = (
    "PyYAML",
    "charset-normalizer",
    "lxml",
    "markdown-it-py",
    "pdfminer.six",
    "py3langid",
)


@cache
def parser_digest() -> str:
    """Return the digest of the parser's modules and of the libraries it reads with.

    It is the same on every machine that has the same code.
    """
    told = hashlib.sha256()
    for path in modules():
        told.update(f"{path.relative_to(ARCHIVE).as_posix()}\n".encode())
        # A checkout may have the line ends of its own machine.
        told.update(path.read_bytes().replace(b"\r\n", b"\n"))
    for library in LIBRARIES:
        told.update(f"{library} {version(library)}\n".encode())
    return told.hexdigest()


def modules() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ARCHIVE / room).rglob("*.py"))
    yield from (ARCHIVE / name for name in ALONE)
