"""JSON that holds turns: Oyez arguments, and lists of speaker and text.

{"transcript": {"sections": [{"turns": [
  {"speaker": {"name": "Kim"}, "start": 0.5, "stop": 2,
   "text_blocks": [{"text": "Who dug it?", "start": 0.5, "stop": 2}]}]}]}}
"""

import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from archive.errors import UnreadableSource
from archive.ingest.blocks import Block, BlockKind, Reading, Voice
from archive.ingest.casting.persons import Person
from archive.ingest.composing import Composer
from archive.ingest.readers import front_matter
from archive.ingest.readers.columns import END, SPEAKER, START, TEXT, time_of
from archive.ingest.readers.decoding import decoded
from archive.ingest.readers.lines import BREAK, refuse_many
from archive.transcript import Basis, Role, Span, TimeSpan

TOKEN = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
PIECE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
    r"|[^\\]+"
)
OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")
TELLING = re.compile(rb'"(?:speaker|text_blocks|utterances?|segments|turns)"\s*:')
OURS = re.compile(rb'"suhbat"\s*:')
WANTED = (
    "it holds no turns. JSON is read as a Transcript of this archive, as an argument "
    "of Oyez, or as a list with “speaker” (or “from”) and “text” of each turn."
)
HEAD = 20_000
SIGNS, MOST_SIGNS, MOST_ESCAPES = ",{[", 500_000, 250_000
MOST_TURNS = 25_000
LONE = re.compile("[\ud800-\udfff]")


class Placed(str):
    """A string of the document, escapes resolved; its letters begin at `start`."""

    __slots__ = ("end", "start")
    start: int
    end: int


def read(content: bytes, name: str) -> Reading:
    """Return a block for each text that a speaker is named for."""
    found = decoded(content, name)
    refuse_many(found.text, name, SIGNS, MOST_SIGNS)
    refuse_many(found.text, name, "\\", MOST_ESCAPES)
    start = len(found.text) - len(found.text.lstrip("\ufeff"))
    try:
        json.loads(found.text[start:])
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise UnreadableSource(name, "it is not JSON.", line) from error
    whole = _placed(found.text, start)
    lines = _Lines(found.text)
    told = (block for one in _turns(whole) for block in _blocks(one, lines))
    blocks = list(islice(told, MOST_TURNS + 1))
    if len(blocks) > MOST_TURNS:
        complaint = f"it has more than {MOST_TURNS:,} turns. Split it."
        raise UnreadableSource(name, complaint)
    if not blocks:
        raise UnreadableSource(name, WANTED)
    stated = whole if isinstance(whole, dict) else {}
    claims = (*found.claims, *front_matter.claims(stated))
    people = tuple(_people(whole))
    return Reading(found.text, found.encoding, tuple(blocks), (), claims, people)


def is_certain(content: bytes) -> bool:
    """Whether these bytes open as JSON, not as a Transcript, and soon name turns."""
    head = content[:HEAD]
    return bool(OPENING.match(head) and TELLING.search(head) and not is_ours(content))


def is_ours(content: bytes) -> bool:
    """Whether these bytes say at their beginning that they are a Transcript."""
    return OURS.search(content[:HEAD]) is not None


def _placed(text: str, start: int) -> Any:
    """The document of a text that is JSON, each string with its place."""
    stack: list[tuple[Any, list[Any]]] = [(None, [])]
    for token in TOKEN.finditer(text, start):
        sign = token[0][0]
        if sign in "[{":
            stack.append((sign, []))
        elif sign in "]}":
            opened, parts = stack.pop()
            pairs = zip(parts[::2], parts[1::2], strict=True) if opened == "{" else ()
            stack[-1][1].append(dict(pairs) if opened == "{" else parts)
        elif sign == '"':
            stack[-1][1].append(_string(token))
        elif sign not in ":,":
            stack[-1][1].append(token[0])
    return stack[0][1][0]


def _string(token: re.Match[str]) -> Placed:
    value = Placed(_letters(token[1]))
    value.start, value.end = token.span(1)
    return value


def _letters(written: str) -> str:
    """What is written, escapes resolved; half of a surrogate pair stands for none."""
    if "\\" not in written:
        return written
    said: str = json.loads(f'"{written}"', strict=False)
    return LONE.sub("\ufffd", said)


def _turns(whole: Any) -> Iterator[dict[str, Any]]:
    """Objects with text, in order: those of Oyez, else of any list within."""
    waiting = [whole]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if _text(one) or isinstance(one.get("text_blocks"), list):
                yield one
            else:
                waiting += reversed(list(one.values()))
        elif isinstance(one, list):
            waiting += reversed(one)


def _text(one: dict[str, Any]) -> list[Placed]:
    """The words of an object that names a speaker, or a time."""
    if not one.keys() & SPEAKER and not one.keys() & START:
        return []
    found = (_words(one[key]) for key in one if key in TEXT)
    return next(filter(None, found), [])


def _words(value: Any) -> list[Placed]:
    """A string, or the strings that stand in a list in its place."""
    parts = value if isinstance(value, list) else [value]
    parts = [each.get("text") if isinstance(each, dict) else each for each in parts]
    return [each for each in parts if isinstance(each, Placed)]


def _blocks(one: dict[str, Any], lines: "_Lines") -> Iterator[Block]:
    name = _name(one)
    parts = one.get("text_blocks")
    for part in parts if isinstance(parts, list) else [one]:
        if not isinstance(part, dict):
            continue
        words = _text(one) if part is one else _words(part.get("text"))
        if words:
            time = _time(part) or _time(one)
            block = _composed(lines.text, words).block(
                lines.number(words[0].start),
                kind=BlockKind.CUE if time else BlockKind.PARAGRAPH,
                voice=Voice(name) if name else None,
                time=time,
            )
            if block:
                yield block


def _name(one: dict[str, Any]) -> str:
    said = next((one[key] for key in one if key in SPEAKER), _sender(one))
    if isinstance(said, dict):
        said = next((said[key] for key in said if key in SPEAKER), "")
    return " ".join(said.split()) if isinstance(said, str) and said != "null" else ""


def _sender(one: dict[str, Any]) -> Any:
    """Whom a message is from; in lists of speech that is a time."""
    sender = one.get("from", "")
    return "" if isinstance(sender, str) and time_of(sender, "") else sender


def _time(one: dict[str, Any]) -> TimeSpan | None:
    start = next((one[key] for key in one if key in START), "")
    end = next((one[key] for key in one if key in END), "")
    said = isinstance(start, str) and isinstance(end, str)
    return time_of(start, end) if said else None


def _people(whole: Any) -> Iterator[Person]:
    """Judges ask, as Oyez states of each speaker."""
    seen = set()
    for one in _turns(whole):
        speaker = one.get("speaker")
        roles = speaker.get("roles") if isinstance(speaker, dict) else None
        name = _name(one)
        if isinstance(roles, list) and name and name not in seen:
            seen.add(name)
            if any(
                isinstance(r, dict) and r.get("type") == "scotus_justice" for r in roles
            ):
                yield Person(name, Role.INTERVIEWER, Basis.TEXT, "scotus_justice")


def _composed(text: str, words: list[Placed]) -> Composer:
    composer = Composer()
    for piece in chain(*(PIECE.finditer(text, each.start, each.end) for each in words)):
        place = Span(piece.start(), piece.end())
        if piece[0] in ("\\n", "\\r"):
            composer.new_line(place)
        else:
            composer.add(_letters(piece[0]), place)
    return composer


class _Lines:
    """Lines of a text, asked for in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.reached, self.line = 0, 1

    def number(self, offset: int) -> int:
        self.line += len(
            BREAK.findall(self.text, self.reached, max(offset, self.reached))
        )
        self.reached = max(offset, self.reached)
        return self.line
