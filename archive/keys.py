"""The key that a site on one machine makes for itself, and the folder it is kept in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def keep_secret_key(path: Path) -> str:
    make_folder(path.parent)
    with said_plainly(path):
        if not path.exists():
            write_secret_key(path)
        return path.read_text(encoding="ascii")


def write_secret_key(path: Path) -> None:
    """Writes a new key whole or not at all; only its owner can read it (0600)."""
    with NamedTemporaryFile("w", dir=path.parent, prefix=".key-", delete=False) as new:
        new.write(get_random_secret_key())
    Path(new.name).replace(path)


def make_folder(path: Path) -> None:
    with said_plainly(path):
        path.mkdir(parents=True, exist_ok=True)


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """What the disk refuses is told as configuration: where, what, what to do."""
    try:
        yield
    except OSError as error:
        raise ImproperlyConfigured(
            f"{error.filename or path}: {error.strerror}. "
            "Mend that folder, or set DATA_DIR to one with room that can be written."
        ) from error
