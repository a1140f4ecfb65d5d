"""OHMS XML: oral histories, a wrapped transcript with labels or a WebVTT in a record.

<record><title>On wells</title><interviewee>Ana Silva</interviewee>
<transcript>KIM: How did you
begin?

SILVA: With one bee.</transcript></record>
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archive.errors import UnreadableSource
from archive.ingest.blocks import Block, BlockKind, Reading
from archive.ingest.casting.persons import Person
from archive.ingest.composing import Composer
from archive.ingest.readers import subtitles
from archive.ingest.readers.languages import tag_of
from archive.ingest.readers.trees import Element, Phrase, Tree, root_of, tree_of
from archive.ingest.readers.wrapping import begins_anew, joint
from archive.transcript import (
    Basis,
    Claim,
    Role,
    Skipped,
    SkippedKind,
    Span,
    TimeSpan,
)

MARKS = re.compile(
    r"\[\[footnote\]\][^\[\]]*\[\[/footnote\]\]|\[\[/?(?:footnotes|note)\]\]",
    re.IGNORECASE,
)
SYNC = re.compile(r"(\d+):(.*)", re.DOTALL)
POINT = re.compile(r"(\d+)\(\d+\)")
DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")
INVERTED = re.compile(
    r"([^,]+),\s+(?!jr|sr|ph|m\.?d|esq|[ivx]+\b)([^,\d]+)", re.IGNORECASE
)
LEFT_OUT = {
    "index": "index of the recording",
    "transcript_alt": "translation",
    "vtt_transcript_alt": "translation",
}
ROLES = {"interviewee": Role.INTERVIEWEE, "interviewer": Role.INTERVIEWER}


def read(content: bytes, name: str) -> Reading:
    """Return the transcript's paragraphs or cues, and what the record states."""
    tree = tree_of(content, name)
    cued = tree.one("vtt_transcript")
    told = tree.one("transcript")
    if cued and tree.words_of(cued):
        held, (blocks, left_out) = cued, _cues(tree, cued)
    elif told and tree.words_of(told):
        held, blocks, left_out = told, _paragraphs(tree, told), []
    else:
        raise UnreadableSource(
            name,
            "its record has no transcript. Export it with one, or give the "
            "transcript as text.",
        )
    if not blocks:
        raise UnreadableSource(name, "its transcript holds no words.")
    around = _around(tree, held)
    return Reading(
        tree.text,
        tree.encoding,
        tuple(blocks),
        tuple(sorted([*left_out, *around], key=lambda each: each.source)),
        tuple(_claims(tree)),
        tuple(_people(tree)),
    )


def is_certain(content: bytes) -> bool:
    """Whether the bytes are a record of OHMS."""
    return root_of(content) == "ROOT" and b"<record" in content[:4096]


def _cues(tree: Tree, held: Element) -> tuple[list[Block], list[Skipped]]:
    """The cues of a WebVTT, which stands as it is or with its signs escaped."""
    phrases = tree.phrases(held)
    start, end = phrases[0].source.start, phrases[-1].source.end
    if all(_is_printed(phrase) for phrase in phrases):
        return subtitles.cues(tree.text, start, end)
    words = "".join(phrase.words for phrase in phrases)
    blocks, left_out = subtitles.cues(words, 0, len(words))
    places = _Places(phrases)
    line = tree.text.count("\n", 0, start)
    return (
        [_moved(block, places, line) for block in blocks],
        [part._replace(source=places.of(part.source)) for part in left_out],
    )


def _is_printed(phrase: Phrase) -> bool:
    return len(phrase.words) == phrase.source.end - phrase.source.start


class _Places:
    """Where the letters of joined phrases stand in the source."""

    def __init__(self, phrases: list[Phrase]) -> None:
        self.phrases = phrases
        self.starts = [0]
        for phrase in phrases:
            self.starts.append(self.starts[-1] + len(phrase.words))

    def of(self, span: Span) -> Span:
        return Span(self._letter(span.start).start, self._letter(span.end - 1).end)

    def _letter(self, offset: int) -> Span:
        number = bisect_right(self.starts, offset) - 1
        phrase = self.phrases[min(number, len(self.phrases) - 1)]
        if not _is_printed(phrase):
            return phrase.source
        at = phrase.source.start + offset - self.starts[number]
        return Span(at, at + 1)


def _moved(block: Block, places: _Places, line: int) -> Block:
    """The block with its letters where they stand in the file, escaped."""
    composer = Composer()
    for number, letter in enumerate(block.text):
        composer.write(letter, places.of(block.place(number, number + 1)))
    source = places.of(block.source)
    return block._replace(
        source=source, runs=tuple(composer.runs), line=block.line + line
    )


@dataclass(slots=True)
class _Line:
    """A line of the transcript; `number` counts in it, from one."""

    number: int
    phrases: list[Phrase] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(phrase.words for phrase in self.phrases).strip()


def _paragraphs(tree: Tree, held: Element) -> list[Block]:
    """Lines joined to paragraphs, timed where a minute ends in the first of them."""
    first = tree.text.count("\n", 0, held.start) + 1
    minutes = _minutes(tree)
    blocks = []
    in_notes = False
    for lines in _gathered(_lines(tree.phrases(held))):
        words = " ".join(line.words for line in lines).lower()
        in_notes = in_notes or "[[footnotes]]" in words
        kind = BlockKind.NOTE if in_notes else BlockKind.PARAGRAPH
        time = minutes.at(lines[0].number)
        made = _composed(lines).block(
            first + lines[0].number - 1, kind=kind, time=None if in_notes else time
        )
        if made:
            blocks.append(made)
        in_notes = in_notes and "[[/footnotes]]" not in words
    return blocks


def _lines(phrases: Iterable[Phrase]) -> Iterator[_Line]:
    line = _Line(1)
    for phrase in phrases:
        if phrase.words == "\n":
            yield line
            line = _Line(line.number + 1)
        else:
            line.phrases.append(phrase)
    yield line


def _gathered(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Lines by paragraphs, which a blank line or a label parts."""
    paragraph: list[_Line] = []
    for line in lines:
        opens = paragraph and begins_anew(line.words, paragraph[-1].words)
        if paragraph and (not line.words or opens):
            yield paragraph
            paragraph = []
        if line.words:
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _composed(lines: list[_Line]) -> Composer:
    """The words of some lines without footnotes' marks."""
    composer = Composer()
    for line in lines:
        first = line.phrases[0].source.start
        if composer.text:
            gap = joint(composer.text[-1], line.words[0])
            composer.add(gap, Span(first - 1, first))
        for phrase in line.phrases:
            _add(composer, phrase)
    return composer


def _add(composer: Composer, phrase: Phrase) -> None:
    words, start = phrase.words, phrase.source.start
    if not _is_printed(phrase):
        composer.add(words, phrase.source)
        return
    reached = 0
    for mark in MARKS.finditer(words):
        _add_part(composer, words[reached : mark.start()], start + reached)
        reached = mark.end()
    _add_part(composer, words[reached:], start + reached)


def _add_part(composer: Composer, words: str, start: int) -> None:
    if words:
        composer.add(words, Span(start, start + len(words)))


@dataclass(frozen=True, slots=True)
class _Minutes:
    """The lines in which every so many minutes of the recording end."""

    step: int
    lines: list[int]

    def at(self, line: int) -> TimeSpan | None:
        """When a line is spoken, if a minute ends in it; others would be guessed."""
        number = bisect_left(self.lines, line)
        if number == len(self.lines) or self.lines[number] != line:
            return None
        moment = (number + 1) * self.step
        return TimeSpan(moment, moment)


def _minutes(tree: Tree) -> _Minutes:
    match = SYNC.fullmatch(tree.words_of(tree.one("sync")))
    if not match or not int(match[1]):
        return _Minutes(0, [])
    lines = [int(point[:9]) for point in POINT.findall(match[2])]
    step = int(match[1][:4]) * 60_000
    return _Minutes(step, lines if lines == sorted(lines) else [])


def _around(tree: Tree, held: Element) -> Iterator[Skipped]:
    """What the record says beside the transcript, by the name of its part."""
    record = tree.one("record")
    for element in tree.children(record) if record else ():
        phrases = [each for each in tree.phrases(element) if each.words.strip()]
        if phrases and element is not held:
            place = Span(phrases[0].source.start, phrases[-1].source.end)
            note = LEFT_OUT.get(element.name, f"record: {element.name}")
            yield Skipped(SkippedKind.FRONT_MATTER, place, note)


def _claims(tree: Tree) -> Iterator[Claim]:
    found = {
        "title": tree.words_of(_of_record(tree, "title")),
        "date": _date(tree),
        "language": tag_of(tree.words_of(_of_record(tree, "language"))),
        "outlet": tree.words_of(_of_record(tree, "repository")),
        "rights": tree.words_of(_of_record(tree, "rights")),
    }
    for name, value in found.items():
        if value:
            yield Claim(name, value, Basis.TEXT, f"<record>: {name}")


def _of_record(tree: Tree, name: str) -> Element | None:
    """The first element of this name that is the record's own."""
    record = tree.one("record")
    return tree.child(name, record) if record else None


def _date(tree: Tree) -> str:
    date = _of_record(tree, "date")
    match = DAY.match(date.traits.get("value", "")) if date else None
    return match[0] if match else ""


def _people(tree: Tree) -> Iterator[Person]:
    for element in tree.elements(*ROLES):
        for name in tree.words_of(element).split(";"):
            if printed := name.strip():
                turned = INVERTED.fullmatch(printed)
                yield Person(
                    f"{turned[2]} {turned[1]}" if turned else printed,
                    ROLES[element.name],
                    Basis.TEXT,
                    f"<{element.name}>: {printed}",
                )
