"""The catalogs of the interface: what is extracted, what is translated, what is read.

`python -m tests.catalogs` brings archive/locale in step with the code, and says what
is left to translate. It asks for xgettext, of GNU gettext (Debian: gettext), as Django
itself does; only that reads templates and code as they are marked.
"""

import re
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

BASE_DIR = Path(__file__).resolve().parent.parent
LOCALE = BASE_DIR / "archive" / "locale"
KEYWORDS = (
    *("gettext_noop", "gettext_lazy", "pgettext:1c,2", "pgettext_lazy:1c,2"),
    *("ngettext_lazy:1,2", "npgettext:1c,2,3", "npgettext_lazy:1c,2,3"),
)
KEPT = re.compile(rb"Language: |MIME-Version|Content-T|Plural-Forms")
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
# What xgettext leaves to be filled in.
FILLED_IN = re.compile(rb'^"(Content-Type|Plural-Forms).*\n', re.MULTILINE)
HELD = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}|</?\w+")


def extract() -> Catalog:
    """Returns all that code and templates mark, without translations."""
    with tempfile.TemporaryDirectory() as folder:
        names = [*_python(Path(folder)), *_templates(Path(folder))]
        listed = Path(folder) / "files"
        listed.write_text("\n".join(names), "utf-8")
        found = subprocess.run(
            [
                "xgettext",
                *("--language=Python", "--from-code=UTF-8", "--output=-", "--no-wrap"),
                *(f"--keyword={keyword}" for keyword in KEYWORDS),
                *(f"--files-from={listed}", "--add-location=file"),
            ],
            cwd=folder,
            capture_output=True,
            check=True,
        )
    return read_po(BytesIO(FILLED_IN.sub(rb"", found.stdout)), charset="UTF-8")


def _python(folder: Path) -> list[str]:
    names = sorted(path.relative_to(BASE_DIR) for path in find_code())
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(BASE_DIR / name, folder / name)
    return [str(name) for name in names]


def _templates(folder: Path) -> list[str]:
    names = sorted(path.relative_to(BASE_DIR) for path in find_templates())
    for name in names:
        marked = templatize((BASE_DIR / name).read_text("utf-8"), origin=str(name))
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(marked, "utf-8")
    return [str(name) for name in names]


def find_code() -> list[Path]:
    return [
        path
        for path in (BASE_DIR / "archive").rglob("*.py")
        if "migrations" not in path.parts
    ]


def find_templates() -> list[Path]:
    return [path for path in (BASE_DIR / "templates").rglob("*.*") if path.is_file()]


def find_catalogs() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """Returns a catalog as of no time: what is made of it is always the same."""
    catalog = read_po(BytesIO(path.read_bytes()))
    catalog.creation_date = catalog.revision_date = NO_TIME
    return catalog


def forms_of(words: str | tuple[str, ...] | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def untranslated(catalog: Catalog) -> list[str]:
    """Returns what readers would see in English."""
    return [
        forms_of(message.id)[0]
        for message in catalog
        if message.id and (message.fuzzy or not all(forms_of(message.string)))
    ]


def held(words: str) -> list[str]:
    """Returns placeholders and tags, in the order of the alphabet."""
    return sorted(set(HELD.findall(words)))


def update(path: Path, template: Catalog) -> Catalog:
    """Takes in what is new, drops what is gone, and writes both files."""
    catalog = read(path)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    written = BytesIO()
    write_po(written, catalog, width=0, no_location=True, ignore_obsolete=True)
    path.write_bytes(_without_times(written.getvalue()))
    compile_catalog(path)
    return catalog


def compile_catalog(path: Path) -> None:
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, read(path))


def _without_times(written: bytes) -> bytes:
    """Only what says how to read it: times and names would differ at every writing."""
    head, rest = written.split(b"\n\n", maxsplit=1)
    lines = [
        line
        for line in head.split(b"\n")
        if line.startswith((b"msg", b"#")) or KEPT.search(line)
    ]
    return b"\n".join(lines) + b"\n\n" + rest


if __name__ == "__main__":
    marked = extract()
    for place in find_catalogs():
        left = untranslated(update(place, marked))
        print(f"{place.relative_to(BASE_DIR)}: {len(left)} to translate")
        print(*(f"  {words}" for words in left), sep="\n")
