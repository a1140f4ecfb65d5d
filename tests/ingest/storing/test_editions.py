"""A changed source becomes a new edition, and every promise of the old one holds."""

import dataclasses

import pytest
from django.contrib.auth import get_user_model

from archive import models
from archive.ingest.storing.editions import revise
from archive.ingest.storing.store import Outcome, refresh, store
from archive.transcript import Kind, Topic
from tests.factories import make_annotation, make_tagging, make_topic
from tests.ingest.talks import talk

pytestmark = pytest.mark.django_db

TALK = [
    "Who dug the well behind the house?",
    "My father dug it in the dry summer of 1961, with a spade and his two brothers.",
    "Was it deep enough for the whole village?",
    "It was never deep enough. We walked to the river when it fell.",
    "Where does the water come from now?",
    "From the mountains, through a pipe, and nobody walks anywhere for it.",
]


def anchors():
    """What each anchor says now, in sequence."""
    return dict(models.Turn.objects.in_sequence().values_list("anchor", "text"))


def changes(number=2):
    """What an edition did to which turn."""
    edition = models.Edition.objects.get(number=number)
    return [(each.anchor, each.kind) for each in edition.changes.all()]


def test_a_changed_source_becomes_a_new_edition():
    store(talk(*TALK))
    now = [*TALK]
    now[1] = now[1].replace("1961", "1962")

    stored = store(talk(*now))

    assert stored.outcome is Outcome.REVISED
    assert anchors() == dict(
        zip(["q1", "a1", "q2", "a2", "q3", "a3"], now, strict=True)
    )
    assert changes() == [("a1", "reworded")]
    change = models.Change.objects.get()
    assert change.text == TALK[1]
    assert change.sha256 == models.wording_of(TALK[1])
    assert models.Source.objects.count() == 2


def test_a_former_wording_keeps_the_names_of_its_paragraphs():
    store(talk(TALK[0], f"{TALK[1]}\n{TALK[3]}"))
    store(talk(TALK[0], f"{TALK[1]}\n{TALK[5]}\n{TALK[3]}"))

    store(talk(TALK[0], TALK[3]))

    change = models.Change.objects.get(edition__number=3)
    assert (change.anchor, change.parts) == ("a1", ["a1p1", "a1p3", "a1p2"])


def test_an_inserted_exchange_takes_the_next_free_numbers():
    store(talk(*TALK))

    store(talk(*TALK[:2], "And who paid for it?", "Nobody did.", *TALK[2:]))

    assert [*anchors()] == ["q1", "a1", "q4", "a4", "q2", "a2", "q3", "a3"]
    assert changes() == [("q4", "added"), ("a4", "added")]
    answer = models.Turn.objects.get(anchor="a4")
    assert answer.question.anchor == "q4"


def test_a_removed_exchange_leaves_its_tombstones():
    store(talk(*TALK))

    store(talk(*TALK[:2], *TALK[4:]))

    assert [*anchors()] == ["q1", "a1", "q3", "a3"]
    assert changes() == [("q2", "removed"), ("a2", "removed")]
    stone = models.Tombstone.objects.get(anchor="a2")
    assert (stone.text, stone.after, stone.successor) == (TALK[3], "a1", "")
    assert models.Tombstone.objects.filter(anchor="a2p1").exists()


def test_a_number_is_never_given_again():
    store(talk(*TALK))
    store(talk(*TALK[:4]))

    store(talk(*TALK[:4], "What else is there?", "Nothing but sand."))

    assert [*anchors()] == ["q1", "a1", "q2", "a2", "q4", "a4"]


def test_words_that_come_back_are_found_from_their_old_address():
    store(talk(*TALK))
    store(talk(*TALK[:4]))

    refresh(talk(*TALK))

    assert [*anchors()][-2:] == ["q4", "a4"]
    assert models.Tombstone.objects.get(anchor="q3").successor == "q4"


def test_turns_that_change_places_keep_their_names():
    store(talk(*TALK))

    store(talk(*TALK[4:], *TALK[:4]))

    assert [*anchors()] == ["q3", "a3", "q1", "a1", "q2", "a2"]
    assert changes() == [("q3", "moved"), ("a3", "moved")]


def test_the_same_words_in_other_bytes_are_an_edition_without_changes():
    store(talk(*TALK))

    stored = store(talk(*TALK, end="\n\n"))

    assert stored.outcome is Outcome.REVISED
    assert models.Edition.objects.count() == 2
    assert changes() == []


def test_the_bytes_of_an_earlier_edition_change_nothing():
    store(talk(*TALK))
    store(talk(*TALK[:4]))

    again = store(talk(*TALK))

    assert again.outcome is Outcome.SUPERSEDED
    assert models.Edition.objects.count() == 2


def test_an_address_that_holds_its_earlier_words_again_is_a_new_edition():
    store(talk(*TALK))
    store(talk(*TALK[:4]))

    assert refresh(talk(*TALK)).outcome is Outcome.REVISED

    assert models.Edition.objects.latest("number").act == "refresh"


def test_an_interview_is_known_by_its_file_when_its_title_changes():
    first = store(talk(*TALK)).interview

    stored = store(talk(*TALK, title="Wells, and who dug them"))

    assert stored.interview == first
    assert stored.interview.slug == "about-wells"
    assert stored.interview.title == "Wells, and who dug them"


def test_a_file_of_the_same_name_is_not_therefore_the_same_interview():
    store(talk(*TALK))
    sand = ["What is sand?", "Small stones.", "Why?", "Wind."]

    stored = store(talk(*sand, title="On sand"))

    assert stored.outcome is Outcome.NEW


def test_paragraphs_keep_their_names_and_never_share_one():
    store(talk(TALK[0], "It was hot.\nIt was dry.\nIt was long ago.", *TALK[2:]))

    store(talk(TALK[0], "It was hot.\nIt was cold.\nIt was long ago.", *TALK[2:]))
    store(talk(TALK[0], "It was hot.\nIt was long ago.\nSo it was.", *TALK[2:]))

    said = models.Segment.objects.filter(turn__anchor="a1").order_by("order")
    assert [(part.anchor, part.text) for part in said] == [
        ("a1p1", "It was hot."),
        ("a1p3", "It was long ago."),
        ("a1p4", "So it was."),
    ]
    assert models.Tombstone.objects.get().anchor == "a1p2"


def test_a_note_stays_on_its_words():
    store(talk(*TALK))
    note = make_annotation(models.Turn.objects.get(anchor="a2"), "the river")

    store(talk(*TALK[:3], f"Never, I say. {TALK[3]}", *TALK[4:]))

    note.refresh_from_db()
    assert (note.hold, note.turn.anchor) == ("anchored", "a2")
    assert note.turn.text[note.start : note.end] == "the river"


def test_a_note_on_words_that_are_gone_is_an_orphan():
    store(talk(*TALK))
    note = make_annotation(models.Turn.objects.get(anchor="a2"), "the river")

    store(talk(*TALK[:3], TALK[3].replace("the river", "the lake"), *TALK[4:]))

    note.refresh_from_db()
    assert (note.hold, note.exact) == ("orphaned", "the river")
    assert note.hold_evidence.startswith("the words stand nowhere")


def test_a_note_never_moves_to_words_that_look_alike():
    store(talk(*TALK))
    note = make_annotation(models.Turn.objects.get(anchor="a2"), "the river")
    other = "Long ago somebody saw the river, but only in a dream of his."

    store(talk(*TALK[:3], "We had none.", TALK[4], other))

    note.refresh_from_db()
    assert note.hold == "orphaned"


def test_a_note_of_a_turn_that_is_gone_waits_with_the_turn_before_it():
    store(talk(*TALK))
    note = make_annotation(models.Turn.objects.get(anchor="a2"), "the river")

    store(talk(*TALK[:2], *TALK[4:]))

    note.refresh_from_db()
    assert (note.hold, note.turn.anchor) == ("orphaned", "a1")
    assert note.hold_evidence.startswith("a2 is gone")


def test_an_orphan_is_found_again_when_its_words_are_back():
    store(talk(*TALK))
    note = make_annotation(models.Turn.objects.get(anchor="a2"), "the river")
    store(talk(*TALK[:3], TALK[3].replace("the river", "the lake"), *TALK[4:]))

    refresh(talk(*TALK))

    note.refresh_from_db()
    assert (note.hold, note.hold_evidence) == ("anchored", "")


def split(told, anchor, at):
    """The Transcript with a turn of two paragraphs cut in two."""
    turns = []
    for turn in told.turns:
        if turn.anchor != anchor:
            turns.append(turn)
            continue
        first, rest = turn.segments[:at], turn.segments[at:]
        turns.append(dataclasses.replace(turn, segments=first))
        turns.append(dataclasses.replace(turn, anchor="new", segments=rest))
    return dataclasses.replace(told, turns=tuple(turns))


SHORT_AND_LONG = "It was hot.\nIt was dry, and the earth was as hard as a stone."


def test_a_split_leaves_the_first_half_its_name():
    interview = store(talk(TALK[0], SHORT_AND_LONG, *TALK[2:])).interview
    note = make_annotation(models.Turn.objects.get(anchor="a1"), "hard as a stone")

    revision = revise(interview, split(interview.as_transcript(), "a1", 1))

    assert [*anchors()] == ["q1", "a1", "a4", "q2", "a2", "q3", "a3"]
    assert anchors()["a1"] == "It was hot."
    assert models.Tombstone.objects.get().successor == "a4p1"
    note.refresh_from_db()
    assert (note.hold, note.turn.anchor) == ("moved", "a4")
    assert revision.is_new
    assert revision.edition.source == models.Source.objects.get()


def test_a_merge_retires_the_second_name_to_the_first():
    interview = store(talk(*TALK)).interview
    make_tagging(models.Turn.objects.get(anchor="q2"), make_topic())
    told = interview.as_transcript()
    first, second, *rest = told.turns
    joined = dataclasses.replace(
        first, segments=first.segments + second.segments + rest[0].segments
    )
    rest[1] = dataclasses.replace(rest[1], question="q1")
    turns = (joined, *rest[1:])

    revise(interview, dataclasses.replace(told, turns=turns))

    assert [*anchors()] == ["q1", "a2", "q3", "a3"]
    stones = models.Tombstone.objects.all()
    assert (stones.successor_of("a1"), stones.successor_of("q2")) == ("q1", "q1")
    assert stones.successor_of("q2p1") == "q1p3"
    assert stones.get(anchor="q2").topics == ["water"]
    assert models.Tagging.objects.get().turn.anchor == "q1"


def test_an_editors_revision_is_in_the_history_and_on_the_trail():
    interview = store(talk(TALK[0], SHORT_AND_LONG, *TALK[2:])).interview
    editor = get_user_model().objects.create_user("aigul")
    told = split(interview.as_transcript(), "a1", 1)

    revise(interview, told, act="split", by=editor, reason="two speakers")

    act = models.Trail.objects.first()
    assert (act.actor, act.act) == ("aigul", "split")
    assert {
        (each.anchor, each.history_type, each.history_change_reason)
        for each in models.Turn.history.all()
    } == {("a1", "~", "two speakers"), ("a4", "+", "two speakers")}
    edition = models.Edition.objects.latest("number")
    assert (edition.actor, edition.act) == ("aigul", "split")


def test_what_an_editor_set_by_hand_stays_in_a_later_edition():
    store(talk(*TALK))
    aigul = models.Speaker.objects.create(name="Aigul Saparova", slug="aigul")
    models.Turn.objects.filter(anchor="a2").update(
        kind="statement", speaker=aigul, question=None
    )

    store(talk(TALK[0], "Nobody knows.", *TALK[2:]))

    turn = models.Turn.objects.get(anchor="a2")
    assert (turn.kind, turn.speaker, turn.question) == ("statement", aigul, None)


def test_topics_stay_with_their_questions():
    water = Topic("water", "Water", questions=("q2",))
    store(dataclasses.replace(talk(*TALK), topics=(water,)))
    now = talk("Who are you?", "A well digger.", *TALK)

    store(dataclasses.replace(now, topics=(water,)))

    assert models.Tagging.objects.get().turn.text == TALK[2]


def test_topics_of_a_question_that_is_gone_are_on_its_tombstone():
    store(talk(*TALK))
    make_tagging(models.Turn.objects.get(anchor="q2"), make_topic())

    store(talk(*TALK[:2], *TALK[4:]))

    assert not models.Tagging.objects.exists()
    assert models.Tombstone.objects.get(anchor="q2").topics == ["water"]


def test_a_kind_told_otherwise_is_a_change_of_its_own():
    interview = store(talk(*TALK)).interview
    told = interview.as_transcript()
    turns = [*told.turns]
    turns[5] = dataclasses.replace(turns[5], kind=Kind.STATEMENT, question="")

    revise(interview, dataclasses.replace(told, turns=tuple(turns)))

    assert changes() == [("a3", "recast")]
    assert models.Change.objects.get().evidence == "statement, answer before"
    assert models.Turn.objects.get(anchor="a3").kind == "statement"


def test_a_file_of_that_name_from_another_address_is_another_interview():
    def printed_at(told, address):
        source = dataclasses.replace(told.source, origin=address)
        return dataclasses.replace(told, source=source)

    store(printed_at(talk(*TALK), "https://one.example/index.html"))
    other = talk(*TALK[:4], title="Wells")

    stored = store(printed_at(other, "https://two.example/index.html"))

    assert stored.outcome is Outcome.NEW


def test_topics_of_a_question_that_became_an_answer_go_to_the_question_it_answers():
    interview = store(talk(*TALK)).interview
    make_tagging(models.Turn.objects.get(anchor="q2"), make_topic())
    told = interview.as_transcript()
    first, second, third, _, *rest = told.turns
    third = dataclasses.replace(third, kind=Kind.ANSWER, question="q1")
    turns = (first, second, third, *rest)

    revise(interview, dataclasses.replace(told, turns=turns))

    assert models.Tagging.objects.get().turn.anchor == "q1"


def test_a_doubt_that_an_editor_settled_is_no_edition():
    told = talk(*TALK)
    turns = [dataclasses.replace(turn, doubt="who?") for turn in told.turns]
    interview = store(dataclasses.replace(told, turns=tuple(turns))).interview

    revision = revise(interview, told, act="accept")

    assert not revision.is_new
    assert not models.Turn.objects.doubtful().exists()
    assert models.Trail.objects.first().act == "accept"
