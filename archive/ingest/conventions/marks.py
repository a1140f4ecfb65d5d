"""What may be a mark of who speaks: candidates in blocks, not yet believed."""

import re
from collections.abc import Iterator, Sequence

from archive.ingest.blocks import SPOKEN, Block, BlockKind
from archive.ingest.conventions.colonless import BRACKETED, line, without_colon
from archive.ingest.conventions.marking import PLAIN, STAMP, Form, Mark, stamp, style_of
from archive.ingest.conventions.senses import Sense, sense_of
from archive.transcript import TimeSpan

AFTER_TIME = re.compile(r"[:：\s]*")
# A day and an hour of the clock, as a messenger prints them before who writes.
DATED = re.compile(
    r"\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?"
    r"(?:\s?[ap]\.?m\.?)?\]?\s*(?:[-–—]\s+)?",
    re.IGNORECASE,
)
BEFORE = re.compile(r"(?:(?:>{2,3}|[-–—―•·○◯〇●◆◇■□◎▼▶])\s*)?")
# A look at one letter spares nearly every block the rest.
OPENS, STAR = ">-–—―•·○◯〇●◆◇■□◎▼▶", "*_"
STARS = re.compile(r"(?:\*{1,3}|_{1,3})(?=\S)")
NAMED = re.compile(
    rf"(?P<label>[^\W_]{PLAIN}{{0,110}}+(?:[(\[（][^)\]）\n]{{0,60}}[)\]）][\s*_]*){{0,3}})"
    r"(?P<sep>\s*[:：﹕][*_]{0,3})(?!//)\s*"
)
LINKS = ("http://", "https://", "www.", "<http")
LONGEST = 200
SPACED_DASH = re.compile(r"\s[—–]\s")


def marks(blocks: Sequence[Block]) -> list[Mark]:
    """Every candidate: one at most at the start of a block or of a line in it."""
    found: list[Mark] = []
    for number, block in enumerate(blocks):
        if block.kind in SPOKEN or block.kind is BlockKind.HEADING:
            if mark := _mark(number, block, 0):
                found.append(mark)
            if "\n" in block.text:
                found += _on_later_lines(number, block)
        elif block.kind is BlockKind.DIRECTION and BRACKETED.fullmatch(block.text):
            found += filter(None, [line(number, block, 0, None)])
    return found


def _on_later_lines(number: int, block: Block) -> Iterator[Mark]:
    at = block.text.find("\n")
    while at >= 0:
        mark = _mark(number, block, at + 1)
        if mark and mark.form is not Form.LINE:
            yield mark
        at = block.text.find("\n", at + 1)


def _mark(number: int, block: Block, start: int) -> Mark | None:
    text = block.text
    at, time = start, None
    if text[at : at + 1] in OPENS and (opens := BEFORE.match(text, at)):
        at = opens.end()
    if text[at : at + 1] in "[0123456789" and (dated := DATED.match(text, at)):
        at = dated.end()
    if text[at : at + 1] in "[({<\\0123456789":
        time, at = stamp(text, at)
    if text[at : at + 1] in STAR and (stars := STARS.match(text, at)):
        at = stars.end()
    match = NAMED.match(text, at, at + LONGEST)
    mark = None
    if match and not _is_time(text, match):
        mark = _named(number, block, start, match, time)
    mark = mark or without_colon(number, block, start, at, time)
    if mark is None and time is not None:
        after = AFTER_TIME.match(text, at)
        at = after.end() if after else at
        return Mark(number, start, at, "", "", Sense.TIME, Form.BARE, time=time)
    return mark


def _is_time(text: str, match: re.Match[str]) -> bool:
    """A colon between figures is a time or a score."""
    colon = match.end("sep")
    return text[colon - 2 : colon - 1].isdigit() and text[colon : colon + 1].isdigit()


def _named(
    number: int, block: Block, start: int, match: re.Match[str], time: TimeSpan | None
) -> Mark | None:
    text = block.text
    label = match["label"].rstrip("*_ ")
    sense, key = sense_of(label)
    if sense is Sense.OTHER and SPACED_DASH.search(label):
        return None
    if sense is Sense.OTHER and not (time or block.bold or _may_be_loose(label)):
        return None
    if time is None and ("(" in label or "[" in label):
        time, _ = _time_in(label)
    words = match.end()
    if text.startswith(LINKS, words):
        return None
    if time is None:
        time, words = _time_after(text, words)
    style = style_of(block, match.start("label"), match.end("label"))
    if text[match.start() - 1 : match.start()] in {"*", "_"}:
        style = "bold"
    return Mark(
        number,
        start,
        words,
        label.strip(),
        key,
        sense,
        Form.COLON,
        style,
        time,
        is_alone=words >= len(text),
    )


def _time_after(text: str, words: int) -> tuple[TimeSpan | None, int]:
    """The time after a colon, in brackets or with nothing behind it on its line."""
    time, end = stamp(text, words)
    is_set_apart = end == len(text) or text[words : words + 1] in {"[", "(", "{"}
    if time is None or not (is_set_apart or text[end - 1] == "\n"):
        return None, words
    return time, end


def _time_in(label: str) -> tuple[TimeSpan | None, int]:
    found = STAMP.search(label)
    return stamp(label, found.start()) if found else (None, 0)


def _may_be_loose(label: str) -> bool:
    """Few words in one case: may be a name printed small, or a mark of its own."""
    return len(label) <= 24 and label.count(" ") <= 2
