"""HTML text → tags and words with their places, in one pass and linear time.

The standard library's parser is quadratic in unclosed tags and comments, and the
fast ones in C do not say where a letter stands. What is not closed by the end of the
text is dropped, as browsers do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import NamedTuple

from archive.ingest.readers.html.names import LETTERS, RAW
from archive.transcript import Span

NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
# A quotation mark counts after an equals sign alone; the lot is possessive, so that
# a tag that never ends is tried once.
TAG = re.compile(
    r"""</?[a-zA-Z][^\s/>]*(?:[^>"'=]+|=\s*+(?:"[^"]*"|'[^']*')|=|["'])*+>"""
)
TRAIT = re.compile(
    r"""([^\s/>=][^\s/>=]*)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?"""
)
COMMENT_END = re.compile(r"--!?>")
CHARACTER = re.compile(
    r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)"
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or an end tag. A raw element's content stands in `content`."""

    name: str
    source: Span
    traits: dict[str, str]
    closes: bool = False
    content: Span | None = None


class Words(NamedTuple):
    """Words between tags: letter for letter at `source`, or an entity's letters."""

    text: str
    source: Span


def tokens(text: str) -> Iterator[Tag | Words]:
    """Return the tags and words in order; comments and declarations are left out."""
    reached = 0
    while reached < len(text):
        opens = text.find("<", reached)
        if opens < 0:
            opens = len(text)
        yield from words(text, Span(reached, opens))
        if opens == len(text):
            return
        token, reached = _markup(text, opens)
        if token:
            yield token
        if isinstance(token, Tag) and token.content and token.name in LETTERS:
            yield from words(text, token.content)
            yield Tag(token.name, Span(reached, reached), {}, closes=True)


def words(text: str, span: Span) -> Iterator[Words]:
    """Return the words of a stretch without tags, each entity by itself."""
    reached = span.start
    if text.find("&", span.start, span.end) >= 0:
        for match in CHARACTER.finditer(text, span.start, span.end):
            meant = unescape(match[0])
            if meant == match[0]:
                continue
            yield from _letters(text, reached, match.start())
            reached = match.end()
            yield Words(meant, Span(match.start(), reached))
    yield from _letters(text, reached, span.end)


def _letters(text: str, start: int, end: int) -> Iterator[Words]:
    if start < end:
        yield Words(text[start:end], Span(start, end))


def _markup(text: str, start: int) -> tuple[Tag | Words | None, int]:
    """What begins with `<` at `start`, and where it ends."""
    if name := NAME.match(text, start):
        return _tag(text, start, name[1].lower())
    if text.startswith("<!--", start):
        end = COMMENT_END.search(text, start + 2)
        return None, end.end() if end else len(text)
    if text.startswith("<![CDATA[", start):
        end_at = text.find("]]>", start)
        return None, len(text) if end_at < 0 else end_at + 3
    if text[start + 1 : start + 2] in {"!", "?", "/"}:
        end_at = text.find(">", start)
        return None, len(text) if end_at < 0 else end_at + 1
    return Words("<", Span(start, start + 1)), start + 1


def _tag(text: str, start: int, name: str) -> tuple[Tag | None, int]:
    match = TAG.match(text, start)
    if not match:
        return None, len(text)
    place = Span(start, match.end())
    if text[start + 1] == "/":
        return Tag(name, place, {}, closes=True), place.end
    traits = _traits(text, start + 1 + len(name), place.end - 1)
    if name not in RAW | LETTERS:
        return Tag(name, place, traits), place.end
    content = _content(text, place.end, name)
    return Tag(name, place, traits, content=content), content.end


def _traits(text: str, start: int, end: int) -> dict[str, str]:
    traits: dict[str, str] = {}
    for match in TRAIT.finditer(text, start, end):
        value = next((each for each in match.groups()[1:] if each is not None), "")
        traits.setdefault(match[1].lower(), unescape(value))
    return traits


def _content(text: str, start: int, name: str) -> Span:
    """The letters to the end tag of a raw element, or to the end of the text."""
    end = _end_of(name).search(text, start)
    return Span(start, end.start() if end else len(text))


@cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
