"""Programs of their own that write to an index: python -m tests.search.programs …

write PATH FIRST LAST   replace these turns, one after the other
rebuild PATH MOMENT     rebuild, say at a moment of it how far it is, and never go on
"""

import sys
import time
from pathlib import Path

import django

django.setup()

from archive.search.engines.whoosh import sums  # noqa: E402
from archive.search.engines.whoosh.library import Library  # noqa: E402
from archive.search.engines.whoosh.shelf import Shelf  # noqa: E402
from archive.search.engines.whoosh.storage import MappedWriter  # noqa: E402
from tests.search.documents import make_document, put  # noqa: E402


def write(library, first, last):
    for turn in range(int(first), int(last)):
        put(library, make_document(turn, f"water saiga{turn}"))


def rebuild(library, moment):
    owner, name = MOMENTS[moment]
    setattr(owner, name, staticmethod(stop))
    library.rebuild(documents(moment), lambda *_: [])


def documents(moment):
    for turn in range(100, 200):
        yield make_document(turn, "water new")
    if moment == "reading":
        stop()


def stop(*_):
    sys.stdout.write("there\n")
    sys.stdout.flush()
    time.sleep(60)


MOMENTS = {
    "locking": (Shelf, "new_folder"),
    "reading": (Shelf, "unused"),
    "writing": (MappedWriter, "commit"),
    "summing": (sums, "write"),
    "catching up": (Library, "_catch_up"),
    "swapping": (Path, "replace"),
    "clearing away": (Shelf, "_keep_names"),
}
"""What stands still, at each moment of a rebuild."""


if __name__ == "__main__":
    {"write": write, "rebuild": rebuild}[sys.argv[1]](
        Library(Path(sys.argv[2])), *sys.argv[3:]
    )
