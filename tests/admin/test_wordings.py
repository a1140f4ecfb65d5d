"""Words are corrected at the desk: readers see it, the source stays, notes follow."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from archive.admin.history import compare
from archive.admin.wordings import around
from archive.ingest.storing.store import Outcome, store
from archive.models import (
    Annotation,
    Correction,
    Edition,
    Hold,
    IndexTask,
    Interview,
    Paired,
    Segment,
    State,
    Trail,
    Turn,
    wording_of,
)
from tests.admin.sources import WELLS, read
from tests.admin.test_doubts import address, decide, turn_of
from tests.factories import make_annotation, make_interview
from tests.fixity.test_verifying import findings

JSON = "application/json"
WRONG = "My father dug it. And who helped him there? Nobody helped him."
RIGHT = "My father dug it. And who helped him then? Nobody helped him."
WHY = "Heard again on the tape."


@pytest.fixture
def interview(db):
    interview = store(read(WELLS)).interview
    Interview.objects.update(state=State.PUBLISHED)
    interview.refresh_from_db()
    return interview


def correct(desk, interview, words=RIGHT, reason=WHY, act="reword", **fields):
    turn = turn_of(interview, "a1")
    told = {"words": words, "reason": reason, "paragraph": "0", **fields}
    return decide(desk, turn, act, **told)


def test_words_are_corrected_and_the_source_stays(desk, interview):
    before = bytes(interview.editions.get().source.content)

    correct(desk, interview)

    part = Segment.objects.get(anchor="a1p1")
    assert (part.text, part.printed) == (RIGHT, WRONG)
    newest = interview.editions.latest("number")
    assert (newest.act, newest.actor) == ("reword", "aray")
    assert bytes(newest.source.content) == before
    assert findings() == []


def test_readers_see_the_correction_and_what_the_source_prints(client, desk, interview):
    correct(desk, interview)

    page = client.get(interview.get_absolute_url()).content.decode()
    changes = client.get(reverse("changes", args=["wells"])).content.decode()

    assert '<span class="emended">then?</span>' in page
    assert "The source prints <q" in page
    assert ">there?</q>" in page
    day = f"{Correction.objects.get().created_at:%-d %B %Y}"
    assert f"Corrected by the editors on {day}: {WHY}" in page
    assert "a1</a>: words corrected" in changes
    assert f"The editors say why: {WHY}" in changes
    assert "</span>there?</del>" in changes
    assert "</span>then?</ins>" in changes
    source = client.get(reverse("source", args=["wells"]), {"at": "a1"})
    assert WRONG in source.content.decode()


def test_a_page_without_corrections_shows_none(client, interview):
    page = client.get(interview.get_absolute_url()).content.decode()

    assert "emended" not in page


def test_a_correction_of_words_outlives_the_next_ingest(desk, interview):
    correct(desk, interview)

    again = store(read(WELLS))
    other = store(read(WELLS.replace("It was here", "It was there")))

    assert again.outcome == Outcome.UNCHANGED
    assert other.outcome == Outcome.REVISED
    assert turn_of(interview, "a1").text == RIGHT
    assert turn_of(interview, "a2").text == "It was there before us."
    assert Segment.objects.get(anchor="a1p1").printed == WRONG
    assert findings() == []


def test_notes_follow_a_correction_by_the_same_law(desk, interview):
    make_annotation(turn_of(interview, "a2"), "here before us")
    make_annotation(turn_of(interview, "a1"), "him there?")

    correct(desk, interview)

    holds = dict(Annotation.objects.values_list("exact", "hold"))
    assert holds == {"here before us": Hold.ANCHORED, "him there?": Hold.ORPHANED}


def test_a_preview_tells_and_keeps_nothing(desk, interview):
    make_annotation(turn_of(interview, "a1"), "him there?")
    acts, editions = Trail.objects.count(), Edition.objects.count()

    page = correct(desk, interview, act="see:reword").content.decode()

    assert "What it would change" in page
    assert "</span>there</del>" in page
    assert "</span>then</ins>" in page
    assert "orphaned" in page
    assert (Trail.objects.count(), Edition.objects.count()) == (acts, editions)
    assert not Correction.objects.exists()
    assert turn_of(interview, "a1").text == WRONG
    assert Annotation.objects.get().hold == Hold.ANCHORED


def test_a_preview_leaves_out_what_stays_far_from_a_change():
    long = "one two three " * 40
    pieces = compare(f"{long}old {long}", f"{long}new {long}")

    shown = [piece.words for piece in around(pieces)]

    assert shown[0].startswith(" […] ")
    assert shown[1:3] == ["old", "new"]
    assert shown[3].endswith(" […] ")
    assert max(map(len, shown)) < 140
    assert [piece.words for piece in around(compare("", "new"))] == ["new"]


def test_a_division_can_be_seen_first(desk, interview):
    turn = turn_of(interview, "a1")

    page = decide(desk, turn, "see:split", begins="And who").content.decode()

    assert "What it would change" in page
    assert interview.turns.count() == 4


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("kind:statement", ["statement, answer before"]),
        ("speaker:nobody", ["said by nobody known, Ali Bek before"]),
        ("before", ["q1", "a1"]),
        ("after", ["a1", "q2"]),
    ],
)
def test_every_act_can_be_seen_first(desk, interview, act, told):
    turn, before = turn_of(interview, "a1"), interview.as_transcript()

    page = decide(desk, turn, act, see="1").content.decode()

    ahead = page.partition('id="ahead"')[2].partition("</section>")[0]
    assert "No turn would be otherwise" not in ahead
    assert all(word in ahead for word in told), ahead
    assert interview.as_transcript() == before
    assert not Correction.objects.exists()


def told_of(interview):
    return [
        (turn.kind, turn.speaker.name, turn.text, turn.label)
        for turn in interview.turns.in_sequence()
    ]


def take_all_back(desk):
    for row in Correction.objects.standing().order_by("-pk"):
        desk.post(reverse("admin:archive_desk_undo", args=[row.pk]))


def test_a_kind_is_as_before_though_the_turn_was_joined_meanwhile(desk, interview):
    before = told_of(interview)
    decide(desk, turn_of(interview, "a1"), "kind:statement")
    decide(desk, turn_of(interview, "a1"), "before")

    take_all_back(desk)

    assert told_of(interview) == before
    back = interview.turns.get(text=WRONG)
    assert (back.anchor, back.question.anchor) == ("s1", "q1")
    assert interview.tombstones.successor_of("a1") == "s1"
    assert findings() == []


def test_a_question_that_was_joined_meanwhile_has_its_answers_again(desk, interview):
    before = told_of(interview)
    decide(desk, turn_of(interview, "q2"), "kind:statement")
    decide(desk, turn_of(interview, "q2"), "before")

    take_all_back(desk)

    assert told_of(interview) == before
    assert turn_of(interview, "a2").question == interview.turns.get(
        kind="question", text="And the river?"
    )


def test_a_kind_whose_turn_is_gone_is_not_said_to_be_as_before(desk, interview):
    decide(desk, turn_of(interview, "a1"), "kind:statement")
    row = Correction.objects.get()
    store(read(WELLS.replace("– My father dug it.", "My father dug it.")))
    Correction.objects.update(complaint="")

    page = desk.post(reverse("admin:archive_desk_undo", args=[row.pk]), follow=True)

    told = [str(each) for each in page.context["messages"]]
    assert "a1 is not there with its words any more" in told[-1]
    assert Correction.objects.standing().exists()


def test_a_correction_without_a_reason_is_not_made(desk, interview):
    page = correct(desk, interview, reason="").content.decode()

    assert "Say why: readers are shown this." in page
    assert turn_of(interview, "a1").text == WRONG
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"words": ""}, "A paragraph has words"),
        ({"words": WRONG}, "These are the words that stand there"),
        ({"words": "x" * 20_001}, "at most 20000 characters"),
        ({"paragraph": "9"}, "Choose one of the paragraphs."),
        ({"paragraph": "-1"}, "Choose one of the paragraphs."),
    ],
)
def test_what_cannot_be_corrected_is_said(desk, interview, fields, said):
    page = correct(desk, interview, **fields)

    assert said in page.content.decode()
    assert not Correction.objects.exists()


@pytest.mark.parametrize("asked", ["9", "-1", "x", "²", "9" * 99])
def test_a_paragraph_that_is_not_there_is_the_first(desk, interview, asked):
    page = desk.get(address(turn_of(interview, "a1")), {"paragraph": asked})

    assert page.context["wording"].place == 0


def test_a_correction_of_words_is_withdrawn_though_others_came_later(desk, interview):
    correct(desk, interview)
    row = Correction.objects.get()
    decide(desk, turn_of(interview, "q2"), "kind:statement")

    desk.post(reverse("admin:archive_desk_undo", args=[row.pk]))

    assert turn_of(interview, "a1").text == WRONG
    assert Segment.objects.get(anchor="a1p1").printed == ""
    assert turn_of(interview, "q2").kind == "statement"
    assert interview.editions.latest("number").act == "undo reword"
    assert findings() == []


def test_readers_are_told_of_a_correction_that_was_withdrawn(client, desk, interview):
    correct(desk, interview)
    desk.post(reverse("admin:archive_desk_undo", args=[Correction.objects.get().pk]))

    changes = client.get(reverse("changes", args=["wells"])).content.decode()

    assert "a1</a>: a correction of words taken back" in changes


def test_the_history_of_a_turn_tells_its_words_before_and_now(desk, interview):
    correct(desk, interview)
    turn = turn_of(interview, "a1")

    history = desk.get(reverse("admin:archive_turn_history", args=[turn.pk]))

    page = history.content.decode()
    assert WHY in page
    assert "<del>there</del><ins>then</ins>" in page


def test_what_the_source_prints_cannot_be_changed_unseen(desk, interview):
    correct(desk, interview)
    Segment.objects.filter(anchor="a1p1").update(printed="Something else.")

    assert "what the source prints there is not what was kept" in str(findings())


def test_a_published_interview_is_searched_in_its_corrected_words(desk, interview):
    IndexTask.objects.all().delete()
    correct(desk, interview)

    tasks = IndexTask.objects.values_list("scope", "key")
    assert ("interview", interview.pk) in tasks
    assert Turn.objects.filter(text__contains="him then?").count() == 1


def check(client, text):
    answer = client.post("/check/", {"text": text}, headers={"Accept": JSON})
    return answer.json()["quotations"][0]


def test_what_the_source_prints_is_exact_and_told_as_printed(client, desk, interview):
    correct(desk, interview)

    told = check(client, "And who helped him there?")

    assert (told["verdict"], told["wording"]) == ("exact", "printed")
    (passage,) = told["passages"]
    pinned = wording_of(RIGHT)[:8]
    assert passage["url"].endswith(f"/?mark=a1p1@{pinned}#a1p1")
    assert passage["text"] == "And who helped him there"
    assert {"kind": "gone", "words": "then"} in told["diff"]
    assert f"?mark=a1p1@{pinned}#a1p1" in told["citation"]
    page = client.get(passage["url"].partition("testserver")[2] or passage["url"])
    assert "The source prints" in page.content.decode()


def test_the_check_says_who_changed_the_words(client, desk, interview):
    correct(desk, interview)

    page = client.post("/check/", {"text": "And who helped him there?"})

    said = page.content.decode()
    assert "The source prints these words; the editors" in said
    assert "as the source prints it" in said
    assert "An earlier edition has these words" not in said


def test_corrected_words_are_exact_as_they_stand(client, desk, interview):
    correct(desk, interview)

    told = check(client, "And who helped him then?")

    assert (told["verdict"], told["wording"]) == ("exact", "now")


def test_a_corrected_word_once_taken_back_is_the_archives_own(client, desk, interview):
    correct(desk, interview)
    desk.post(reverse("admin:archive_desk_undo", args=[Correction.objects.get().pk]))

    page = client.post("/check/", {"text": "And who helped him then?"})
    told = check(client, "And who helped him then?")

    assert (told["verdict"], told["wording"]) == ("exact", "earlier")
    assert "its editors have changed them since" in page.content.decode()


def test_what_is_printed_is_found_after_the_source_changed(client, desk, interview):
    """No edition has it whole: the source is other, and the correction done again."""
    correct(desk, interview)
    store(read(WELLS.replace("Nobody helped him.", "Nobody could help him.")))

    told = check(client, "And who helped him there? Nobody could help him.")

    assert (told["verdict"], told["wording"]) == ("exact", "printed")


def test_an_altered_quotation_is_told_once_of_a_corrected_turn(client, desk, interview):
    correct(desk, interview)

    told = check(client, "My uncle dug it.")

    assert told["verdict"] == "altered"
    assert [each["anchor"] for each in told["passages"]] == ["a1p1"]


def test_what_was_corrected_before_is_read_again_after_an_upgrade(desk, interview):
    correct(desk, interview)
    other = make_interview("other")
    for each in (interview, other):
        Paired.objects.update_or_create(interview=each, defaults={"is_ready": True})

    name = "archive.migrations.0028_read_corrected_words_again"
    import_module(name).read_again(apps, None)

    assert [row.interview for row in Paired.objects.all()] == [other]
