"""What tests keep in the database: one function a model, every default written out.

Nothing is random. A factory gives a public, valid thing; a test names only what it
is about.
"""

from datetime import date
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import Group, User

from archive.models import (
    Annotation,
    AnnotationKind,
    Apart,
    Basis,
    Change,
    ChangeKind,
    Correction,
    CorrectionAct,
    Edition,
    Erratum,
    ErratumKind,
    Interlude,
    InterludeKind,
    Interview,
    InterviewAlias,
    Kind,
    Outlet,
    Participation,
    Precision,
    Role,
    SameConversation,
    Segment,
    Source,
    Speaker,
    State,
    Tagging,
    TaggingBasis,
    Tombstone,
    Topic,
    Turn,
)
from archive.transcript import PARAGRAPH_BREAK, Span

YEARLY = {
    Kind.QUESTION: "What was there in year {}?",
    Kind.ANSWER: "There was the well of year {}, and who came to drink.\n\nThen snow.",
}
LETTERS = {Kind.QUESTION: "q", Kind.ANSWER: "a", Kind.STATEMENT: "s"}


def make_outlet(name: str = "Steppe Gazette", slug: str = "steppe-gazette") -> Outlet:
    return Outlet.objects.get_or_create(name=name, defaults={"slug": slug})[0]


def make_interview(slug: str = "steppe-2024", **fields: Any) -> Interview:
    defaults = {
        "title": "The steppe remembers",
        "standfirst": "A conversation about water",
        "language": "en",
        "state": State.PUBLISHED,
        "rights": "The rights stay with the publisher.",
        "date_start": date(2024, 1, 1),
        "date_precision": Precision.MONTH,
        "date_basis": Basis.TEXT,
    }
    return Interview.objects.create(slug=slug, **{**defaults, **fields})


def make_alias(interview: Interview, slug: str = "old-steppe") -> InterviewAlias:
    return InterviewAlias.objects.create(interview=interview, slug=slug)


def make_speaker(
    name: str = "Aigul Saparova", slug: str = "aigul-saparova", **fields: Any
) -> Speaker:
    defaults = {"name": name, **fields}
    return Speaker.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_participation(
    interview: Interview, speaker: Speaker, role: str = Role.INTERVIEWEE, **fields: Any
) -> Participation:
    defaults = {"basis": Basis.TEXT}
    return Participation.objects.create(
        interview=interview, speaker=speaker, role=role, **{**defaults, **fields}
    )


def make_turn(
    interview: Interview,
    kind: str = Kind.QUESTION,
    text: str = "Where does the water come from?",
    **fields: Any,
) -> Turn:
    """A turn after the last one, with a segment for each of its paragraphs."""
    sequence = interview.turns.count() + 1
    number = interview.turns.filter(kind=kind).count() + 1
    defaults = {"sequence": sequence, "anchor": f"{LETTERS[Kind(kind)]}{number}"}
    turn = Turn.objects.create(
        interview=interview, kind=kind, text=text, **{**defaults, **fields}
    )
    Segment.objects.bulk_create(segments_of(turn))
    return turn


def segments_of(turn: Turn) -> list[Segment]:
    segments, start = [], 0
    for order, words in enumerate(turn.text.split(PARAGRAPH_BREAK), start=1):
        end = start + len(words)
        segments.append(
            Segment(
                turn=turn,
                order=order,
                anchor=f"{turn.anchor}p{order}",
                start=start,
                end=end,
                source_start=start,
                source_end=end,
            )
        )
        start = end + len(PARAGRAPH_BREAK)
    return segments


def make_exchange(
    interview: Interview,
    asked: str = "Where does the water come from?",
    answered: str = "From the mountains.\n\nIt takes nine days.",
    **fields: Any,
) -> Turn:
    """A question and its answer; returns the question."""
    question = make_turn(interview, Kind.QUESTION, asked, **fields)
    make_turn(interview, Kind.ANSWER, answered, question=question)
    return question


def make_conversation(exchanges: int = 3, slug: str = "steppe-2024") -> Interview:
    """An interview of that many exchanges by two named speakers, with one topic."""
    interview = make_interview(slug)
    asks = make_speaker("Daniyar Omarov", "daniyar-omarov")
    answers = make_speaker("Aigul Saparova", "aigul-saparova")
    make_participation(interview, asks, Role.INTERVIEWER)
    make_participation(interview, answers, Role.INTERVIEWEE)
    for _ in range(exchanges):
        question = make_exchange(interview, speaker=asks)
        question.answers.update(speaker=answers)
        make_tagging(question, make_topic())
    return interview


def make_long_interview(exchanges: int = 1000, slug: str = "long") -> Interview:
    """An interview of so many exchanges that it is written at one go."""
    interview = make_interview(slug, title="A life, year by year")
    turns = [
        Turn(
            interview=interview,
            kind=kind,
            sequence=2 * year + place,
            anchor=f"{LETTERS[kind]}{year}",
            text=text.format(year),
        )
        for year in range(1, exchanges + 1)
        for place, (kind, text) in enumerate(YEARLY.items())
    ]
    turns = Turn.objects.bulk_create(turns)
    for question, answer in zip(turns[::2], turns[1::2], strict=True):
        answer.question = question
    Turn.objects.bulk_update(turns[1::2], ["question"], batch_size=300)
    Segment.objects.bulk_create([part for turn in turns for part in segments_of(turn)])
    return interview


def make_interlude(
    interview: Interview, after: Turn | None, **fields: Any
) -> Interlude:
    defaults = {
        "order": interview.interludes.count() + 1,
        "kind": InterludeKind.DIRECTION,
        "text": "She laughs.",
        "source_start": 0,
        "source_end": 11,
    }
    return Interlude.objects.create(
        interview=interview, after=after, **{**defaults, **fields}
    )


def make_topic(name: str = "Water", slug: str = "water", **fields: Any) -> Topic:
    return Topic.objects.get_or_create(slug=slug, defaults={"name": name, **fields})[0]


def make_tagging(turn: Turn, topic: Topic, basis: str = TaggingBasis.EDITOR) -> Tagging:
    return Tagging.objects.create(turn=turn, topic=topic, basis=basis)


def make_annotation(turn: Turn, exact: str, **fields: Any) -> Annotation:
    """A note on the first place where the turn says `exact`."""
    defaults = {
        "kind": AnnotationKind.CONTEXT,
        "body": "A note of the editors.",
        "state": State.PUBLISHED,
    }
    annotation = Annotation(turn=turn, **{**defaults, **fields})
    start = turn.text.index(exact)
    annotation.stand_on(Span(start, start + len(exact)))
    annotation.save()
    return annotation


def make_erratum(turn: Turn, exact: str, **fields: Any) -> Erratum:
    """What a reader reports of the first place where the turn says `exact`."""
    defaults = {
        "anchor": f"{turn.anchor}p1",
        "address": turn.get_absolute_url(),
        "kind": ErratumKind.WORDS,
        "body": "It is the hills.",
    }
    erratum = Erratum(**{**defaults, **fields})
    start = turn.text.index(exact)
    erratum.stand_on(turn, Span(start, start + len(exact)))
    erratum.save()
    return erratum


def make_source(text: str = "– Where?\n\n– There.", **fields: Any) -> Source:
    content = text.encode()
    defaults = {
        "name": "steppe.txt",
        "content": content,
        "sha256": sha256(content).hexdigest(),
        "text": text,
        "text_sha256": sha256(content).hexdigest(),
        "media_type": "text/plain",
        "encoding": "utf-8",
    }
    return Source.objects.create(**{**defaults, **fields})


def make_edition(interview: Interview, source: Source, **fields: Any) -> Edition:
    defaults = {
        "number": 1,
        "reader": "plain text",
        "convention": "unlabelled dashes",
        "parser_version": "1",
        "fit": 1.0,
        "digest": "0" * 64,
    }
    return Edition.objects.create(
        interview=interview, source=source, **{**defaults, **fields}
    )


def make_change(edition: Edition, **fields: Any) -> Change:
    defaults = {
        "order": edition.changes.count() + 1,
        "anchor": f"a{edition.changes.count() + 1}",
        "kind": ChangeKind.REWORDED,
        "text": "From the river.",
    }
    return Change.objects.create(edition=edition, **{**defaults, **fields})


def make_tombstone(edition: Edition, **fields: Any) -> Tombstone:
    defaults = {"anchor": "q9", "text": "And then?", "sha256": "0" * 64}
    return Tombstone.objects.create(
        interview=edition.interview, edition=edition, **{**defaults, **fields}
    )


def make_apart(first: Interview, second: Interview) -> Apart:
    return Apart.objects.create(first=first, second=second)


def make_correction(interview: Interview) -> Correction:
    """A correction that takes the words “Who?” for an answer."""
    return Correction.objects.create(
        interview=interview,
        act=CorrectionAct.KIND,
        value="answer",
        anchor="q1",
        exact="Who?",
        start=0,
        end=4,
        wording="",
    )


def make_same_conversation(first: Interview, second: Interview) -> SameConversation:
    return SameConversation.objects.create(first=first, second=second)


def make_editor(name: str = "madi", group: str = "editor") -> User:
    """Somebody of one of the four groups of the desk."""
    account = User.objects.create_user(name, is_staff=True)
    account.groups.add(Group.objects.get(name=group))
    return account
