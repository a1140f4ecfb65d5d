"""From a path to a Transcript: what the steps say to each other."""

import dataclasses
import json
import os

import pytest

from archive.errors import MalformedTranscript, NoConventionFits, UnreadableSource
from archive.ingest.pipeline import parse, parse_bytes, parse_content
from archive.ingest.sidecar import Sidecar, StatedPerson
from archive.transcript import Basis, Kind, Participation, Role, State, dumps

WELLS = "Aigul Saparova: Wells\n\n– Who dug it?\n– My father.\n"


def parsed(text=WELLS, **stated):
    return parse_content(text.encode(), "wells.txt", Sidecar("wells.toml", **stated))


def test_the_sidecar_is_believed_before_the_text_and_both_are_kept():
    transcript = parsed(words={"title": "Rivers"})

    titles = [
        (claim.value, claim.basis)
        for claim in transcript.claims
        if claim.field == "title"
    ]
    assert transcript.title == "Rivers"
    assert titles == [
        ("Aigul Saparova: Wells", Basis.INFERRED),
        ("Rivers", Basis.SIDECAR),
    ]


def test_a_person_in_text_and_sidecar_keeps_the_texts_evidence():
    people = (StatedPerson("Aigul Saparova", Role.INTERVIEWEE, ("A.S.",)),)

    transcript = parsed(people=people)

    assert transcript.speakers[0].aliases == ("A.S.",)
    assert transcript.participations == (
        Participation("p1", Role.INTERVIEWEE, Basis.INFERRED, "Aigul Saparova: Wells"),
    )


def test_a_person_of_the_sidecar_alone_replaces_the_texts_of_that_role():
    people = (StatedPerson("Berik Omarov", Role.INTERVIEWEE, evidence="he said so"),)

    transcript = parsed(people=people)

    assert transcript.participations == (
        Participation("p1", Role.INTERVIEWEE, Basis.SIDECAR, "he said so"),
    )
    assert transcript.of_kind(Kind.ANSWER)[0].speaker == "p1"


def test_with_two_interviewees_nobody_is_guessed():
    people = (
        StatedPerson("Aigul Saparova", Role.INTERVIEWEE),
        StatedPerson("Berik Omarov", Role.INTERVIEWEE),
    )

    transcript = parsed(people=people)

    assert [turn.speaker for turn in transcript.turns] == ["", ""]
    assert len(transcript.participations) == 2


def test_a_text_without_a_title_is_called_by_its_file():
    transcript = parsed("– Who dug it?\n– My father.\n")

    assert (transcript.title, transcript.slug) == ("wells", "wells")


def test_utf_16_is_read_by_its_byte_order_mark():
    transcript = parse_content(WELLS.encode("utf-16"), "wells.txt", Sidecar())

    assert transcript.source.encoding == "utf-16"
    assert transcript.turns[1].text == "My father."


def test_a_file_that_may_not_be_read_says_why(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "wells.txt"
    path.write_text(WELLS)
    monkeypatch.setattr(type(path), "open", refuse)

    with pytest.raises(UnreadableSource, match=r"^wells\.txt: Permission denied\.$"):
        parse(path)


def test_a_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "wells.txt")

    with pytest.raises(UnreadableSource, match="it is no plain file"):
        parse(tmp_path / "wells.txt")


def test_a_stated_convention_is_believed_whatever_its_fit():
    text = "– Good day.\n– I was born in 1950.\n– Go on.\n– Then I went to sea.\n"

    with pytest.raises(NoConventionFits, match="write convention = "):
        parsed(text)

    assert len(parsed(text, convention="unlabelled dashes").turns) == 4


def test_a_stated_convention_that_sees_no_turns_is_refused():
    with pytest.raises(NoConventionFits, match="nothing in it marks who speaks"):
        parsed("Bread.\nMilk.\n", convention="unlabelled dashes")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ({"slug": "../a b"}, "“../a b” is no slug"),
        ({"language": "English, I think"}, "is no language of BCP 47"),
        ({"title": "a" * 501}, "its title is longer than 500 characters"),
    ],
)
def test_what_the_archive_cannot_keep_is_refused(words, complaint):
    with pytest.raises(MalformedTranscript, match=complaint):
        parsed(words=words)


def test_a_transcript_from_elsewhere_is_a_draft_here(tmp_path):
    told = dataclasses.replace(parsed(), state=State.PUBLISHED)
    path = tmp_path / "wells.json"
    path.write_text(dumps(told), encoding="utf-8")

    assert parse(path).state is State.DRAFT


def test_words_put_into_a_speakers_mouth_are_refused(tmp_path):
    forged = json.loads(dumps(parsed()))
    forged["turns"][1]["segments"][0]["text"] = "I resign."
    forged["turns"][1]["text"] = "I resign."
    path = tmp_path / "wells.json"
    path.write_text(json.dumps(forged), encoding="utf-8")

    with pytest.raises(MalformedTranscript, match="a1p1 is not what the source says"):
        parse(path)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UnreadableSource, match="it is no plain file"):
        parse(tmp_path)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"\xff", "it is not JSON"),
        (b"{}", "JSON is read as a Transcript of this archive, as an argument of Oyez"),
        (b'{"suhbat": 1, "\xff', "not JSON in UTF-8"),
        (b'{"suhbat" : 1}', "not a Transcript in JSON"),
    ],
)
def test_json_that_is_no_transcript_is_refused(tmp_path, content, complaint):
    path = tmp_path / "wells.json"
    path.write_bytes(content)

    with pytest.raises((UnreadableSource, MalformedTranscript), match=complaint):
        parse(path)


def test_marks_without_any_words_are_no_interview():
    text = "# A talk\n\n" + "### Ann Lee:\n\n### Ben Ito:\n\n" * 4

    with pytest.raises(NoConventionFits, match="its marks open no words"):
        parse_content(text.encode(), "wells.md", Sidecar())


def test_a_fault_of_ours_stops_one_source_and_says_so(monkeypatch):
    def fail(*_):
        raise ValueError("zip() argument 2 is longer")

    monkeypatch.setattr("archive.ingest.pipeline.assembled", fail)

    with pytest.raises(UnreadableSource, match=r"our fault \(ValueError: zip\(\)"):
        parse_bytes(WELLS.encode(), "wells.txt", Sidecar())


def test_more_paragraphs_than_any_interview_has_are_refused():
    with pytest.raises(UnreadableSource, match="more than 30,000 paragraphs"):
        parsed("A: Who?\n" * 30_001)
