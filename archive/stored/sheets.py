"""Our own style sheets and scripts as they are sent: joined, and without our comments.

The files stay as they are written; `collectstatic` reads them through here, before it
names each by its bytes and packs it. A browser reads the written ones as well.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

Collection = tuple[str, str, bool] | tuple[str, None, RuntimeError]

OURS = re.compile(r"(css|js)/[^/]+\.(css|js)")
IMPORTED = re.compile(r'@import url\("([\w./-]+)"\)( [\w() :-]+)?;')
COMMENT_OR_BLANK = re.compile(r'("(?:\\.|[^"\\])*")|/\*.*?\*/|\s+', re.DOTALL)
STRING = re.compile(r'("(?:\\.|[^"\\])*")')
AROUND_A_MARK = re.compile(r" ?([{};,>]) ?|(?<=:) ")
# What stands alone on its lines, and what ends one and holds no quotation mark.
COMMENT = re.compile(
    r"^\s*/\*(?:(?!\*/).)*\*/\s*?$|(?:^|[ \t])// [^\"'`\n]*$",
    re.DOTALL | re.MULTILINE,
)
INDENT = re.compile(r"\s*\n\s*")


class Collected(CompressedManifestStaticFilesStorage):
    """Names files by their bytes, also those that a module asks for later."""

    support_js_module_import_aggregation = True

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[Collection]:
        paths, *others = args
        sent = {
            name: (Sent(source) if OURS.fullmatch(name) else source, path)
            for name, (source, path) in paths.items()
        }
        yield from super().post_process(sent, *others, **kwargs)


class Sent(Storage):
    """A folder of sources, each given as it is sent."""

    def __init__(self, source: Storage) -> None:
        self.source = source

    def _open(self, name: str, mode: str = "rb") -> ContentFile[bytes]:
        squeeze = squeeze_sheet if name.endswith(".css") else squeeze_script
        return ContentFile(squeeze(self.read(name)).encode(), name)

    def read(self, name: str) -> str:
        with self.source.open(name) as written:
            text = written.read().decode()
        return join(text, posixpath.dirname(name), self) if name[-3:] == "css" else text


def join(sheet: str, folder: str, sources: Sent) -> str:
    """Returns a style sheet with those that it imports in their places."""

    def read(imported: re.Match[str]) -> str:
        text = sources.read(posixpath.join(folder, imported[1]))
        return f"@media{imported[2]} {{\n{text}}}\n" if imported[2] else text

    return IMPORTED.sub(read, sheet)


def squeeze_sheet(sheet: str) -> str:
    """Returns a style sheet without comments, with blanks where they matter."""
    plain = COMMENT_OR_BLANK.sub(lambda found: found[1] or " ", sheet)
    parts = STRING.split(plain)
    parts[::2] = [tighten(part) for part in parts[::2]]
    return "".join(parts).strip()


def tighten(part: str) -> str:
    return AROUND_A_MARK.sub(r"\1", re.sub(" +", " ", part)).replace(";}", "}")


def squeeze_script(script: str) -> str:
    """Returns a script without comments and indents; its lines stay lines."""
    return INDENT.sub("\n", COMMENT.sub("", script)).strip()
