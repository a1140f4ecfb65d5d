"""What a server says of the encoding, for bytes that do not say it themselves. Pure.

    Content-Type: text/html; charset=windows-1251

is believed where the bytes are no UTF-8 and state nothing: servers say one charset of
all their pages, and a page knows better.
"""

import codecs
import re
from dataclasses import replace

from archive.ingest.blocks import Reading
from archive.ingest.readers import Format
from archive.ingest.readers.decoding import KNOWN
from archive.ingest.readers.html.encoding import MEANT

HEAD = 8192
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
STATED = re.compile(rb"(?:charset|encoding)\s*=|^%PDF|^PK|\0", re.IGNORECASE)


def charset_in(content_type: str) -> str:
    """The charset in such a header by the name Python knows; nothing for a rare one."""
    match = CHARSET.search(content_type)
    try:
        name = codecs.lookup(match[1]).name if match else ""
    except LookupError:
        return ""
    meant = MEANT.get(name, name).replace("-", "_")
    return meant if meant in KNOWN else ""


def read(known: Format, content: bytes, name: str, charset: str) -> Reading:
    """Read the bytes, as the server says they are encoded where they do not say."""
    text = _as_said(content, charset) if charset else None
    if text is None:
        return known.read(content, name)
    return replace(known.read(text.encode(), name), encoding=KNOWN[charset])


def _as_said(content: bytes, charset: str) -> str | None:
    """The text if these bytes are in that charset and tell no other."""
    if STATED.search(content[:HEAD]) or _decodes(content, "utf-8") is not None:
        return None
    return _decodes(content, charset)


def _decodes(content: bytes, charset: str) -> str | None:
    try:
        return content.decode(charset)
    except UnicodeError:
        return None
