"""Marks without a colon: bare letters, brackets, tabulators, bold, dashes, lines."""

import re

from archive.ingest.blocks import Block
from archive.ingest.casting.names import WIDE_LETTER as WIDE
from archive.ingest.casting.names import key_of, looks_like_a_name
from archive.ingest.casting.vocabulary import PAIRS, TITLES
from archive.ingest.conventions.marking import PLAIN, STAMP, Form, Mark, stamp, style_of
from archive.ingest.conventions.senses import QA, UNNAMED, Sense, sense_of
from archive.transcript import TimeSpan

LETTERS = {letter for pair in PAIRS for letter in pair}
LONGEST_LINE = 140
DASHED = re.compile(
    r"(?P<label>[^\W\d_][^:：\n?!;…\"“”«»\[\]—–]{0,60}?)"
    r"(?P<sep>\.\s?[-–—]+\s*(?![^\W\d_]\.)|\s+[—–-]\s+|[—–]\s+)"
)
STOPPED = re.compile(
    r"(?P<label>(?:(?:The\s+)?[^\W\d_]{2,14}\.?\s+)(?:[^\W\d_][\w'’.-]*\s+){0,2}?"
    r"[^\W\d_][\w'’-]+|The\s+[A-Z]\w{3,14})(?P<sep>\.)\s+(?=[^\W\d_a-z\"“(\[])"
)
LINE = re.compile(rf"{PLAIN}{{1,120}}+(?:[(\[（][^)\]）\n]{{1,60}}[)\]）]\s*){{0,3}}")
# A look at the last letter spares nearly every line the rest.
CLOSING, SENTENCE = ")）]］】〕>＞", "?!。？！，；"
CAN_BE_LABEL = re.compile(r"[^\W_]")
# Japanese records print (知事) or 記者) on a line of its own.
BRACKETED = re.compile(
    rf"[(（\[［【〔<＜]?\s*(?P<label>{WIDE}{{1,20}}[^)）]{{0,20}}?)\s*[)）\]］】〕>＞]"
)
# A whole name or office in brackets, and then the words.
OPENED = re.compile(
    r"[\[(（［【]\s*(?P<label>[^\W\d_][^()\[\]（）［］【】\n]{0,50})[\])）］】]\s*"
)
OPENING = "[(（［【"
TABBED = re.compile(r"(?P<label>[^\W\d_][^:：\n\t?!;…\"“”«»\[\]—–]{0,50})\t\s*(?=\S)")
QA_BARE = re.compile(
    r"(?P<label>(?:\d{1,3}\s?[.)]\s*)?(?P<word>[^\W\d_]{1,12})\s?(?:[#№]?\d{1,3})?)"
    r"(?P<sep>[.)．、]\s?[-–—]+\s*(?![^\W\d_]\.)|[.)．、]\s*[:：]?\s+|\s{2,}|\t\s*|\s*[|]\s*|"
    r"\s+[–—-]\s+)(?=\S)(?![^\W\d_]\.\s?[-–—])"
)


def without_colon(
    number: int, block: Block, start: int, at: int, time: TimeSpan | None
) -> Mark | None:
    """The first of these forms that stands at a place."""
    text = block.text
    is_line = start == 0 and len(text) - at <= LONGEST_LINE and "\n" not in text
    if is_line and (mark := line(number, block, at, time)):
        return mark
    if mark := bare_word(number, block, start, at, time):
        return mark
    if mark := _set_off(number, block, start, at, time):
        return mark
    if block.bold and (mark := _bold(number, block, start, at, time)):
        return mark
    if match := DASHED.match(text, at, at + 80):
        sense, key = sense_of(match["label"])
        if sense is Sense.NAME or sense in UNNAMED | QA:
            return Mark(
                number, start, match.end(), match["label"], key, sense, Form.DASH,
                style_of(block, at, match.end("label")), time,
            )  # fmt: skip
    return _stopped(number, block, start, at, time)


def bare_word(
    number: int, block: Block, start: int, at: int, time: TimeSpan | None = None
) -> Mark | None:
    """A word or a letter for question and answer without a colon."""
    match = QA_BARE.match(block.text, at, at + 40)
    if match is None:
        return None
    sense, key = sense_of(match["word"])
    if sense not in QA and key not in LETTERS:
        return None
    return Mark(
        number, start, match.end(), match["label"], key, sense, Form.BARE,
        style_of(block, at, match.end("label")), time,
    )  # fmt: skip


def _set_off(
    number: int, block: Block, start: int, at: int, time: TimeSpan | None
) -> Mark | None:
    """A name or an office in brackets, or before a tabulator, and then the words."""
    is_bracket = block.text[at : at + 1] in OPENING
    for form, printed in ((Form.BRACKET, OPENED), (Form.TAB, TABBED)):
        if is_bracket is (form is Form.TAB):
            continue
        match = printed.match(block.text, at, at + 80)
        if match is None or match.end() >= len(block.text):
            continue
        sense, key = sense_of(match["label"])
        if sense is Sense.NAME or sense in UNNAMED | QA:
            return Mark(
                number, start, match.end(), match["label"].strip(), key, sense, form,
                style_of(block, *match.span("label")), time,
            )  # fmt: skip
    return None


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
        style_of(block, at, match.end("label")), time,
    )  # fmt: skip


def line(number: int, block: Block, at: int, time: TimeSpan | None) -> Mark | None:
    """A whole block that is a name and perhaps a time, without a colon."""
    text = block.text
    end = len(text)
    later = STAMP.search(text, at) if text[-1] in "0123456789])}" else None
    if later and later.end() == end and later.start() > at:
        end = later.start()
        time = time or stamp(text, later.start())[0]
    is_closed = text[end - 1] in CLOSING
    bracketed = BRACKETED.fullmatch(text, at, end) if is_closed else None
    label = bracketed["label"] if bracketed else text[at:end].strip(" \t\xa0-–—|*")
    if not label or (label[-1] in ".,;…" and not _ends_in_initial(label)):
        return None
    if not bracketed and (label[-1] in SENTENCE or not LINE.fullmatch(label)):
        return None
    if not CAN_BE_LABEL.match(label):
        return None
    sense, key = sense_of(label)
    if sense is Sense.OTHER:
        return None
    style = "bracketed" if bracketed else style_of(block, at, end)
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
    if time is None and span.end < end:
        time, end = stamp(block.text, end)
    return Mark(number, start, end, label.strip(), key, sense, Form.BOLD, "bold", time)
