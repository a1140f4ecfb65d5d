"""What may be a mark of who speaks: candidates in blocks, not yet believed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from archive.ingest.blocks import SPOKEN, Block, BlockKind
from archive.ingest.conventions.senses import QA, UNNAMED, Sense, sense_of
from archive.ingest.names import WIDE_LETTER as WIDE
from archive.ingest.names import key_of, looks_like_a_name
from archive.ingest.vocabulary import PAIRS, TITLES
from archive.transcript import TimeSpan

TIME = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
STAMP = re.compile(
    rf"\\?[\[({{<]\s*{TIME}(?:\s*(?:-->|[-–—])\s*{TIME})?\s*\\?[\])}}>]|{TIME}(?!\d)"
)
AFTER_TIME = re.compile(r"[:：\s]*")
FIGURES = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?")
BEFORE = re.compile(r"(?:(?:>{2,3}|[-–—―•·○◯〇●◆◇■□◎▼▶])\s*)?")
STARS = re.compile(r"(?:\*{1,3}|_{1,3})(?=\S)")
# What no label holds: it ends a sentence, quotes, or opens another mark.
PLAIN = r"[^:：﹕\n?!;…\"“”„«»()\[\]{}<>=|/\\¿¡。？！；，]"
NAMED = re.compile(
    rf"(?P<label>[^\W_]{PLAIN}{{0,110}}+(?:[(\[（][^)\]）\n]{{0,60}}[)\]）][\s*_]*){{0,3}})"
    r"(?P<sep>\s*[:：﹕][*_]{0,3})(?!//)\s*"
)
LETTERS = {letter for pair in PAIRS for letter in pair}
LINKS = ("http://", "https://", "www.", "<http")
LONGEST = 200
LONGEST_LINE = 140
DASHED = re.compile(
    r"(?P<label>[^\W\d_][^:：\n?!;…\"“”«»\[\]—–]{0,60}?)"
    r"(?P<sep>\.\s?[-–—]+\s*|\s+[—–-]\s+|[—–]\s+)"
)
STOPPED = re.compile(
    r"(?P<label>(?:(?:The\s+)?[^\W\d_]{2,14}\.?\s+)(?:[^\W\d_][\w'’.-]*\s+){0,2}?"
    r"[^\W\d_][\w'’-]+|The\s+[A-Z]\w{3,14})(?P<sep>\.)\s+(?=[^\W\d_a-z\"“(\[])"
)
LINE = re.compile(rf"{PLAIN}{{1,120}}+(?:[(\[（][^)\]）\n]{{1,60}}[)\]）]\s*){{0,3}}")
CAN_BE_LABEL = re.compile(r"[^\W_]")
# Japanese records print (知事) or 記者) on a line of its own.
BRACKETED = re.compile(
    rf"[(（\[［【〔<＜]?\s*(?P<label>{WIDE}{{1,20}}[^)）]{{0,20}}?)\s*[)）\]］】〕>＞]"
)
QA_BARE = re.compile(
    r"(?P<label>(?:\d{1,3}\s?[.)]\s*)?(?P<word>[^\W\d_]{1,12})\s?(?:[#№]?\d{1,3})?)"
    r"(?P<sep>[.)．、]\s?[-–—]+\s*|[.)．、]\s*[:：]?\s+|\s{2,}|\t\s*|\s*[|]\s*|"
    r"\s+[–—-]\s+)(?=\S)"
)


class Form(StrEnum):
    """How a mark is set apart from the words."""

    COLON = "colon"
    LINE = "line"
    DASH = "dash"
    STOP = "stop"
    BOLD = "bold"
    BARE = "bare"


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A place in a block that may open a turn; `style` is how it is printed.

    There are as many as paragraphs: two are equal only when they are the same.
    """

    block: int
    start: int
    words: int
    label: str
    key: str
    sense: Sense
    form: Form
    style: str = "plain"
    time: TimeSpan | None = None
    is_alone: bool = False


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
            found += filter(None, [_line(number, block, 0, None)])
    return found


def _on_later_lines(number: int, block: Block) -> Iterator[Mark]:
    at = block.text.find("\n")
    while at >= 0:
        mark = _mark(number, block, at + 1)
        if mark and mark.form is not Form.LINE:
            yield mark
        at = block.text.find("\n", at + 1)


def stamp(text: str, at: int) -> tuple[TimeSpan | None, int]:
    """The time printed at a place, and where it ends with the space after it."""
    match = STAMP.match(text, at)
    if match is None:
        return None, at
    times = [_milliseconds(found) for found in FIGURES.finditer(match[0])]
    end = match.end()
    while end < len(text) and text[end] in " \t\xa0-–—|\n":
        end += 1
    return TimeSpan(times[0], max(times)), end


def _milliseconds(match: re.Match[str]) -> int:
    hours, minutes, seconds, parts = match.groups(default="0")
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(parts.ljust(3, "0"))


def _mark(number: int, block: Block, start: int) -> Mark | None:
    text = block.text
    opens = BEFORE.match(text, start)
    at = opens.end() if opens else start
    time = None
    if text[at : at + 1] in "[({<\\0123456789":
        time, at = stamp(text, at)
    if stars := STARS.match(text, at):
        at = stars.end()
    match = NAMED.match(text, at, at + LONGEST)
    if match and not _is_time(text, match):
        mark = _named(number, block, start, match, time)
    else:
        mark = _other_form(number, block, start, at, time)
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
    if sense is Sense.OTHER and not (time or block.bold or _may_be_loose(label)):
        return None
    if time is None and ("(" in label or "[" in label):
        time, _ = _time_in(label)
    words = match.end()
    if text.startswith(LINKS, words):
        return None
    if time is None:
        time, words = _time_after(text, words)
    style = _style(block, match.start("label"), match.end("label"))
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


def _other_form(
    number: int, block: Block, start: int, at: int, time: TimeSpan | None
) -> Mark | None:
    text = block.text
    is_line = start == 0 and len(text) - at <= LONGEST_LINE and "\n" not in text
    if is_line and (mark := _line(number, block, at, time)):
        return mark
    if match := QA_BARE.match(text, at, at + 40):
        sense, key = sense_of(match["word"])
        if sense in QA or key in LETTERS:
            return Mark(
                number, start, match.end(), match["label"], key, sense, Form.BARE,
                _style(block, at, match.end("label")), time,
            )  # fmt: skip
    if block.bold and (mark := _bold(number, block, start, at, time)):
        return mark
    if match := DASHED.match(text, at, at + 80):
        sense, key = sense_of(match["label"])
        if sense is Sense.NAME or sense in UNNAMED | QA:
            return Mark(
                number, start, match.end(), match["label"], key, sense, Form.DASH,
                _style(block, at, match.end("label")), time,
            )  # fmt: skip
    return _stopped(number, block, start, at, time)


def _stopped(
    number: int, block: Block, start: int, at: int, time: TimeSpan | None
) -> Mark | None:
    match = STOPPED.match(block.text, at, at + 80)
    if match is None:
        return None
    label = match["label"]
    first = label.split()[0].strip(".").casefold()
    if first not in TITLES or not looks_like_a_name(label):
        return None
    return Mark(
        number, start, match.end(), label, key_of(label), Sense.NAME, Form.STOP,
        _style(block, at, match.end("label")), time,
    )  # fmt: skip


def _line(number: int, block: Block, at: int, time: TimeSpan | None) -> Mark | None:
    """A whole block that is a name and perhaps a time, without a colon."""
    text = block.text
    end = len(text)
    later = STAMP.search(text, at) if text[-1] in "0123456789])}" else None
    if later and later.end() == end and later.start() > at:
        end = later.start()
        time = time or stamp(text, later.start())[0]
    bracketed = BRACKETED.fullmatch(text, at, end)
    label = bracketed["label"] if bracketed else text[at:end].strip(" \t\xa0-–—|*")
    if not label or (label[-1] in ".,;…" and not _ends_in_initial(label)):
        return None
    if not (bracketed or LINE.fullmatch(label)) or not CAN_BE_LABEL.match(label):
        return None
    sense, key = sense_of(label)
    if sense is Sense.OTHER:
        return None
    style = "bracketed" if bracketed else _style(block, at, end)
    return Mark(number, 0, len(text), label, key, sense, Form.LINE, style, time)


def _ends_in_initial(label: str) -> bool:
    return bool(re.search(r"(?:^|[\s.])[^\W\d_]\.$", label))


def _bold(
    number: int, block: Block, start: int, at: int, time: TimeSpan | None
) -> Mark | None:
    """Bold words that end before the speech begins: `**Name** words`."""
    span = next((one for one in block.bold if one.start == at), None)
    if span is None or span.end >= len(block.text) or span.end - at > 80:
        return None
    label = block.text[at : span.end]
    sense, key = sense_of(label)
    if sense in {Sense.OTHER, Sense.NOBODY, Sense.HEADER} or not key:
        return None
    end = span.end
    while end < len(block.text) and block.text[end] in " \t\xa0\n–—-:.|":
        end += 1
    return Mark(number, start, end, label.strip(), key, sense, Form.BOLD, "bold", time)


def _style(block: Block, start: int, end: int) -> str:
    if block.kind is BlockKind.HEADING:
        return f"heading {block.level}"
    if block.bold and block.is_bold(start, end):
        return "bold"
    if block.italic and block.is_italic(start, end):
        return "italic"
    return "upper" if _is_upper(block.text[start:end]) else "plain"


def _is_upper(words: str) -> bool:
    return words.isupper() and sum(letter.isalpha() for letter in words) > 3
