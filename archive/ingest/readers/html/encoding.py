"""Bytes of a page → text: by its byte order mark, by what it says, or as it looks."""

import codecs
import re

from archive.errors import UnreadableSource
from archive.ingest.readers import plain_text
from archive.ingest.readers.decoding import Decoded, decoded

STATED = re.compile(
    rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
SNIFFED = 8192
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Browsers read the names on the left as what stands on the right.
MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
MEANT |= {"iso8859-11": "cp874", "gb2312": "gb18030", "gbk": "gb18030"}
MEANT |= {"shift_jis": "cp932", "euc_kr": "cp949"}


def as_page(content: bytes, name: str) -> Decoded:
    """The text of a page, by its looks where it says nothing and is no UTF-8."""
    if content.startswith(MARKS) or _stated(content) or _is_utf_8(content):
        return Decoded(*decode(content, name))
    return decoded(content, name)


def decode(content: bytes, name: str) -> tuple[str, str]:
    """Return the text and its encoding; UnreadableSource when there is none."""
    stated = _stated(content)
    if content.startswith(MARKS) or not stated:
        text, encoding = plain_text.decode(content, name)
    else:
        text, encoding = _as_stated(content, stated, name)
    if "\0" in text:
        raise UnreadableSource(
            name,
            "a NUL character: this is not text. Give the page itself.",
            text.count("\n", 0, text.index("\0")) + 1,
        )
    return text, encoding


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _stated(content: bytes) -> str:
    """The encoding the page says it has, by the name Python knows, or nothing.

    UTF-16 cannot be what a page says that was read as bytes.
    """
    head = content[:SNIFFED]
    match = DECLARED.match(head) or STATED.search(head)
    try:
        found = codecs.lookup(match[1].decode("ascii")).name if match else ""
        b"".decode(found or "ascii")
    except (LookupError, UnicodeError, ValueError):
        return ""
    return "" if found.startswith(("utf-16", "utf-32")) else MEANT.get(found, found)


def _as_stated(content: bytes, stated: str, name: str) -> tuple[str, str]:
    """The text as the page says it is encoded, or as UTF-8 if that is what it is."""
    for encoding in dict.fromkeys(("utf-8", stated)):
        try:
            return content.decode(encoding), encoding
        except (UnicodeError, LookupError):
            continue
    if stated == "cp1252":
        return _windows(content), stated
    return plain_text.decode(content, name)


def _windows(content: bytes) -> str:
    """Windows-1252 as browsers read it: every byte is a letter."""
    return "".join(
        letter if letter != "\ufffd" else chr(byte)
        for byte, letter in zip(
            content, content.decode("cp1252", "replace"), strict=True
        )
    )
