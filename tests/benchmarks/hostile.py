"""What hostile sources cost: seconds, CPU and peak memory, beside an honest file.

Each is ingested by a process of its own, which says what came of it.
"""

import argparse
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.ingest.pdf_files import assemble, make_pdf
from tests.ingest.word_files import make_zip
from tests.shell import BASE_DIR
from tests.tables import Table, show

HONEST = "– Who dug it?\n– My father.\n– Where?\n– There.\n"
WORDS = 1_000_000
CHILD = """
import json, resource, sys, time
from archive.errors import SourceError
from archive.ingest.obtaining.finding import sources
begun, at_first, came = time.monotonic(), time.process_time(), "read"
try:
    for each in sources([sys.argv[1]]).found:
        each.received().parsed()
except SourceError as error:
    came = f"refused: {error.complaint}"[:70]
told = open("/proc/self/status").read()
own = int(told.partition("VmHWM:")[2].split()[0])
# PDFs are read by a process of its own.
other = resource.getrusage(resource.RUSAGE_CHILDREN)
peak = max(own, other.ru_maxrss)
spent = time.process_time() - at_first + other.ru_utime + other.ru_stime
print(json.dumps([time.monotonic() - begun, spent, peak // 1024, came]))
"""


def zipped_zeros() -> bytes:
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(512 * 1024**2))
    return whole.getvalue()


def crowd() -> bytes:
    return make_zip({f"{number}.txt": "" for number in range(100_000)})


def linked() -> bytes:
    entry = ZipInfo("passwd.txt")
    entry.external_attr = 0o120777 << 16
    whole = io.BytesIO()
    with ZipFile(whole, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    return whole.getvalue()


def laughs() -> bytes:
    entities = "".join(
        f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10)
    )
    return f'<!DOCTYPE t [<!ENTITY l0 "ha">{entities}]><TEI>&l9;</TEI>'.encode()


def forms() -> bytes:
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources "
    again = [
        form
        + b"<< /XObject << /X %d 0 R >> >> /Length 60 >>\nstream\n%s\nendstream"
        % (6 + number, b"/X Do " * 10)
        for number in range(20)
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page + b"/Resources << /XObject << /X 5 0 R >> >> >>",
            b"<< /Length 5 >>\nstream\n/X Do\nendstream",
            *again,
            b"<< >>",
        ]
    )


def named(number: int) -> str:
    letters = "".join(chr(97 + number // 26**place % 26) for place in range(4))
    return f"{letters.title()} {letters[::-1].title()}: said\n"


# Of two classes by turns: to order them takes the square of their number.
MARKED = "– Who?\n– a" + "\u0301\u0316" * (WORDS // 2)
SOURCES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "an honest file (baseline)": ("a.txt", HONEST.encode),
    "zip bomb": ("a.zip", zipped_zeros),
    "zip in a zip": ("a.zip", lambda: make_zip({"a.zip": make_zip({"a.txt": "a"})})),
    "name that leads out": ("a.zip", lambda: make_zip({"../a.txt": HONEST})),
    "absolute name": ("a.zip", lambda: make_zip({"/tmp/a.txt": HONEST})),
    "link": ("a.zip", linked),
    "100,000 entries": ("a.zip", crowd),
    "XXE": (
        "a.xml",
        lambda: (
            b'<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            b"<TEI><text><u who='#a'>&x;</u></text></TEI>"
        ),
    ),
    "external DTD": (
        "a.xml",
        lambda: b'<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/a.dtd"><TEI>a</TEI>',
    ),
    "billion laughs": ("a.xml", laughs),
    "HTML 100,000 deep": ("a.html", lambda: b"<div>" * 100_000 + b"a"),
    "XML 100,000 deep": ("a.xml", lambda: b"<TEI>" + b"<a>" * 100_000),
    "PDF that never ends": ("a.pdf", forms),
    "PDF cut off": ("a.pdf", lambda: make_pdf([(9, 9, "a")])[:300]),
    "DOCX that is no DOCX": ("a.docx", lambda: b"PK\x03\x04" + b"a" * 1000),
    "200 MB line": ("a.txt", lambda: b"a" * 200 * 1024**2),
    "a million lines": ("a.txt", lambda: b"a\n" * WORDS),
    "CSV of 100,000 columns": ("a.csv", lambda: (b"a," * 100_000 + b"\n") * 2),
    "100,000 labels": ("a.txt", lambda: b"A: " * 100_000),
    "100,000 labelled lines": ("a.txt", lambda: b"A: a\n" * 100_000),
    "100,000 dashes": ("a.txt", lambda: "– ".encode() * 100_000),
    "20,000 names": ("a.txt", lambda: "".join(map(named, range(20_000))).encode()),
    "a million marks on a letter": ("a.txt", MARKED.encode),
    "marks by entities": ("a.html", lambda: b"<p>a" + b"&#769;&#790;" * 100_000),
    "1 MB of (": ("a.txt", lambda: b"(" * WORDS),
    "1 MB of *": ("a.md", lambda: b"*" * WORDS),
    "1 MB of _": ("a.md", lambda: b"_" * WORDS),
}


def measure() -> Iterator[list[str]]:
    with tempfile.TemporaryDirectory(prefix="suhbat-hostile-") as name:
        folder = Path(name)
        for title, (file, make) in SOURCES.items():
            (folder / file).write_bytes(make())
            yield [title, *run(folder / file)]
            (folder / file).unlink()
            strays = [path.name for path in folder.iterdir()]
            if strays:
                raise SystemExit(f"{title} left {strays}")


def run(path: Path) -> list[str]:
    """Ingest it in a process of its own; what it printed, or that it was ended."""
    begun = time.monotonic()
    try:
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(path)],
            cwd=BASE_DIR,
            env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin"},
            capture_output=True,
            check=False,
            timeout=60,
        )
    except subprocess.TimeoutExpired:
        return [f"{time.monotonic() - begun:.2f}", "", "", "NOT ENDED in a minute"]
    if done.returncode:
        return [
            "",
            "",
            "",
            f"FELL: {done.stderr.decode().strip().splitlines()[-1][:60]}",
        ]
    seconds, spent, memory, came = json.loads(done.stdout)
    return [f"{seconds:.2f}", f"{spent:.2f}", str(memory), came]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    columns = ["source", "s", "CPU s", "peak MB", "what came of it"]
    print(show(Table("Hostile sources", columns, list(measure()))))
