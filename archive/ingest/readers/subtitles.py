"""WebVTT and SubRip: a cue is a block with its time, and a voice where one is named.

    1
    00:00:01,000 --> 00:00:04,000
    <v Kim>Who dug it?

Libraries for subtitles (webvtt-py, pysubs2) drop where each letter stands in the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from archive.errors import UnreadableSource
from archive.ingest.blocks import Block, BlockKind, Reading
from archive.ingest.composing import Composer
from archive.ingest.readers.cue_words import blocks_of
from archive.ingest.readers.decoding import decoded
from archive.ingest.readers.lines import BREAK, refuse_endless, refuse_many
from archive.ingest.readers.rolling import without_repeats
from archive.transcript import Basis, Claim, Skipped, SkippedKind, Span, TimeSpan

STAMP = r"(?:(\d{1,5}):)?(\d{1,2}):(\d{2})(?:[.,:](\d{1,3}))?"
TIMING = re.compile(rf"[ \t]*{STAMP}[ \t]*-{{1,2}}>[ \t]*{STAMP}(?:[ \t].*)?")
APART = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t:].*)?")
HEADER = re.compile(r"\ufeff?WEBVTT(?:[ \t]+(?:[-–—:][ \t]*)?(?P<title>.*))?")
LANGUAGE = re.compile(r"Language:[ \t]*([A-Za-z]{2,3}(?:-\w{2,8})*)[ \t]*")
WEBVTT = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|\Z)")
SUBRIP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,20}\d{1,9}[ \t]*(?:\r\n?|\n)[ \t]*\d{1,3}:\d{2}:\d{2}"
    rb"[,.]\d{1,3}[ \t]*-->"
)
# Each takes time; automatic captions have tags around every word.
VOICES, MOST_VOICES = (">>", "&gt;&gt;", "<v"), 50_000
TAGS, MOST_TAGS = "<&{", 300_000
MILLISECONDS = (3_600_000, 60_000, 1000)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file; what it is, the lines around it tell."""

    number: int
    place: Span
    words: str

    @property
    def is_blank(self) -> bool:
        return not self.words.strip()


@dataclass(slots=True)
class _Cue:
    time: TimeSpan
    lines: list[tuple[int, Span]]


@dataclass(slots=True)
class _Sheet:
    """A file of cues in the course of being read; `notes` stand before the first."""

    cues: list[_Cue]
    notes: list[tuple[int, Span]]
    left_out: list[Skipped]


def read(content: bytes, name: str) -> Reading:
    """Return the cues, and the title and language a WebVTT header states."""
    found = decoded(content, name)
    text = found.text
    refuse_endless(text, name)
    refuse_many(text, name, VOICES, MOST_VOICES)
    refuse_many(text, name, TAGS, MOST_TAGS)
    blocks, left_out = cues(text, 0, len(text))
    if not any(block.kind is BlockKind.CUE for block in blocks):
        raise UnreadableSource(name, "no cue in it has words. Give the subtitles.")
    header = takewhile(str.strip, BREAK.split(text[:2000]))
    claims = (*found.claims, *_claims(list(header)))
    return Reading(text, found.encoding, tuple(blocks), tuple(left_out), claims)


def cues(text: str, start: int, end: int) -> tuple[list[Block], list[Skipped]]:
    """Return the cues of a stretch of a text, and what repeats or is none.

    Offsets and lines count in the whole text: OHMS keeps WebVTT inside XML. Comments
    before the first cue are notes; style sheets and later comments are left out.
    """
    sheet = _sheet(list(_lines(text, start, end)))
    notes = [_note(text, line, place) for line, place in sheet.notes]
    spoken = [
        block for cue in sheet.cues for block in blocks_of(text, cue.lines, cue.time)
    ]
    kept, repeated = without_repeats(spoken)
    blocks = [*(note for note in notes if note is not None), *kept]
    return blocks, sorted([*sheet.left_out, *repeated], key=lambda part: part.source)


def is_webvtt(content: bytes) -> bool:
    """Whether these bytes begin as every WebVTT file must."""
    return bool(WEBVTT.match(content))


def is_subrip(content: bytes) -> bool:
    """Whether these bytes begin with a number and a time span below it."""
    return bool(SUBRIP.match(content))


def _claims(header: list[str]) -> Iterator[Claim]:
    match = HEADER.fullmatch(header[0]) if header else None
    if match and match["title"]:
        yield Claim("title", match["title"].strip(), Basis.TEXT, header[0])
    for line in header[1:] if match else ():
        if language := LANGUAGE.fullmatch(line):
            yield Claim("language", language[1], Basis.TEXT, line)


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    number = len(BREAK.findall(text, 0, start)) + 1
    while start < end:
        found = BREAK.search(text, start, end)
        stop, after = (found.start(), found.end()) if found else (end, end)
        yield _Line(number, Span(start, stop), text[start:stop])
        start, number = after, number + 1


def _sheet(lines: list[_Line]) -> _Sheet:
    sheet = _Sheet([], [], [])
    blank = _Line(0, Span(0, 0), "")
    before, apart = blank, ""
    if lines and HEADER.fullmatch(lines[0].words.strip("\t ")):
        apart = "header"
    for line, after in pairwise([*lines, blank]):
        timing = TIMING.fullmatch(line.words)
        if timing:
            sheet.cues.append(_Cue(_time(timing), []))
            apart = ""
        elif line.is_blank:
            apart = ""
        elif not _is_name(line, before, after):
            apart = apart or _opens_apart(line, before)
            _keep(sheet, line, apart)
        before = line
    return sheet


def _opens_apart(line: _Line, before: _Line) -> str:
    match = APART.fullmatch(line.words) if before.is_blank else None
    return match[1] if match else ""


def _is_name(line: _Line, before: _Line, after: _Line) -> bool:
    """Whether it is a cue's number or name: just above a time, under no words.

    SubRip files lose their blank lines; there a bare number is still a cue's.
    """
    if not TIMING.fullmatch(after.words):
        return False
    return before.is_blank or line.words.strip().isdecimal()


def _keep(sheet: _Sheet, line: _Line, apart: str) -> None:
    """Put a line where it belongs: to a cue, to the notes before, or aside."""
    if apart == "NOTE" and not sheet.cues:
        sheet.notes.append((line.number, line.place))
    elif apart or not sheet.cues:
        note = {"NOTE": "a comment", "": "before the first cue"}.get(apart, apart)
        sheet.left_out.append(
            Skipped(SkippedKind.FRONT_MATTER, line.place, note.lower())
        )
    else:
        sheet.cues[-1].lines.append((line.number, line.place))


def _note(text: str, line: int, place: Span) -> Block | None:
    mark = re.match(r"NOTE(?=[ \t]|\Z)", text[place.start : place.end])
    start = place.start + (mark.end() if mark else 0)
    composer = Composer()
    composer.add(text[start : place.end], Span(start, place.end))
    return composer.block(line, kind=BlockKind.NOTE)


def _time(match: re.Match[str]) -> TimeSpan:
    start, end = _moment(match.groups()[:4]), _moment(match.groups()[4:])
    return TimeSpan(start, max(start, end))


def _moment(parts: tuple[str | None, ...]) -> int:
    """Hours, minutes, seconds and a fraction, in milliseconds."""
    *whole, fraction = parts
    whole_part = sum(
        int(part or 0) * unit for part, unit in zip(whole, MILLISECONDS, strict=True)
    )
    return whole_part + int((fraction or "0").ljust(3, "0"))
