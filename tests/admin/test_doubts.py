"""The ingest desk: doubtful turns beside their source, decided in one act each."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.ingest.storing.store import store
from archive.models import Correction, Turn, wording_of
from tests.admin.sources import WELLS, read

DOUBT = "taken as a question by its place, and asks nothing"


@pytest.fixture
def interview(db):
    interview = store(read(WELLS)).interview
    interview.turns.filter(anchor="q2").update(doubt=DOUBT)
    interview.turns.filter(anchor="a2").update(doubt="Two voices?", rule="labels")
    return interview


def turn_of(interview, anchor):
    return interview.turns.get(anchor=anchor)


def address(turn):
    return reverse("admin:archive_desk_turn", args=[turn.pk])


def decide(desk, turn, act, **fields):
    told = {"act": act, "wording": wording_of(turn.text)}
    return desk.post(address(turn), {**told, **fields})


def spoken(interview):
    return [(turn.anchor, turn.kind, turn.text) for turn in interview.turns.all()]


def test_doubtful_turns_are_listed_by_interview(desk, interview):
    page = desk.get(reverse("admin:archive_desk"))

    assert [turn.anchor for turn in page.context["page"]] == ["q2", "a2"]
    assert page.context["total"] == 2
    assert DOUBT in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "anchors"),
    [
        ({"rule": "labels"}, ["a2"]),
        ({"all": "1"}, ["q2", "a2"]),
        ({"interview": "wells", "all": "1"}, ["q1", "a1", "q2", "a2"]),
        ({"interview": "wells"}, ["q2", "a2"]),
        ({"interview": "elsewhere"}, []),
        ({"interview": "a b"}, ["q2", "a2"]),
        ({"page": "99"}, ["q2", "a2"]),
    ],
)
def test_doubts_are_filtered(desk, interview, asked, anchors):
    page = desk.get(reverse("admin:archive_desk"), asked)

    assert [turn.anchor for turn in page.context["page"]] == anchors


def test_an_interview_without_doubts_can_be_chosen(desk, interview):
    interview.turns.update(doubt="")
    asked = {"interview": "wells", "all": "1"}

    page = desk.get(reverse("admin:archive_desk"), asked).content.decode()

    assert '<option value="wells" selected>About wells</option>' in page
    assert "4 turns." in page


def test_an_interview_leads_to_its_turns_and_to_the_desk(desk, interview):
    address = reverse("admin:archive_interview_change", args=[interview.pk])

    page = desk.get(address).content.decode()

    assert f'{reverse("admin:archive_turn_changelist")}?interview=wells"' in page
    assert f'{reverse("admin:archive_desk")}?interview=wells&amp;all=1"' in page


def test_a_mistyped_label_is_divided_off_as_a_mark(desk, db):
    source = WELLS.replace("And who helped", "Dana Omarva: And who helped")
    interview = store(read(source)).interview
    turn = turn_of(interview, "a1")

    decide(
        desk,
        turn,
        "split",
        begins="Dana Omarva: And who",
        label="Dana Omarva:",
        second="question",
    )

    second = interview.turns.get(anchor="q3")
    assert second.text == "And who helped him there? Nobody helped him."
    assert second.label.strip() == "Dana Omarva:"


def test_a_label_that_is_not_there_is_said(desk, interview):
    turn = turn_of(interview, "a1")

    page = decide(desk, turn, "split", begins="And who", label="Dana:")

    assert "does not begin with this label" in page.content.decode()
    assert not Correction.objects.exists()


def test_the_list_of_interviews_leads_to_their_doubts(desk, interview):
    page = desk.get(reverse("admin:archive_interview_changelist")).content.decode()

    assert f'{reverse("admin:archive_desk")}?interview=wells">2</a>' in page


def test_the_start_page_counts_the_doubts(desk, interview):
    page = desk.get(reverse("admin:index")).content.decode()

    assert ">2 doubtful turns</a>" in page


def test_a_turn_stands_beside_its_source(desk, interview):
    page = desk.get(address(turn_of(interview, "q2")))

    window = page.context["window"]
    assert window.line == 7
    assert [
        (line.number, [(piece.name, piece.text) for piece in line.pieces])
        for line in window.lines
        if line.number in {5, 7}
    ] == [
        (
            5,
            [
                ("mark", "– "),
                (
                    "others",
                    "My father dug it. And who helped him there? Nobody helped him.",
                ),
            ],
        ),
        (7, [("mark", "– "), ("words", "And the river?")]),
    ]
    assert page.context["next_doubt"].anchor == "a2"


def test_a_turn_is_accepted_and_the_next_doubt_comes(desk, interview):
    answer = decide(desk, turn_of(interview, "q2"), "accept")

    assert turn_of(interview, "q2").doubt == ""
    assert answer.url == address(turn_of(interview, "a2"))


def test_the_last_doubt_leads_back_to_the_list(desk, interview):
    decide(desk, turn_of(interview, "q2"), "accept")

    answer = decide(desk, turn_of(interview, "a2"), "accept")

    assert answer.url == reverse("admin:archive_desk")


def test_a_kind_is_corrected(desk, interview):
    decide(desk, turn_of(interview, "q2"), "kind:statement", reason="He muses.")

    turn = turn_of(interview, "q2")
    assert (turn.kind, turn.doubt) == ("statement", "")
    row = Correction.objects.get()
    assert (row.act, row.value, row.reason) == ("kind", "statement", "He muses.")
    assert row.author.username == "aray"


def test_a_speaker_is_chosen_named_or_unknown(desk, interview):
    ali = interview.participations.get(speaker__name="Ali Bek").speaker
    turn = turn_of(interview, "q2")

    decide(desk, turn, f"speaker:{ali.pk}")
    assert turn_of(interview, "q2").speaker == ali
    decide(desk, turn, "speaker", name=" Madi  Bek ")
    assert turn_of(interview, "q2").speaker.name == "Madi Bek"
    decide(desk, turn, "speaker:nobody")
    assert turn_of(interview, "q2").speaker is None


def test_a_turn_is_divided_and_the_second_part_comes(desk, interview):
    turn = turn_of(interview, "a1")

    answer = decide(desk, turn, "split", begins="And who helped")

    assert spoken(interview)[1:3] == [
        ("a1", "answer", "My father dug it."),
        ("q3", "question", "And who helped him there? Nobody helped him."),
    ]
    assert answer.url == address(turn_of(interview, "q3"))


def test_the_second_part_is_what_an_editor_says(desk, interview):
    turn = turn_of(interview, "a1")

    decide(desk, turn, "split", begins="And who", second="answer")

    assert spoken(interview)[2][:2] == ("a3", "answer")


def test_a_turn_is_joined_to_the_one_before_or_after(desk, interview):
    answer = decide(desk, turn_of(interview, "q2"), "before")
    assert answer.url == address(turn_of(interview, "a1"))
    answer = decide(desk, turn_of(interview, "q1"), "after")
    assert answer.url == address(turn_of(interview, "q1"))

    assert [anchor for anchor, _, _ in spoken(interview)] == ["q1", "a2"]


@pytest.mark.parametrize(
    ("anchor", "act", "fields", "complaint"),
    [
        ("q2", "kind:song", {}, "Press one of the buttons."),
        ("q1", "before", {}, "There is no turn on that side to join it to."),
        ("a2", "after", {}, "There is no turn on that side to join it to."),
        ("q2", "speaker", {}, "Write who speaks, or choose one of the names."),
        ("q2", "speaker:7x", {}, "Write who speaks, or choose one of the names."),
        ("q2", "split", {}, "Choose the word at which the second part begins."),
        ("q2", "split", {"begins": "lake"}, "These words do not stand in the turn."),
        ("a1", "split", {"begins": "him"}, "These words stand at 2 places."),
        ("q2", "split", {"begins": "And"}, "The turn begins there."),
        ("q2", "accept", {"wording": "0"}, "Somebody changed this turn meanwhile."),
    ],
)
def test_what_cannot_be_done_is_said(desk, interview, anchor, act, fields, complaint):
    answer = decide(desk, turn_of(interview, anchor), act, **fields)

    assert complaint in answer.content.decode()
    assert not Correction.objects.exists()


def test_one_of_several_places_is_chosen(desk, interview):
    turn = turn_of(interview, "a1")
    asked = decide(desk, turn, "split", begins="him")
    chosen = asked.context["places"][1].start

    decide(desk, turn, "split", begins="him", chosen=chosen)

    assert spoken(interview)[2][2] == "him."


def test_a_correction_is_undone(desk, interview):
    before = spoken(interview)
    decide(desk, turn_of(interview, "a1"), "split", begins="And who")
    row = Correction.objects.get()

    answer = desk.post(reverse("admin:archive_desk_undo", args=[row.pk]))

    assert spoken(interview) == before
    assert answer.url == address(turn_of(interview, "a1"))


def test_only_the_last_correction_is_undone(desk, interview):
    decide(desk, turn_of(interview, "q2"), "kind:statement")
    decide(desk, turn_of(interview, "a2"), "accept")
    first = Correction.objects.last()

    page = desk.post(
        reverse("admin:archive_desk_undo", args=[first.pk]), follow=True
    ).content.decode()

    assert "Later corrections stand on it." in page
    assert turn_of(interview, "q2").kind == "statement"


def test_a_correction_that_waits_is_listed_and_given_up(desk, interview):
    decide(desk, turn_of(interview, "q2"), "kind:statement")
    store(read(WELLS.replace("And the river?", "What then?")))
    listed = desk.get(reverse("admin:archive_desk"))
    assert "1 correction waits" in desk.get(reverse("admin:index")).content.decode()

    row = listed.context["waiting"][0]
    desk.post(reverse("admin:archive_desk_undo", args=[row.pk]))

    assert "stands nowhere" in listed.content.decode()
    assert not Correction.objects.waiting().exists()


def test_corrections_are_listed_and_not_changed(desk, interview):
    decide(desk, turn_of(interview, "q2"), "kind:statement")
    address = reverse("admin:archive_correction_changelist")

    totals = [
        desk.get(address, {"state": state}).context["cl"].result_count
        for state in ("standing", "waiting", "undone")
    ]

    assert totals == [1, 0, 0]
    assert desk.get(reverse("admin:archive_correction_add")).status_code == 403


def test_who_may_only_look_decides_nothing(client, interview):
    reader = User.objects.create_user("reader", password="x", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_turn"))
    client.force_login(reader)
    turn = turn_of(interview, "q2")

    page = client.get(address(turn))

    assert 'value="accept"' not in page.content.decode()
    assert decide(client, turn, "accept").status_code == 403
    assert client.get(reverse("admin:archive_desk")).status_code == 200


def test_who_may_not_see_turns_sees_no_desk(client, interview):
    guest = User.objects.create_user("guest", password="x", is_staff=True)
    client.force_login(guest)

    assert client.get(reverse("admin:archive_desk")).status_code == 403
    assert client.get(address(turn_of(interview, "q2"))).status_code == 403
    assert "doubtful" not in client.get(reverse("admin:index")).content.decode()


def test_a_turn_without_a_source_can_be_decided_too(desk, interview):
    interview.editions.all().delete()

    page = desk.get(address(turn_of(interview, "q2")))

    assert page.context["window"] is None


def test_the_desk_asks_as_much_for_many_as_for_few(desk, interview):
    listing = reverse("admin:archive_desk")
    desk.get(listing)
    with CaptureQueriesContext(connection) as few:
        desk.get(listing)
    Turn.objects.update(doubt=DOUBT)
    with CaptureQueriesContext(connection) as many:
        desk.get(listing)

    assert len(many) == len(few)
