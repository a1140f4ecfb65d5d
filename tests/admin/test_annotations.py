"""Tying a note to words, through the form that works without a script."""

import re

import pytest
from django.urls import reverse

from archive.models import Annotation, Hold, State, wording_of
from tests.factories import make_annotation, make_conversation, make_exchange

ANSWER = "The 🐎 drinks from the river.\n\nThe river is old, and the river is cold."
ADD = reverse("admin:archive_annotation_add")


@pytest.fixture
def answer(db):
    interview = make_conversation(1)
    return make_exchange(interview, answered=ANSWER).answers.get()


def given(turn, exact, **fields):
    return {
        "turn": turn.pk,
        "exact": exact,
        "kind": "context",
        "body": "A note.",
        **fields,
    }


def submit(desk, turn, exact, **fields):
    return desk.post(f"{ADD}?turn={turn.pk}", given(turn, exact, **fields))


def test_a_quotation_becomes_a_note_on_those_words(desk, editor, answer):
    response = submit(desk, answer, "🐎 drinks", reason="A reader asked.")

    note = Annotation.objects.get()
    assert response.status_code == 302
    assert (note.exact, note.start, note.end) == ("🐎 drinks", 4, 12)
    assert (note.prefix, note.suffix) == ("The ", " from the river.\n\nThe river is o")
    assert (note.state, note.hold) == (State.DRAFT, Hold.ANCHORED)
    assert note.wording == wording_of(ANSWER)
    assert note.author == editor
    assert note.history.get().history_change_reason == "A reader asked."


def test_a_saved_note_leads_back_to_its_turn_and_on_to_its_readers(desk, answer):
    response = submit(desk, answer, "cold", _publish="1")
    note = Annotation.objects.get()
    place = f"/interviews/{answer.interview.slug}/q2/"

    assert response.url == f"/admin/archive/turn/{answer.pk}/change/#notes"
    assert note.get_absolute_url() == f"{place}#a2p2"
    assert 'id="a2p2"' in desk.get(place).content.decode()


def test_words_across_paragraphs_can_be_quoted(desk, answer):
    submit(desk, answer, "the river.\r\n\r\nThe river is old")

    assert Annotation.objects.get().exact == "the river.\n\nThe river is old"


def test_words_that_are_not_in_the_turn_are_refused(desk, answer):
    response = submit(desk, answer, "a lake")

    assert "These words do not stand in a2." in response.content.decode()
    assert not Annotation.objects.exists()


def test_words_at_several_places_are_shown_and_never_guessed(desk, answer):
    response = submit(desk, answer, "the river")

    page = response.content.decode()
    assert "These words stand at 2 places. Choose the one you mean." in page
    assert page.count('name="chosen"') == 2
    assert "The river is old, and <mark>the river</mark> is cold." in page
    assert not Annotation.objects.exists()


def test_the_place_the_editor_chooses_is_taken(desk, answer):
    second = ANSWER.rindex("the river")

    submit(desk, answer, "the river", chosen=second)

    assert Annotation.objects.get().start == second


def test_a_choice_beats_what_the_script_told_before(desk, answer):
    second = ANSWER.rindex("the river")

    submit(desk, answer, "the river", place=ANSWER.index("the river"), chosen=second)

    assert Annotation.objects.get().start == second


THREE = "A well, a well and a well."


@pytest.mark.parametrize("fault", [{"_preview": "1"}, {"body": ""}])
def test_the_chosen_place_outlives_a_preview_and_an_error(desk, answer, fault):
    turn = make_exchange(answer.interview, answered=THREE).answers.get()
    third = THREE.rindex("a well")

    page = submit(desk, turn, "a well", chosen=third, **fault).content.decode()
    place = re.search('name="place" value="([0-9]*)"', page)[1]
    submit(desk, turn, "a well", place=place)

    assert Annotation.objects.get().start == third


def test_words_before_tell_two_places_apart(desk, answer):
    submit(desk, answer, "the river", before="old, and ")

    assert Annotation.objects.get().start == ANSWER.rindex("the river")


@pytest.mark.parametrize("exact", ["", "   "])
def test_a_note_needs_words(desk, answer, exact):
    response = submit(desk, answer, exact)

    assert response.context["adminform"].form.errors["exact"]


def test_a_preview_shows_the_note_and_saves_nothing(desk, answer):
    response = submit(
        desk, answer, "🐎", body="It is *thirsty*.", _preview="See it in the margin"
    )

    assert "It is <em>thirsty</em>." in response.content.decode()
    assert not Annotation.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[go](javascript:alert(1))",
        "![x](https://elsewhere.example/x.png)",
        '<a href="https://x.example" onclick="alert(1)">x</a>',
        "<iframe src='https://x.example'></iframe>",
    ],
)
def test_a_note_cannot_carry_code_or_pictures(desk, answer, body):
    response = submit(desk, answer, "🐎", body=body, _preview="1")

    shown = response.content.decode().split('id="preview"')[1].split("</section>")[0]
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<iframe" not in shown
    assert 'href="javascript:' not in shown
    assert "<a onclick" not in shown
    assert "<a href=" not in shown or "onclick" not in shown


def test_markup_in_the_quotation_is_shown_as_text(desk, answer):
    response = submit(desk, answer, "<script>alert(1)</script>")

    page = response.content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_published_note_is_public_and_a_draft_is_not(desk, answer):
    submit(desk, answer, "🐎", _publish="1")
    submit(desk, answer, "drinks")

    assert [note.exact for note in Annotation.objects.public()] == ["🐎"]


def test_an_edit_keeps_the_words_the_note_stands_on(desk, answer):
    note = make_annotation(answer, "the river is cold")
    change = reverse("admin:archive_annotation_change", args=[note.pk])

    desk.post(change, given(answer, note.exact, body="Better.", place=note.start))

    note.refresh_from_db()
    assert (note.body, note.exact, note.start) == (
        "Better.",
        "the river is cold",
        ANSWER.index("the river is cold"),
    )


def test_a_note_cannot_be_moved_to_another_turn(desk, answer):
    note = make_annotation(answer, "the river is cold")
    other = answer.interview.turns.first()
    change = reverse("admin:archive_annotation_change", args=[note.pk])

    desk.post(change, given(other, note.exact))

    note.refresh_from_db()
    assert note.turn == answer


@pytest.fixture
def orphan(answer):
    note = make_annotation(answer, "cold")
    Annotation.objects.update(exact="cool", hold=Hold.ORPHANED, start=1, end=5)
    return note


def test_an_orphan_is_withdrawn_and_stays_where_it_was(desk, orphan):
    address = reverse("admin:archive_annotation_move", args=[orphan.pk, "withdraw"])

    desk.post(address, {"_move": "1", "public_reason": "Its words are gone."})

    orphan.refresh_from_db()
    assert (orphan.state, orphan.hold) == (State.WITHDRAWN, Hold.ORPHANED)
    assert (orphan.exact, orphan.start, orphan.end) == ("cool", 1, 5)


def test_an_orphan_is_placed_again_by_hand(desk, answer, orphan):
    note = orphan
    change = reverse("admin:archive_annotation_change", args=[note.pk])

    kept = desk.post(change, given(answer, "chilly"))
    desk.post(change, given(answer, "cold"))

    note.refresh_from_db()
    assert "These words do not stand in a2." in kept.content.decode()
    assert (note.exact, note.hold) == ("cold", Hold.ANCHORED)


def test_a_note_begins_with_a_turn(desk, answer):
    response = desk.get(ADD, follow=True)

    assert response.redirect_chain[0][0] == reverse("admin:archive_turn_changelist")
    assert "choose Annotate beside it" in response.content.decode()


@pytest.mark.parametrize("key", ["0", "x", "²", "9" * 30, "-1"])
def test_a_turn_that_is_not_there_is_no_fault(desk, answer, key):
    assert desk.get(ADD, {"turn": key}).status_code == 302


def test_the_turn_is_shown_as_a_reader_sees_it_with_its_words_marked(desk, answer):
    note = make_annotation(answer, "river.\n\nThe river")

    page = desk.get(
        reverse("admin:archive_annotation_change", args=[note.pk])
    ).content.decode()

    assert (
        '<p id="a2p1" data-start="0" data-number="1">'
        "The 🐎 drinks from the <mark>river.</mark></p>"
    ) in page
    assert (
        '<p id="a2p2" data-start="30" data-number="2">'
        "<mark>The river</mark> is old, and the river is cold.</p>"
    ) in page


def test_notes_on_the_interview_tell_their_hold(desk, answer):
    make_annotation(answer, "drinks", hold=Hold.ORPHANED)
    Annotation.objects.update(hold=Hold.ORPHANED)

    page = desk.get(f"{ADD}?turn={answer.pk}").content.decode()

    assert "a2p1</a>" in page
    assert 'class="hold hold-orphaned">orphaned' in page
    assert "Place again" in page


def test_the_list_keeps_the_notes_of_one_interview(desk, answer):
    here = make_annotation(answer, "drinks")
    other = make_conversation(1, slug="elsewhere").turns.get(anchor="a1")
    make_annotation(other, "mountains")
    address = reverse("admin:archive_annotation_changelist")

    listed = desk.get(address, {"interview": answer.interview.slug})

    assert list(listed.context["cl"].queryset) == [here]


@pytest.mark.parametrize("way", ["form", "list"])
def test_a_note_that_readers_see_is_not_deleted(desk, answer, way):
    note = make_annotation(answer, "drinks")
    told = {"action": "delete_selected", "_selected_action": [note.pk], "post": "yes"}
    address = {
        "form": reverse("admin:archive_annotation_delete", args=[note.pk]),
        "list": reverse("admin:archive_annotation_changelist"),
    }

    desk.post(address[way], told)

    assert Annotation.objects.get() == note


def test_a_note_has_an_end(desk, answer):
    response = submit(desk, answer, "🐎", body="a" * 10_001)

    assert response.context["adminform"].form.errors["body"]
    assert not Annotation.objects.exists()
