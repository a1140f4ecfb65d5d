"""parse(path) → Transcript: reader, convention, imprint, sidecar, in that order."""

import dataclasses
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from archive.errors import NoConventionFits, UnreadableSource
from archive.ingest import hints, sidecar
from archive.ingest.accounting import skipped
from archive.ingest.assembling import assembled, joined, linked
from archive.ingest.blocks import Block, BlockKind, Reading
from archive.ingest.casting.cast import Cast, cast_of
from archive.ingest.composing import OverloadedLetter
from archive.ingest.conventions import Choice, best
from archive.ingest.conventions.conversation import Conversation
from archive.ingest.readers import READERS, json_turns, media_type_of
from archive.ingest.settling import settle
from archive.ingest.sidecar import Sidecar
from archive.ingest.surroundings import directions, ending, furniture, imprint
from archive.ingest.surroundings.imprint import Imprint, Note
from archive.transcript import (
    Interlude,
    Kind,
    Provenance,
    Segment,
    SegmentKind,
    Skipped,
    SkippedKind,
    Source,
    Span,
    State,
    Transcript,
    Turn,
    check,
    loads,
    numbered,
    settled,
)

PARSER_VERSION = "1"
LARGEST = 32 * 1024 * 1024
# What a parser raises that meets what nobody thought of. One source stops no other.
FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
MOST_LINES = 500_000
# A day of subtitles has as many; no interview has.
MOST_BLOCKS = 30_000


def parse(path: Path) -> Transcript:
    """Return the interview a file holds, its sidecar considered.

    A `.json` file is read as a Transcript's own JSON form, and is a draft: what was
    published elsewhere is not therefore public here. Raises SourceError,
    which names the file and, where one is to blame, the line.
    """
    return parse_bytes(contents(path), path.name, sidecar.read(sidecar.beside(path)))


def parse_bytes(
    content: bytes, name: str, stated: Sidecar, charset: str = ""
) -> Transcript:
    """Return the interview in these bytes, wherever they are from.

    `charset` is what they were said to be in when they were had.
    """
    if content.count(b"\n") > MOST_LINES:
        complaint = f"it has more than {MOST_LINES:,} lines. Split it."
        raise UnreadableSource(name, complaint)
    try:
        return _parsed(content, name, stated, charset)
    except OverloadedLetter as error:
        raise UnreadableSource(name, str(error)) from error
    except FAULTS as error:
        complaint = (
            f"reading it failed in a way that is our fault ({type(error).__name__}: "
            f"{error}). Nothing is kept; please send us the source."
        )
        raise UnreadableSource(name, complaint) from error


def _parsed(content: bytes, name: str, stated: Sidecar, charset: str) -> Transcript:
    suffix = PurePath(name).suffix.lower()
    if suffix == ".json" and json_turns.is_ours(content):
        told = settled(loads(_utf_8(content, name), name))
        return dataclasses.replace(told, state=State.DRAFT)
    return parse_content(content, name, stated, charset)


def parse_content(
    content: bytes, name: str, stated: Sidecar, charset: str = ""
) -> Transcript:
    """Return the interview in these bytes; `name` is that of their file."""
    media_type = media_type_of(content, name)
    known = READERS[media_type]
    reading = hints.read(known, content, name, charset)
    if len(reading.blocks) > MOST_BLOCKS:
        complaint = f"it has more than {MOST_BLOCKS:,} paragraphs. Split it."
        raise UnreadableSource(name, complaint)
    heard = hear(reading, name, stated)
    source = Source(
        name=name,
        content=content,
        text=reading.text,
        media_type=media_type,
        encoding=reading.encoding,
        origin=stated.words.get("origin", ""),
        obtained=stated.words.get("obtained", ""),
    )
    choice, conversation, cast = heard.choice, heard.conversation, heard.cast
    draft = Transcript(
        slug="",
        title="",
        language="",
        source=source,
        provenance=Provenance(
            known.name, choice.name, PARSER_VERSION, choice.seen.fit, choice.evidence
        ),
        turns=numbered(tuple(_turns(conversation, cast))),
        skipped=tuple(skipped(heard.reading, conversation, _notes(heard.found))),
        speakers=cast.speakers(),
        participations=cast.participations(),
    )
    draft = dataclasses.replace(draft, interludes=_interludes(conversation, draft))
    return check(settled(settle(draft, heard.found, reading.claims, stated)))


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in a reading: by which convention, from whom, and around it."""

    reading: Reading
    choice: Choice
    conversation: Conversation
    cast: Cast
    found: Imprint


def hear(reading: Reading, name: str, stated: Sidecar) -> Heard:
    """Return the conversation in a reading. Raises NoConventionFits."""
    printed, furnishing = furniture.without(reading.blocks)
    spoken, credit = imprint.without_credit(directions.told(printed))
    choice = best(spoken, name, stated.convention)
    whole = assembled(spoken, ending.cut(spoken, choice.seen))
    if not whole.turns:
        complaint = "its marks open no words. Give the whole interview."
        raise NoConventionFits(name, complaint, choice.seen.line)
    found = imprint.read(whole.before, credit, whole, reading.claims)
    people = [*choice.seen.people, *reading.people, *found.people]
    whole, cast = cast_of(whole, people, stated, _front(reading, whole))
    return Heard(_with(reading, furnishing), choice, conversing(whole), cast, found)


def conversing(whole: Conversation) -> Conversation:
    """Return the conversation with each voice's turns joined and answers linked."""
    return linked(joined(whole))


def contents(path: Path) -> bytes:
    """Return a file's bytes; UnreadableSource when it is missing or too large."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableSource(path.name, "it is no plain file. Name one.")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        complaint = f"there is no such file in {path.absolute().parent}."
        raise UnreadableSource(path.name, complaint) from error
    except OSError as error:
        raise UnreadableSource(path.name, f"{error.strerror}.") from error
    if len(content) > LARGEST:
        complaint = f"it is larger than {LARGEST // 1024**2} MB. Split it."
        raise UnreadableSource(path.name, complaint)
    return content


def _utf_8(content: bytes, name: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise UnreadableSource(name, "it is not JSON in UTF-8.") from error


def _with(reading: Reading, furnishing: list[Skipped]) -> Reading:
    """The reading, with what was left out of it after it was read."""
    left_out = (*furnishing, *reading.left_out)
    return dataclasses.replace(reading, left_out=left_out)


def _front(reading: Reading, whole: Conversation) -> list[str]:
    """What is printed or stated around the conversation."""
    return [
        *(claim.value for claim in reading.claims),
        *(
            reading.text[part.source.start : part.source.end]
            for part in reading.left_out
            if part.kind is SkippedKind.FRONT_MATTER
        ),
        *(block.text for block in whole.before),
    ]


def _turns(conversation: Conversation, cast: Cast) -> Iterator[Turn]:
    for utterance in conversation.turns:
        yield Turn(
            anchor="",
            kind=utterance.kind or Kind.STATEMENT,
            segments=tuple(map(_segment, utterance.blocks)),
            speaker=cast.speaker_of(utterance),
            label=utterance.label,
            question="" if utterance.answers is None else str(utterance.answers),
            rule=utterance.rule,
            confidence=utterance.confidence,
            doubt=utterance.doubt,
        )


def _segment(block: Block) -> Segment:
    is_cue = block.kind is BlockKind.CUE
    kind = SegmentKind.CUE if is_cue else SegmentKind.PARAGRAPH
    return Segment("", block.text, block.source, kind, block.time)


def _interludes(conversation: Conversation, draft: Transcript) -> tuple[Interlude, ...]:
    return tuple(
        Interlude(
            after="" if aside.after is None else draft.turns[aside.after].anchor,
            kind=aside.kind,
            text=aside.block.text,
            source=aside.block.source,
        )
        for aside in conversation.asides
    )


def _notes(found: Imprint) -> Iterator[tuple[Span, Note]]:
    for block, note in found.notes.items():
        yield block.source, note
