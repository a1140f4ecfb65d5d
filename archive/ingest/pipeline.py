"""parse(path) → Transcript: reader, convention, imprint, sidecar, in that order."""

import dataclasses
import stat
from collections.abc import Iterator
from pathlib import Path

from archive.errors import UnreadableSource
from archive.ingest import imprint, sidecar
from archive.ingest.accounting import skipped
from archive.ingest.cast import Cast
from archive.ingest.conventions import best
from archive.ingest.conventions.conversation import Conversation
from archive.ingest.readers import READERS, media_type_of
from archive.ingest.settling import settle
from archive.ingest.sidecar import Sidecar
from archive.transcript import (
    Provenance,
    Segment,
    Source,
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


def parse(path: Path) -> Transcript:
    """Return the interview a file holds, its sidecar considered.

    A `.json` file is read as a Transcript's own JSON form, and is a draft: what was
    published elsewhere is not therefore public here. Raises SourceError,
    which names the file and, where one is to blame, the line.
    """
    content = contents(path)
    if path.suffix.lower() == ".json":
        told = settled(loads(_utf_8(content, path.name), path.name))
        return dataclasses.replace(told, state=State.DRAFT)
    return parse_content(content, path.name, sidecar.read(sidecar.beside(path)))


def parse_content(content: bytes, name: str, stated: Sidecar) -> Transcript:
    """Return the interview in these bytes; `name` tells their format."""
    media_type = media_type_of(name)
    reader, read = READERS[media_type]
    reading = read(content, name)
    spoken, credit = imprint.without_credit(reading.blocks)
    convention, conversation = best(spoken, name, stated.convention)
    found = imprint.read(conversation.before, credit)
    source = Source(
        name=name,
        content=content,
        text=reading.text,
        media_type=media_type,
        encoding=reading.encoding,
        origin=stated.words.get("origin", ""),
        obtained=stated.words.get("obtained", ""),
    )
    cast = Cast(found.people, stated)
    draft = Transcript(
        slug="",
        title="",
        language="",
        source=source,
        provenance=Provenance(
            reader, convention, PARSER_VERSION, conversation.fit, conversation.evidence
        ),
        turns=numbered(tuple(_turns(conversation, cast))),
        skipped=tuple(skipped(reading, conversation, found)),
        speakers=cast.speakers(),
        participations=cast.participations(),
    )
    return check(settled(settle(draft, found, stated)))


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


def _turns(conversation: Conversation, cast: Cast) -> Iterator[Turn]:
    for utterance in conversation.turns:
        yield Turn(
            anchor="",
            kind=utterance.kind,
            segments=tuple(
                Segment("", block.text, block.source) for block in utterance.blocks
            ),
            speaker=cast.speaker_of(utterance.kind),
            label=utterance.label,
            question="" if utterance.answers is None else str(utterance.answers),
            rule=utterance.rule,
            confidence=utterance.confidence,
            doubt=utterance.doubt,
        )
