"""What holds for every Transcript, and what is said of one that breaks it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date

from archive.errors import MalformedTranscript
from archive.transcript.letters import MOST_MARKS, is_overloaded
from archive.transcript.values import (
    PARAGRAPH_BREAK,
    Dating,
    Kind,
    Segment,
    Topic,
    Transcript,
    Turn,
)

SLUG = re.compile(r"[-\w]{1,100}")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
# What the archive keeps; one of its databases would cut or refuse more.
LONGEST = {
    "title": 500,
    "section": 200,
    "language": 35,
    "outlet": 200,
    "republisher": 200,
    "licence": 100,
}
LONGEST_TOPIC = 100
LONGEST_LABEL = 200
PLAIN_TEXT = "text/plain"
# White space that a layout may fold; a no-break space is printed on purpose.
FOLDED = re.compile(r"[ \t\n\r\f\v]+")
LINE_END = re.compile(r"[ \t]*[\r\n\f\v][ \t\n\r\f\v]*")
MARGIN = re.compile(r"^[ \t]*\d{1,4}(?:[ \t]{2,}|\t|$)")


def check(transcript: Transcript) -> Transcript:
    """Return the Transcript; raise MalformedTranscript for the first broken law."""
    for complaint in _complaints(transcript):
        raise MalformedTranscript(transcript.source.name, complaint)
    return transcript


def _complaints(transcript: Transcript) -> Iterator[str]:
    if not transcript.turns:
        yield "it has no turns"
    yield from _unfit_words(transcript)
    yield from _untold_people(transcript)
    yield from _unfit_topics(transcript)
    yield from _lost_anchors(transcript)
    for turn in transcript.turns:
        yield from _faulty_words(turn)
    yield from _undated(transcript.dating)
    yield from _gaps(transcript)
    yield from _misquoted(transcript)


def _untold_people(transcript: Transcript) -> Iterator[str]:
    keys = Counter(speaker.key for speaker in transcript.speakers)
    yield from (
        f"the key “{key}” is empty or used twice"
        for key, uses in keys.items()
        if not key or uses > 1
    )
    roles = Counter((each.speaker, each.role) for each in transcript.participations)
    for (key, role), times in roles.items():
        if times > 1:
            yield f"“{key}” is given twice as {role}"
    named = [turn.speaker for turn in transcript.turns if turn.speaker]
    named += [each.speaker for each in transcript.participations]
    yield from (f"nobody has the key “{key}”" for key in named if key not in keys)


def _unfit_words(transcript: Transcript) -> Iterator[str]:
    for name, longest in LONGEST.items():
        if len(getattr(transcript, name)) > longest:
            yield f"its {name} is longer than {longest} characters: state a shorter one"
    for name in (person.name for person in transcript.speakers):
        if not name.strip() or len(name) > LONGEST["outlet"]:
            yield f"the name “{name[:40]}” is empty, or too long for a person"
    if not SLUG.fullmatch(transcript.slug):
        yield f"“{transcript.slug}” is no slug: up to 100 letters, figures and hyphens"
    if not LANGUAGE.fullmatch(transcript.language):
        yield f"“{transcript.language}” is no language of BCP 47, such as en or kk"
    if not transcript.title.strip():
        yield "it has no title"


def _unfit_topics(transcript: Transcript) -> Iterator[str]:
    topics = {topic.slug: topic for topic in transcript.topics}
    if len(topics) < len(transcript.topics):
        yield "a topic is given twice"
    parents = {topic.parent for topic in transcript.topics}
    for topic in transcript.topics:
        if not SLUG.fullmatch(topic.slug) or not 0 < len(topic.name) <= LONGEST_TOPIC:
            yield f"the topic “{topic.slug}” needs a slug and a name of 100 characters"
        if not topic.questions and topic.slug not in parents:
            yield f"the topic “{topic.slug}” has no question and no narrower topic"
        if len(set(topic.questions)) < len(topic.questions):
            yield f"the topic “{topic.slug}” names a question twice"
        if topic.parent and topic.parent not in topics:
            yield f"the topic “{topic.parent}” above “{topic.slug}” is not given"
        elif _is_above_itself(topic, topics):
            yield f"the topic “{topic.slug}” stands above itself"


def _is_above_itself(topic: Topic, topics: dict[str, Topic]) -> bool:
    seen, above = {topic.slug}, topic.parent
    while above in topics and above not in seen:
        seen.add(above)
        above = topics[above].parent
    return above in seen


def _lost_anchors(transcript: Transcript) -> Iterator[str]:
    seen: set[str] = set()
    asked: set[str] = set()
    for turn in transcript.turns:
        if turn.question and turn.kind is not Kind.ANSWER:
            yield f"{turn.anchor} is no answer and points to {turn.question}"
        if turn.question and turn.question not in asked:
            yield f"{turn.anchor} answers {turn.question}, no question before it"
        for anchor in (turn.anchor, *(part.anchor for part in turn.segments)):
            if not anchor or anchor in seen:
                yield f"the anchor “{anchor}” is empty or used twice"
            seen.add(anchor)
        if turn.kind is Kind.QUESTION:
            asked.add(turn.anchor)
    yield from _lost_turns(transcript)


def _lost_turns(transcript: Transcript) -> Iterator[str]:
    turns = {turn.anchor for turn in transcript.turns}
    named = [each.after for each in transcript.interludes if each.after]
    named += [anchor for topic in transcript.topics for anchor in topic.questions]
    yield from (f"no turn is named {name}" for name in named if name not in turns)


def _faulty_words(turn: Turn) -> Iterator[str]:
    if not turn.segments:
        yield f"{turn.anchor} has no words"
    if len(turn.label) > LONGEST_LABEL:
        yield f"the printed mark of {turn.anchor} is longer than 200 characters"
    if not 0 <= turn.confidence <= 1:
        yield f"the confidence of {turn.anchor} is no share of one"
    for segment in turn.segments:
        text, time = segment.text, segment.time
        if not text.strip() or PARAGRAPH_BREAK in text or text != text.strip():
            yield f"{segment.anchor} is empty, or not one paragraph"
        if complaint := _unfit_words_of(segment):
            yield f"{segment.anchor} {complaint}"
        if time and not 0 <= time.start <= time.end:
            yield f"the time of {segment.anchor} runs backwards"


def _unfit_words_of(segment: Segment) -> str:
    if segment.printed == segment.text:
        return "is corrected to what the source prints"
    return _unfit_letters(segment.text) or _unfit_letters(segment.printed)


def _unfit_letters(text: str) -> str:
    if text.isascii():
        return ""
    if is_overloaded(text):
        return f"has a letter with more than {MOST_MARKS} marks"
    composed = unicodedata.is_normalized("NFC", text)
    return "" if composed else "is not in Unicode’s form NFC"


def _undated(dating: Dating | None) -> Iterator[str]:
    if dating and not _is_day(dating.start):
        yield f"“{dating.start}” is no day such as 2024-01-03"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _gaps(transcript: Transcript) -> Iterator[str]:
    reached = 0
    for span in transcript.places():
        if span.start != reached or span.end <= span.start:
            yield f"character {reached} of the source is in no place, or in two"
        reached = span.end
    if reached != len(transcript.source.text):
        yield f"the source is not accounted for from character {reached} on"


def _misquoted(transcript: Transcript) -> Iterator[str]:
    """In plain text a segment is what stands at its place, white space folded.

    Where a line ends there may be a space, or none in a word and in Chinese.
    """
    if transcript.source.media_type != PLAIN_TEXT:
        return
    for segment in (part for turn in transcript.turns for part in turn.segments):
        start, end = segment.source.start, segment.source.end
        if not quotes(segment.as_printed, transcript.source.text[start:end]):
            yield f"{segment.anchor} is not what the source says there"


def quotes(said: str, stands: str) -> bool:
    """Whether words are those that stand there, line by line, and nothing else.

    But for numbers down the margin, as a court's reporter sets them.
    """
    said, at = FOLDED.sub(" ", said), 0
    for line in LINE_END.split(stands):
        words = _folded(line)
        at += bool(at) and said.startswith(" ", at)
        if at and not said.startswith(words, at):
            words = _folded(MARGIN.sub("", line))
        if not said.startswith(words, at):
            return False
        at += len(words)
    return at == len(said)


def _folded(line: str) -> str:
    return unicodedata.normalize("NFC", FOLDED.sub(" ", line))
