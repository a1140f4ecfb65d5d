"""Interviews that Hypothesis makes up: as text with dashes, and as Transcripts."""

import dataclasses
import textwrap
import unicodedata

from hypothesis import strategies as st

from archive.ingest.sidecar import Sidecar, StatedPerson
from archive.transcript import (
    Basis,
    Claim,
    Dating,
    Interlude,
    InterludeKind,
    Kind,
    Participation,
    Precision,
    Provenance,
    Role,
    Segment,
    Skipped,
    SkippedKind,
    Source,
    Span,
    Speaker,
    State,
    TimeSpan,
    Topic,
    Transcript,
    Turn,
    numbered,
    settled,
)

LETTERS = 'abc қғі报道 é’"“?–-.🙂\u0301'
words = (
    st.text(st.sampled_from(LETTERS), min_size=1, max_size=30)
    .map(lambda text: unicodedata.normalize("NFC", text).strip())
    .filter(lambda text: any(letter.isalpha() for letter in text))
)
names = st.sampled_from(["Aigul Saparova", "Dikhan", "Қасым Тоқаев", "李明"])


@st.composite
def dashed_texts(draw):
    """A text in the dash convention, and the paragraphs of each of its turns."""
    turns = draw(st.lists(st.lists(words, min_size=1, max_size=3), min_size=2))
    paragraphs = []
    for place, turn in enumerate(turns):
        first, *rest = [f"W{word.replace('?', '!')}" for word in turn]
        ending = "" if place % 2 else " why?"
        marked = [f"– {first}", *rest]
        marked[-1] += ending if place % 2 == 0 else "."
        paragraphs.append(marked)
    gap = draw(st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\n \u00a0\n"]))
    text = gap.join(paragraph for turn in paragraphs for paragraph in turn)
    return text + draw(st.sampled_from(["", "\n", gap])), paragraphs


@st.composite
def wrapped_texts(draw):
    """Questions and answers wrapped at a margin, and each one's letters in a row."""
    bits = ["well", "no-", "who", "dug it", "一口井", "(so)", "é", "so–", "10", "they,"]
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    written, said = [], []
    for _ in range(draw(st.integers(2, 4))):
        for mark, last in (("Q.", "why?"), ("A.", "it was.")):
            told = draw(st.lists(st.sampled_from(bits), min_size=30, max_size=60))
            words = " ".join(["They", *told, last])
            lines = textwrap.wrap(f"{mark} {words}", 64)
            written.append(end.join(lines) + end)
            said.append("".join(words.split()))
    return end.join(written), said


class Composer:
    """Writes a source's text and remembers where each part of it stands."""

    def __init__(self) -> None:
        self.text = ""
        self.skipped: list[Skipped] = []

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def skip(self, words: str, kind: SkippedKind) -> None:
        self.skipped.append(Skipped(kind, self.write(words), "so printed"))


@st.composite
def transcripts(draw):
    """Any Transcript that keeps its laws, in settled order."""
    composer = Composer()
    composer.skip("About wells\n", SkippedKind.FRONT_MATTER)
    people = draw(st.lists(names, unique=True, max_size=3))
    turns = numbered(
        tuple(
            _turn(draw, composer, place, people)
            for place in range(draw(st.integers(1, 6)))
        )
    )
    asked = [turn.anchor for turn in turns if turn.kind is not Kind.ANSWER]
    aside = Interlude(
        draw(st.sampled_from(["", turns[-1].anchor])),
        InterludeKind.DIRECTION,
        "(Laughter)",
        composer.write("(Laughter)"),
    )
    composer.skip("\n", SkippedKind.BLANK)
    return settled(
        Transcript(
            slug=f"wells-{draw(st.uuids())}",
            title="About wells",
            language=draw(st.sampled_from(["en", "kk", "und"])),
            source=Source("wells.txt", composer.text.encode(), composer.text),
            provenance=Provenance("plain text", "unlabelled dashes", "1", 0.9, "why"),
            turns=turns,
            skipped=tuple(composer.skipped),
            interludes=(aside,),
            speakers=tuple(Speaker(name, name, (f"{name} X",)) for name in people),
            participations=tuple(
                Participation(name, Role.INTERVIEWEE, Basis.TEXT, "“so”")
                for name in people
            ),
            topics=_topics(draw, asked),
            claims=(Claim("title", "About wells", Basis.TEXT, "line 1"),),
            standfirst=draw(st.sampled_from(["", "A talk"])),
            outlet=draw(st.sampled_from(["", "Steppe Gazette"])),
            republisher=draw(st.sampled_from(["", "Steppe Gazette", "A Bank"])),
            rights="None stated.",
            dating=draw(st.sampled_from([None, DATE])),
            state=draw(st.sampled_from(list(State))),
        )
    )


DATE = Dating("1999-03-01", Precision.MONTH, Basis.INFERRED, "“in March”")


def _turn(draw, composer, place, people):
    kind = draw(st.sampled_from(list(Kind)))
    composer.skip("– ", SkippedKind.MARK)
    segments = []
    for _ in range(draw(st.integers(1, 3))):
        said = draw(words)
        time = draw(st.sampled_from([None, TimeSpan(1, 2000)]))
        segments.append(Segment("", said, composer.write(said), time=time))
        composer.skip("\n\n", SkippedKind.BLANK)
    return Turn(
        anchor="",
        kind=kind if place else Kind.QUESTION,
        segments=tuple(segments),
        speaker=draw(st.sampled_from(["", *people])),
        label="– ",
        question="0" if kind is Kind.ANSWER and place else "",
        rule="a dash",
        confidence=draw(st.sampled_from([0.0, 0.6, 1.0])),
        doubt=draw(st.sampled_from(["", "who?"])),
    )


def _topics(draw, asked):
    if not draw(st.booleans()):
        return ()
    under = tuple(draw(st.lists(st.sampled_from(asked), unique=True, min_size=1)))
    order = tuple(anchor for anchor in asked if anchor in under)
    labels = (("kk", "Құдықтар"), ("ru", "Колодцы"))
    return (
        Topic("water", "Water"),
        Topic("wells", "Wells", "water", "Dug, not drilled.", labels, order),
    )


WELLS = "About wells\n\n– Who dug it?\n– My father.\nAlone.\n– Where?\n– There.\n"
asked_in_wells = st.lists(st.sampled_from(["q1", "q2"]), unique=True, min_size=1)


@st.composite
def sidecars(draw):
    """What might be stated beside WELLS, always at one address."""
    told = draw(
        st.fixed_dictionaries(
            {"slug": st.just("wells")},
            optional={
                "title": st.sampled_from(["Wells", "Rivers"]),
                "language": st.sampled_from(["en", "kk"]),
                "outlet": st.sampled_from(["Steppe Gazette", "A Bank"]),
                "rights": st.just("None."),
                "origin": st.just("a shelf"),
            },
        )
    )
    roles = st.sampled_from([Role.INTERVIEWER, Role.INTERVIEWEE, Role.MODERATOR])
    parts = draw(st.lists(st.tuples(names, roles), unique=True, max_size=3))
    topics = draw(st.dictionaries(st.sampled_from(["wells", "sand"]), asked_in_wells))
    return Sidecar(
        name="wells.toml",
        words=told,
        dating=draw(st.sampled_from([None, dataclasses.replace(DATE, basis=SIDECAR)])),
        people=tuple(StatedPerson(name, role) for name, role in parts),
        topics=tuple(
            Topic(slug, slug.title(), "", "", (), tuple(sorted(questions)))
            for slug, questions in topics.items()
        ),
    )


SIDECAR = Basis.SIDECAR
