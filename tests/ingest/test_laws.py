"""What holds for every interview, made up by Hypothesis."""

import dataclasses
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.ingest.pipeline import parse_content
from archive.ingest.sidecar import Sidecar
from archive.ingest.storing.store import Outcome, refresh, store
from archive.models import Interview, Outlet, Source, Speaker, Tombstone, Topic, Turn
from archive.transcript import Kind, Segment, check, dumps, loads
from tests.ingest.strategies import (
    WELLS,
    dashed_texts,
    sidecars,
    transcripts,
    wrapped_texts,
)

# Made-up words may look like initials, and so like labels.
DASHED = Sidecar(convention="unlabelled dashes")


@given(dashed_texts())
def test_no_word_is_lost_from_block_to_turn(case):
    text, paragraphs = case

    transcript = parse_content(text.encode(), "wells.txt", DASHED)

    said = [[part.text for part in turn.segments] for turn in transcript.turns]
    assert said == [
        [unicodedata.normalize("NFC", part) for part in (first[2:], *rest)]
        for first, *rest in paragraphs
    ]


@given(dashed_texts())
def test_segments_and_skipped_spans_rebuild_the_source(case):
    text, _ = case

    transcript = parse_content(text.encode(), "wells.txt", DASHED)

    assert transcript.rebuilt() == text
    assert [part.text for part in _segments(transcript)] == [
        unicodedata.normalize("NFC", text[part.source.start : part.source.end])
        for part in _segments(transcript)
    ]


@given(wrapped_texts())
def test_lines_wrapped_anywhere_are_read_and_lose_no_letter(case):
    text, said = case

    transcript = parse_content(text.encode(), "wells.txt", Sidecar())

    assert transcript.rebuilt() == text
    assert ["".join(turn.text.split()) for turn in transcript.turns] == said


@given(dashed_texts())
def test_questions_and_answers_take_turns(case):
    text, paragraphs = case

    transcript = parse_content(text.encode(), "wells.txt", DASHED)

    kinds = [turn.kind for turn in transcript.turns]
    assert kinds == ([Kind.QUESTION, Kind.ANSWER] * len(paragraphs))[: len(paragraphs)]
    assert all(
        turn.question == turn.anchor.replace("a", "q")
        for turn in transcript.of_kind(Kind.ANSWER)
    )


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_whatever_the_bytes_only_a_source_error_comes_out(content):
    try:
        transcript = parse_content(content, "wells.txt", Sidecar())
    except SourceError:
        return

    assert transcript.rebuilt() == transcript.source.text


@given(transcripts())
def test_the_json_form_is_read_back_whole(transcript):
    check(transcript)

    assert loads(dumps(transcript)) == transcript


@pytest.mark.django_db
@settings(max_examples=30)
@given(transcripts())
def test_what_is_stored_comes_back_equal(transcript):
    _forget_everything()

    stored = store(transcript)

    assert stored.outcome is Outcome.NEW
    kept = Interview.objects.get(pk=stored.interview.pk)
    assert kept.as_transcript() == transcript


@pytest.mark.django_db
@settings(max_examples=30)
@given(sidecars(), sidecars())
def test_what_is_restated_comes_back_equal(first, second):
    _forget_everything()
    store(parse_content(WELLS.encode(), "wells.txt", first))
    told = parse_content(WELLS.encode(), "wells.txt", second)

    store(told)

    kept = Interview.objects.get()
    assert kept.as_transcript() == dataclasses.replace(told, state=kept.state)
    assert store(told).outcome is Outcome.UNCHANGED


@pytest.mark.django_db
@settings(max_examples=40)
@given(transcripts(), transcripts())
def test_any_edition_comes_back_as_it_was_told(first, second):
    _forget_everything()
    told = ("source", "provenance", "turns", "skipped", "interludes")
    people = ("speakers", "participations")
    second = dataclasses.replace(
        first, topics=(), **{name: getattr(second, name) for name in told + people}
    )
    interview = store(first).interview
    before = {turn.anchor: turn.text for turn in interview.as_transcript().turns}

    refresh(second)

    kept = check(Interview.objects.get().as_transcript())
    assert [(turn.kind, turn.text, turn.label, turn.doubt) for turn in kept.turns] == [
        (turn.kind, turn.text, turn.label, turn.doubt) for turn in second.turns
    ]
    assert dataclasses.replace(kept, turns=(), interludes=()) == dataclasses.replace(
        second, turns=(), interludes=(), topics=kept.topics
    )
    stones = set(Tombstone.objects.values_list("anchor", flat=True))
    now = {turn.anchor for turn in kept.turns}
    assert not stones & now
    assert before.keys() <= stones | now
    assert refresh(second).outcome is Outcome.UNCHANGED


def _forget_everything():
    """Examples of one test share its database; each starts with an empty one."""
    Turn.objects.filter(question__isnull=False).delete()
    Interview.objects.all().delete()
    Topic.objects.filter(parent__isnull=False).delete()
    for model in (Topic, Speaker, Outlet, Source):
        model.objects.all().delete()


def _segments(transcript) -> list[Segment]:
    return [part for turn in transcript.turns for part in turn.segments]
