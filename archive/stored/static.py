"""What is said of each static file: enough to be safe, and no byte more.

A first view asks for fifteen files: the policies of a page would weigh more beside
them than the style sheets.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

PICTURE = "default-src 'none'; style-src 'unsafe-inline'"
"""For a drawing that is opened by itself: it may look as drawn, and do nothing."""


def describe_file(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Say what a browser may do with a file, and what its bytes are called.

    The same name stands for each coding of it, so it is a weak one.
    """
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if url.endswith(".svg"):
        headers["Content-Security-Policy"] = PICTURE
    told = Path(path).stat()
    headers["ETag"] = f'W/"{int(told.st_mtime):x}-{told.st_size:x}"'
