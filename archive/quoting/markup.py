"""A page pasted as its source: what a reader sees of it. Pure.

Only what quotations need: paragraphs, line breaks, block quotes, marks as entities.
Anything that is no HTML stays as it is, and so does a sign less than.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


BLOCKS = _set(
    "address article aside blockquote body dd div dl dt figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table td th tr ul "
    "head title"
)
# Each of these runs to the next "<" at most, so that no text makes them slow.
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>")
PAGE = re.compile(
    r"</(?:p|div|blockquote|article|li|h[1-6]|td|figure|section)\s*>|<br\s*/?>|"
    r"<(?:p|div|blockquote)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
UNREAD = re.compile(
    r"<(script|style)(?=[\s>])[^<>]*>[^<]*</\1\s*>|<!--[^<>]*-->|<!doctype[^<>]*>",
    re.IGNORECASE,
)
SPACE = re.compile(r"\s+")


def as_read(text: str) -> str:
    """Return the words of a pasted page in paragraphs, its block quotes behind >.

    A text without tags stays as it is: the record itself may print an &quot;.
    """
    if not PAGE.search(text):
        return text
    return "\n".join(_lines(UNREAD.sub(" ", text))).strip("\n")


def _lines(text: str) -> Iterator[str]:
    was_quoted = False
    for is_quoted, words in _paragraphs(text):
        yield ">" if is_quoted and was_quoted else ""
        for line in words.split("\n"):
            plain = " ".join(line.split())
            yield f"> {plain}" if is_quoted else plain
        was_quoted = is_quoted


def _paragraphs(text: str) -> Iterator[tuple[bool, str]]:
    """Each paragraph, and whether it stands in a block quote."""
    depth, begun, at = 0, "", 0
    for tag in TAG.finditer(text):
        begun += _words(text[at : tag.start()])
        at = tag.end()
        closes, name = bool(tag[1]), tag[2].lower()
        if name not in BLOCKS:
            begun += _inline(name, closes=closes)
            continue
        if begun.strip():
            yield depth > 0, begun.strip()
        begun = ""
        if name == "blockquote":
            depth = max(0, depth + (-1 if closes else 1))
    if last := (begun + _words(text[at:])).strip():
        yield depth > 0, last


def _words(source: str) -> str:
    return SPACE.sub(" ", unescape(source))


def _inline(name: str, *, closes: bool) -> str:
    if name == "q":
        return "”" if closes else "“"
    return "\n" if name == "br" else ""
