"""The waist: how turns are numbered, what is malformed, and the one JSON form."""

import base64
import copy
import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import MalformedTranscript
from archive.transcript import (
    Basis,
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
    TimeSpan,
    Topic,
    Transcript,
    Turn,
    check,
    digest,
    dumps,
    loads,
    numbered,
    settled,
)
from tests.ingest.strategies import transcripts

TEXT = "– Where?\n\n– There.\n\nNine days on.\n"
MARK, BLANK = SkippedKind.MARK, SkippedKind.BLANK


def make_transcript(**fields):
    """A question by nobody named, and an answer of two paragraphs by Aigul."""
    defaults = {
        "slug": "wells",
        "title": "About wells",
        "language": "en",
        "source": Source("wells.txt", TEXT.encode(), TEXT),
        "provenance": Provenance("plain text", "unlabelled dashes", "1", 1.0),
        "turns": (
            Turn("q1", Kind.QUESTION, (Segment("q1p1", "Where?", Span(2, 8)),)),
            make_answer(),
        ),
        "skipped": (
            Skipped(MARK, Span(0, 2)),
            Skipped(BLANK, Span(8, 10)),
            Skipped(MARK, Span(10, 12)),
            Skipped(BLANK, Span(18, 20)),
            Skipped(BLANK, Span(33, 34)),
        ),
        "speakers": (Speaker("p1", "Aigul Saparova"),),
        "participations": (Participation("p1", Role.INTERVIEWEE, Basis.TEXT),),
    }
    return Transcript(**{**defaults, **fields})


def make_answer(**fields):
    defaults = {
        "anchor": "a1",
        "kind": Kind.ANSWER,
        "segments": (
            Segment("a1p1", "There.", Span(12, 18)),
            Segment("a1p2", "Nine days on.", Span(20, 33)),
        ),
        "speaker": "p1",
        "question": "q1",
    }
    return Turn(**{**defaults, **fields})


def with_answer(**fields):
    question, _answer = make_transcript().turns
    return make_transcript(turns=(question, make_answer(**fields)))


def with_first_words(text, start=12, **fields):
    first = Segment("a1p1", text, Span(start, 18), **fields)
    return with_answer(segments=(first, make_answer().segments[1]))


# Values


def test_a_turn_is_its_paragraphs_joined_by_a_blank_line():
    answer = make_answer()

    assert answer.text == "There.\n\nNine days on."
    assert [answer.text[span.start : span.end] for _, span in answer.spans()] == [
        "There.",
        "Nine days on.",
    ]


def test_a_speaker_is_found_by_key():
    transcript = make_transcript()

    assert transcript.speaker("p1") == Speaker("p1", "Aigul Saparova")
    assert transcript.speaker("p2") is None


def test_turns_are_told_apart_by_kind():
    assert [turn.anchor for turn in make_transcript().of_kind(Kind.ANSWER)] == ["a1"]


def test_the_source_is_rebuilt_from_its_parts():
    assert make_transcript().rebuilt() == TEXT


@pytest.mark.parametrize(
    ("precision", "label"),
    [
        (Precision.YEAR, "2024"),
        (Precision.MONTH, "2024-01"),
        (Precision.DAY, "2024-01-03"),
    ],
)
def test_a_date_is_told_to_its_precision(precision, label):
    assert Dating("2024-01-03", precision, Basis.TEXT).label == label


def test_a_source_knows_the_sums_of_its_bytes_and_of_its_text():
    source = Source("wells.txt", b"\xe9", "é", encoding="latin-1")

    assert source.sha256 == (
        "de2e331d891ae267a7009cb45b4e8830f170e0c937288ea2731a1941c7a53b0d"
    )
    assert source.text_sha256 == (
        "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
    )


# Numbering


def named(*kinds_and_questions):
    """The anchors that turns get; a question is told by its place."""
    turns = tuple(
        Turn("", kind, (Segment("", "Words.", Span(0, 6)),), question=question)
        for kind, question in kinds_and_questions
    )
    return [(turn.anchor, turn.question) for turn in numbered(turns)]


def test_questions_and_answers_share_a_number():
    asked = [(Kind.QUESTION, ""), (Kind.ANSWER, "0")]

    assert named(*asked, (Kind.QUESTION, ""), (Kind.ANSWER, "2")) == [
        ("q1", ""),
        ("a1", "q1"),
        ("q2", ""),
        ("a2", "q2"),
    ]


def test_an_answer_to_an_unanswered_streak_keeps_its_questions_number():
    unanswered = [(Kind.QUESTION, ""), (Kind.QUESTION, "")]

    assert named(*unanswered, (Kind.ANSWER, "1"))[2] == ("a2", "q2")


def test_a_second_answer_takes_the_next_number():
    answers = [(Kind.ANSWER, "0"), (Kind.ANSWER, "0"), (Kind.ANSWER, "0")]

    assert named((Kind.QUESTION, ""), *answers)[1:] == [
        ("a1", "q1"),
        ("a2", "q1"),
        ("a3", "q1"),
    ]


def test_an_answer_whose_number_is_taken_takes_the_next():
    turns = [(Kind.QUESTION, ""), (Kind.ANSWER, "0"), (Kind.ANSWER, "0")]

    assert named(*turns, (Kind.QUESTION, ""), (Kind.ANSWER, "3"))[4] == ("a3", "q2")


def test_statements_and_answers_to_nothing_count_for_themselves():
    assert named((Kind.STATEMENT, ""), (Kind.ANSWER, ""), (Kind.STATEMENT, "")) == [
        ("s1", ""),
        ("a1", ""),
        ("s2", ""),
    ]


def test_paragraphs_are_named_after_their_turn():
    words = tuple(Segment("", word, Span(0, 1)) for word in "ab")

    (turn,) = numbered((Turn("", Kind.STATEMENT, words),))

    assert [segment.anchor for segment in turn.segments] == ["s1p1", "s1p2"]


@given(st.lists(st.tuples(st.sampled_from(Kind), st.integers(0, 20)), max_size=20))
def test_no_anchor_is_given_twice(told):
    anchors = [anchor for anchor, _ in named(*((k, str(q)) for k, q in told))]

    assert len(set(anchors)) == len(anchors)


# Settled order


def test_people_are_settled_as_they_appear():
    transcript = make_transcript(
        speakers=(Speaker("x", "Last"), Speaker("y", "Unheard"), Speaker("z", "First")),
        participations=(Participation("z", Role.INTERVIEWER, Basis.EDITOR),),
        turns=(make_transcript().turns[0], make_answer(speaker="x")),
    )

    result = settled(transcript)

    assert result.speakers == (Speaker("p1", "First"), Speaker("p2", "Last"))
    assert result.participations[0].speaker == "p1"
    assert [turn.speaker for turn in result.turns] == ["", "p2"]


def test_topics_are_settled_by_slug_and_skipped_spans_by_place():
    transcript = make_transcript()

    result = settled(
        dataclasses.replace(
            transcript,
            skipped=transcript.skipped[::-1],
            topics=(Topic("wells", "Wells"), Topic("law", "Law")),
        )
    )

    assert [topic.slug for topic in result.topics] == ["law", "wells"]
    assert result.skipped == transcript.skipped


@given(transcripts())
def test_what_is_settled_stays_settled(transcript):
    assert settled(settled(transcript)) == settled(transcript)


# What is malformed


@pytest.mark.parametrize(
    ("transcript", "complaint"),
    [
        (make_transcript(turns=()), "it has no turns"),
        (with_answer(speaker="p7"), "nobody has the key “p7”"),
        (
            make_transcript(
                participations=(Participation("", Role.OTHER, Basis.TEXT),)
            ),
            "nobody has the key “”",
        ),
        (
            make_transcript(speakers=(Speaker("p1", "A"), Speaker("p1", "B"))),
            "the key “p1” is empty or used twice",
        ),
        (
            make_transcript(topics=(Topic("law", "Law"),)),
            "the topic “law” has no question and no narrower topic",
        ),
        (
            make_transcript(topics=(Topic("law", "Law", "state", questions=("q1",)),)),
            "the topic “state” above “law” is not given",
        ),
        (
            make_transcript(topics=(Topic("law", "Law", questions=("q9",)),)),
            "no turn is named q9",
        ),
        (
            make_transcript(
                interludes=(
                    Interlude("a1p1", InterludeKind.HEADING, "Law", Span(33, 34)),
                ),
                skipped=make_transcript().skipped[:-1],
            ),
            "no turn is named a1p1",
        ),
        (with_answer(kind=Kind.STATEMENT), "a1 is no answer and points to q1"),
        (with_answer(question="q2"), "a1 answers q2, no question before it"),
        (with_answer(question="q1p1"), "a1 answers q1p1, no question before it"),
        (with_answer(anchor=""), "the anchor “” is empty or used twice"),
        (with_answer(anchor="q1"), "the anchor “q1” is empty or used twice"),
        (with_answer(anchor="q1p1"), "the anchor “q1p1” is empty or used twice"),
        (with_answer(segments=()), "a1 has no words"),
        (with_answer(confidence=1.5), "the confidence of a1 is no share of one"),
        (
            with_answer(confidence=float("nan")),
            "the confidence of a1 is no share of one",
        ),
        (with_first_words(""), "a1p1 is empty, or not one paragraph"),
        (with_first_words(" \u00a0"), "a1p1 is empty, or not one paragraph"),
        (with_first_words("There. "), "a1p1 is empty, or not one paragraph"),
        (with_first_words("One.\n\nTwo."), "a1p1 is empty, or not one paragraph"),
        (with_first_words("e\u0301"), "a1p1 is not in Unicode’s form NFC"),
        (
            with_first_words("e" + "\u0301\u0316" * 99),
            "a1p1 has a letter with more than 100 marks",
        ),
        (
            with_first_words("There.", time=TimeSpan(2, 1)),
            "the time of a1p1 runs backwards",
        ),
        (
            with_first_words("There.", 11),
            "character 12 of the source is in no place, or in two",
        ),
        (
            with_first_words("There.", 13),
            "character 12 of the source is in no place, or in two",
        ),
        (
            make_transcript(skipped=make_transcript().skipped[:-1]),
            "the source is not accounted for from character 33 on",
        ),
        (
            make_transcript(
                skipped=(Skipped(BLANK, Span(0, 0)), *make_transcript().skipped)
            ),
            "character 0 of the source is in no place, or in two",
        ),
        (
            make_transcript(dating=Dating("2024", Precision.YEAR, Basis.TEXT)),
            "“2024” is no day such as 2024-01-03",
        ),
        (
            make_transcript(dating=Dating("20240103", Precision.DAY, Basis.TEXT)),
            "“20240103” is no day such as 2024-01-03",
        ),
    ],
)
def test_a_broken_law_is_told(transcript, complaint):
    with pytest.raises(MalformedTranscript) as caught:
        check(transcript)

    assert str(caught.value).startswith(f"wells.txt: {complaint}")


def test_a_lawful_transcript_passes_as_it_is():
    transcript = make_transcript(
        dating=Dating("2024-01-01", Precision.MONTH, Basis.INFERRED),
        topics=(Topic("state", "State"), Topic("law", "Law", "state", "", (), ("q1",))),
    )

    assert check(transcript) is transcript


@given(transcripts())
def test_every_made_up_transcript_is_lawful_and_rebuilds_its_source(transcript):
    assert check(transcript).rebuilt() == transcript.source.text


# The JSON form


def test_the_form_is_told_in_words_that_others_know():
    form = json.loads(dumps(make_transcript()))

    assert list(form)[:4] == ["suhbat", "title", "date", "turns"]
    assert (form["suhbat"], form["title"], form["date"]) == (1, "About wells", None)
    assert form["turns"][1] == {
        "anchor": "a1",
        "role": "answer",
        "speaker": "Aigul Saparova",
        "speaker_key": "p1",
        "text": "There.\n\nNine days on.",
        "segments": [
            {
                "anchor": "a1p1",
                "text": "There.",
                "source": {"start": 12, "end": 18},
                "kind": "paragraph",
                "time": None,
            },
            {
                "anchor": "a1p2",
                "text": "Nine days on.",
                "source": {"start": 20, "end": 33},
                "kind": "paragraph",
                "time": None,
            },
        ],
        "label": "",
        "question": "q1",
        "language": "",
        "rule": "",
        "confidence": 1.0,
        "doubt": "",
    }
    assert form["turns"][0]["speaker"] is None


def test_only_a_stated_date_is_told_as_the_date():
    stated = Dating("2024-01-01", Precision.MONTH, Basis.TEXT)
    inferred = dataclasses.replace(stated, basis=Basis.INFERRED)

    assert json.loads(dumps(make_transcript(dating=stated)))["date"] == "2024-01"
    assert json.loads(dumps(make_transcript(dating=inferred)))["date"] is None


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"PK\x03\x04", "no such encoding"),
        (b"PK\x03\x04", "ascii"),
    ],
)
def test_bytes_come_back_whatever_they_were(content, encoding):
    source = Source("wells.txt", content, TEXT, encoding=encoding)

    back = loads(dumps(make_transcript(source=source)))

    assert back.source == source


def test_bytes_are_told_only_where_the_text_does_not_give_them():
    plain = json.loads(dumps(make_transcript()))["source"]
    source = Source("wells.docx", b"PK\x03\x04", TEXT)
    packed = json.loads(dumps(make_transcript(source=source)))["source"]

    assert "content" not in plain
    assert base64.b64decode(packed["content"]) == b"PK\x03\x04"


def test_equal_transcripts_have_equal_digests_and_others_have_others():
    assert digest(make_transcript()) == digest(make_transcript())
    assert digest(make_transcript()) != digest(with_first_words("There!"))


def altered(*path, to):
    form = json.loads(dumps(make_transcript()))
    place = form
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return json.dumps(form)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not a Transcript in JSON (JSONDecodeError: "),
        ("[]", "not a Transcript in JSON (TypeError: "),
        ("null", "not a Transcript in JSON (TypeError: "),
        ("[" * 9999, "not a Transcript in JSON (RecursionError: "),
        ("{}", "not a Transcript in JSON (KeyError: 'suhbat')"),
        (altered("suhbat", to=2), "not a Transcript in JSON (ValueError: form 2 is"),
        (altered("title", to=None), "not a Transcript in JSON (TypeError: None"),
        (altered("title", to="\ud800"), "not a Transcript in JSON (UnicodeEncodeError"),
        (altered("source", "text", to=TEXT[1:]), "not a Transcript in JSON (ValueErro"),
        (
            altered("source", "encoding", to="klingon"),
            "not a Transcript in JSON (Looku",
        ),
        (altered("turns", 0, "label", to=7), "not a Transcript in JSON (TypeError: 7"),
        (altered("turns", 0, "confidence", to=float("inf")), "the confidence of q1"),
        (
            altered("provenance", "fit", to=float("nan")),
            "not a Transcript in JSON (ValueError",
        ),
        (
            altered("turns", 1, "text", to="Elsewhere."),
            "not a Transcript in JSON (ValueError: the text of a1 is not that of its",
        ),
        (
            altered("turns", 0, "segments", 0, "source", to={"start": "a", "end": 8}),
            "not a Transcript in JSON (TypeError: 'a' ",
        ),
        (
            altered("turns", 0, "segments", 0, "source", to={"start": True, "end": 8}),
            "not a Transcript in JSON (TypeError: True ",
        ),
        (altered("turns", to=[]), "it has no turns"),
    ],
)
def test_what_is_no_transcript_is_told(text, complaint):
    with pytest.raises(MalformedTranscript) as caught:
        loads(text, "wells.txt")

    assert str(caught.value).startswith(f"wells.txt: {complaint}")


def test_a_turn_may_leave_out_the_text_that_its_paragraphs_have():
    form = json.loads(dumps(make_transcript()))
    for turn in form["turns"]:
        del turn["text"], turn["speaker"]

    assert loads(json.dumps(form)) == make_transcript()


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | st.sampled_from(["q1", "p1", "answer", "text", "\ud800"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["start", "end", "key"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def places(form, path=()):
    yield path
    inner = form.items() if isinstance(form, dict) else enumerate(form)
    for step, value in inner:
        if isinstance(value, dict | list):
            yield from places(value, (*path, step))
        else:
            yield (*path, step)


@given(transcripts(), st.data())
def test_an_altered_form_is_a_transcript_or_is_refused(transcript, data):
    form = json.loads(dumps(transcript))
    path = data.draw(st.sampled_from([path for path in places(form) if path]))
    place = form = copy.deepcopy(form)
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = data.draw(json_values)

    try:
        read = loads(json.dumps(form))
    except MalformedTranscript:
        return

    assert loads(dumps(read)) == read
