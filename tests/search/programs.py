"""Programs of their own that write to an index: python -m tests.search.programs …

write PATH FIRST LAST   replace these turns, one after the other
rebuild PATH            begin a rebuild, say so, and never end it
"""

import sys
import time
from pathlib import Path

import django

django.setup()

from archive.search.engines.whoosh.library import Library  # noqa: E402
from tests.search.documents import make_document, put  # noqa: E402


def write(library, first, last):
    for turn in range(int(first), int(last)):
        put(library, make_document(turn, f"water saiga{turn}"))


def rebuild(library):
    library.rebuild(_endless(), lambda *_: [])


def _endless():
    for turn in range(100, 200):
        yield make_document(turn, "half")
    sys.stdout.write("half\n")
    sys.stdout.flush()
    time.sleep(60)


if __name__ == "__main__":
    {"write": write, "rebuild": rebuild}[sys.argv[1]](
        Library(Path(sys.argv[2])), *sys.argv[3:]
    )
