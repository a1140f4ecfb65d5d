"""A correction outlives whatever is ingested again, and can be taken back."""

import json

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from archive.errors import AnchorLost
from archive.ingest.correction import standing
from archive.ingest.correction.acts import Act
from archive.ingest.correction.correcting import about_turn, split_before
from archive.ingest.correction.standing import Signed
from archive.ingest.pipeline import parse_content
from archive.ingest.sidecar import Sidecar, StatedPerson
from archive.ingest.storing.store import Outcome, foresee, store
from archive.models import Correction, Edition, Trail, Turn
from archive.transcript import Kind, Role
from tests.factories import make_annotation

WELLS = """About wells

– Who dug the well behind the house?

– My father dug it. And who helped him there? Nobody helped him at all.

– And the river?

– It was here before us.
"""
SIDECAR = Sidecar(
    words={"slug": "wells", "language": "en"},
    people=(
        StatedPerson("Dana Omarova", Role.INTERVIEWER),
        StatedPerson("Ali Bek", Role.INTERVIEWEE),
    ),
)


@pytest.fixture
def interview(db):
    return store(read(WELLS)).interview


@pytest.fixture
def signed(db):
    return Signed(User.objects.create_user("aray"), "Heard again.")


def read(text):
    return parse_content(text.encode(), "wells.txt", SIDECAR)


def make(interview, signed, anchor, act, value=""):
    told = interview.as_transcript()
    number = [turn.anchor for turn in told.turns].index(anchor)
    return standing.make(interview, about_turn(told, number, act, value), signed)


def divide(interview, signed, anchor, words):
    told = interview.as_transcript()
    number = [turn.anchor for turn in told.turns].index(anchor)
    offset = told.turns[number].text.index(words)
    return standing.make(interview, split_before(told, number, offset), signed)


def spoken(interview):
    turns = Turn.objects.filter(interview=interview).select_related("speaker")
    return [
        (turn.anchor, turn.kind, turn.speaker.name, turn.text)
        for turn in turns.in_sequence()
    ]


DIVIDED = [
    ("q1", "question", "Dana Omarova", "Who dug the well behind the house?"),
    ("a1", "answer", "Ali Bek", "My father dug it."),
    (
        "q3",
        "question",
        "Dana Omarova",
        "And who helped him there? Nobody helped him at all.",
    ),
    ("q2", "question", "Dana Omarova", "And the river?"),
    ("a2", "answer", "Ali Bek", "It was here before us."),
]


def test_a_division_stands_after_the_same_source_comes_again(interview, signed):
    divide(interview, signed, "a1", "And who")

    again = store(read(WELLS))

    assert spoken(interview) == DIVIDED
    assert (again.outcome, again.lost) == (Outcome.UNCHANGED, ())
    assert foresee(read(WELLS))[1] is Outcome.UNCHANGED


def test_a_division_stands_in_a_new_edition(interview, signed):
    divide(interview, signed, "a1", "And who")

    again = store(read(WELLS.replace("the river?", "the old river?")))

    assert again.outcome is Outcome.REVISED
    assert spoken(interview)[:3] == DIVIDED[:3]
    assert spoken(interview)[3][3] == "And the old river?"


def test_notes_stay_on_their_words(interview, signed):
    note = make_annotation(interview.turns.get(anchor="a1"), "helped him there")

    divide(interview, signed, "a1", "And who")

    note.refresh_from_db()
    assert (note.turn.anchor, note.exact) == ("q3", "helped him there")
    assert note.turn.text[note.start : note.end] == "helped him there"


def test_a_speaker_and_a_kind_stand(interview, signed):
    make(interview, signed, "q2", Act.SPEAKER, "Madi Bek")
    make(interview, signed, "q2", Act.KIND, "statement")

    store(read(WELLS.replace("the house?", "the old house?")))

    assert spoken(interview)[2] == ("q2", "statement", "Madi Bek", "And the river?")
    parts = interview.participations.values_list("speaker__name", "role", "basis")
    assert ("Madi Bek", "interviewer", "editor") in parts


def test_an_acceptance_stands(interview, signed):
    Turn.objects.filter(anchor="q2").update(doubt="Who asks?")

    make(interview, signed, "q2", Act.ACCEPT)
    store(read(WELLS))

    assert interview.turns.get(anchor="q2").doubt == ""


def test_two_that_were_joined_stay_one(interview, signed):
    make(interview, signed, "q2", Act.MERGE)

    store(read(WELLS.replace("the house?", "the old house?")))

    assert [turn[0] for turn in spoken(interview)] == ["q1", "a1", "a2"]
    assert interview.tombstones.get(anchor="q2").successor == "a1"


def test_a_correction_whose_words_are_gone_waits(interview, signed):
    row = make(interview, signed, "q2", Act.KIND, "statement")

    again = store(read(WELLS.replace("And the river?", "What then?")))

    row.refresh_from_db()
    assert [each.complaint for each in again.lost] == [row.complaint]
    assert row.complaint.startswith("“And the river” stands nowhere")
    assert list(interview.corrections.waiting()) == [row]


def test_a_correction_whose_words_are_back_waits_no_more(interview, signed):
    row = make(interview, signed, "q2", Act.KIND, "statement")
    store(read(WELLS.replace("And the river?", "What then?")))

    store(read(WELLS.replace("– It was", "– Oh, it was")))

    row.refresh_from_db()
    assert row.complaint == ""
    assert interview.turns.get(text="And the river?").kind == Kind.STATEMENT


def test_a_lost_correction_leaves_a_doubt_until_it_is_given_up(interview, signed):
    row = make(interview, signed, "q2", Act.KIND, "statement")
    gone = WELLS.replace("And the river?", "And the sea?")

    store(read(gone))

    doubts = "an editor’s correction waits for its place: kind statement, at “And"
    assert interview.turns.get(anchor="q2").doubt.startswith(doubts)
    assert store(read(gone)).outcome is Outcome.UNCHANGED
    row.refresh_from_db()
    standing.take_back(row, signed)
    assert not interview.turns.doubtful().exists()


def test_a_doubt_about_a_lost_correction_can_be_settled(interview, signed):
    make(interview, signed, "q2", Act.KIND, "statement")
    gone = WELLS.replace("And the river?", "And the sea?")
    store(read(gone))

    make(interview, signed, "q2", Act.ACCEPT)
    store(read(gone))

    assert not interview.turns.doubtful().exists()


def test_what_waits_is_given_up(interview, signed):
    row = make(interview, signed, "q2", Act.KIND, "statement")
    store(read(WELLS.replace("And the river?", "What then?")))
    before = spoken(interview)
    row.refresh_from_db()

    standing.take_back(row, signed)

    assert spoken(interview) == before
    assert list(interview.corrections.standing()) == []


@pytest.mark.parametrize(
    "correct",
    [
        lambda *told: divide(*told, "a1", "And who"),
        lambda *told: make(*told, "q2", Act.MERGE),
        lambda *told: make(*told, "q2", Act.KIND, "answer"),
        lambda *told: make(*told, "q2", Act.SPEAKER, "Madi Bek"),
        lambda *told: make(*told, "q2", Act.SPEAKER, ""),
        lambda *told: make(*told, "q2", Act.ACCEPT),
    ],
)
def test_a_correction_is_taken_back(interview, signed, correct):
    Turn.objects.filter(anchor="q2").update(doubt="Who asks?")
    told = interview.as_transcript()
    row = correct(interview, signed)

    standing.take_back(row, signed)

    now = interview.as_transcript()
    assert [turn.text for turn in now.turns] == [turn.text for turn in told.turns]
    assert [turn.kind for turn in now.turns] == [turn.kind for turn in told.turns]
    assert [turn.doubt for turn in now.turns] == [turn.doubt for turn in told.turns]
    assert now.participations == told.participations
    assert spoken_by(now) == spoken_by(told)
    assert standing.last_of(interview) is None


def spoken_by(told):
    return [told.speaker(turn.speaker) for turn in told.turns]


def test_what_cannot_be_done_is_not_kept(interview, signed):
    with pytest.raises(AnchorLost, match="No turn stands before it"):
        make(interview, signed, "q1", Act.MERGE)

    assert not Correction.objects.exists()


def test_a_correction_is_on_the_trail_and_in_the_history(interview, signed):
    row = make(interview, signed, "q2", Act.KIND, "statement")

    assert (row.author, row.reason, row.anchor) == (signed.by, "Heard again.", "q2")
    assert Trail.objects.first().act == "correct"
    after, before = interview.turns.get(anchor="q2").history.all()
    assert (after.kind, after.history_user) == ("statement", signed.by)
    assert after.history_change_reason == "Heard again."
    assert (before.kind, before.history_user) == ("question", None)


def test_nobody_is_asked_for_where_nothing_was_corrected(interview):
    def fail(told):
        raise AssertionError(told)

    assert standing.redo(read(WELLS), fail).lost == ()


def test_accepting_makes_no_edition(interview, signed):
    make(interview, signed, "q2", Act.ACCEPT)

    assert Edition.objects.count() == 1


def test_an_acceptance_is_in_the_history(interview, signed):
    Turn.objects.filter(anchor="q2").update(doubt="Who asks?")

    make(interview, signed, "q2", Act.ACCEPT)

    acts = interview.turns.get(anchor="q2").history.all()
    assert [act.doubt for act in acts] == ["", "Who asks?"]


def test_a_correction_on_the_page_of_a_turn_is_kept_and_taken_back(interview, signed):
    before = interview.as_transcript()
    interview.turns.filter(anchor="q2").update(kind="statement")
    correction = about_turn(before, 2, Act.KIND, "statement")

    row = standing.keep(before, correction, signed, interview.pk)

    assert (row.anchor, row.value) == ("q2", "statement")
    standing.take_back(row, signed)
    assert interview.turns.get(anchor="q2").kind == "question"


def test_whom_an_editor_named_leaves_with_the_correction(interview, signed):
    row = make(interview, signed, "q2", Act.SPEAKER, "Madi Bek")

    standing.take_back(row, signed)

    assert not interview.participations.filter(speaker__name="Madi Bek").exists()


def test_an_ingest_reports_what_waits_and_nothing_that_is_settled(
    interview, signed, tmp_path, capsys
):
    Turn.objects.filter(anchor="a2").update(doubt="Two voices?")
    make(interview, signed, "q2", Act.KIND, "statement")
    source = tmp_path / "wells.txt"
    source.write_text(WELLS.replace("And the river?", "What then?"))
    beside = 'slug = "wells"\nlanguage = "en"\n'
    source.with_suffix(".toml").write_text(beside)

    call_command("ingest", str(source), "--json")

    told = json.loads(capsys.readouterr().out)["report"]
    complaints = [each["complaint"] for each in told["doubts"]]
    assert told["outcome"] == "a new edition"
    assert [each for each in complaints if each.startswith("a correction waits: “And")]
