"""References of notes lead to passages, whatever became of their names."""

import pytest

from archive.models import InterviewAlias, State
from archive.models.references import Reference, read_reference, resolve
from tests.factories import (
    make_conversation,
    make_edition,
    make_source,
    make_tombstone,
)

pytestmark = pytest.mark.django_db


def lead(interview, words):
    reference = read_reference(words)
    return resolve([(interview.pk, reference)]).get(interview.pk, {}).get(reference)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("q7", Reference("", "q7")),
        (" a7p2 ", Reference("", "a7p2")),
        ("steppe-2024/s1", Reference("steppe-2024", "s1")),
        ("су-2024/q1p1", Reference("су-2024", "q1p1")),
        ("b7", None),
        ("q", None),
        ("a/b/q7", None),
        ("q7p", None),
    ],
)
def test_a_reference_names_an_interview_and_an_anchor(words, named):
    assert read_reference(words) == named


def test_a_reference_leads_to_a_turn_and_knows_its_question():
    interview = make_conversation(2)

    found = lead(interview, "a2p2")

    assert found.address == "/interviews/steppe-2024/#a2p2"
    assert found.asked == "Where does the water come from?"


def test_a_reference_leads_into_another_interview_by_any_address_it_had():
    interview = make_conversation(1)
    other = make_conversation(1, slug="rivers")
    InterviewAlias.objects.create(interview=other, slug="streams")

    assert lead(interview, "rivers/q1").address == "/interviews/rivers/#q1"
    assert lead(interview, "streams/q1p1").address == "/interviews/rivers/#q1p1"


@pytest.mark.parametrize("words", ["q9", "q1p9", "nowhere/q1", "rivers/q9"])
def test_what_is_not_there_is_not_led_to(words):
    interview = make_conversation(1)
    make_conversation(1, slug="rivers")

    assert lead(interview, words) is None


def test_a_retired_name_leads_to_who_took_its_words():
    interview = make_conversation(2)
    edition = make_edition(interview, make_source())
    make_tombstone(edition, anchor="q7", successor="q8")
    make_tombstone(edition, anchor="q8", successor="q2")
    make_tombstone(edition, anchor="a7p3", successor="a2p1")

    assert lead(interview, "q7").address == "/interviews/steppe-2024/#q2"
    assert lead(interview, "a7p3").address == "/interviews/steppe-2024/#a2p1"


def test_a_name_whose_words_are_gone_leads_to_its_stone():
    interview = make_conversation(1)
    make_tombstone(make_edition(interview, make_source()), anchor="q7")

    found = lead(interview, "q7")

    assert (found.address, found.asked) == ("/interviews/steppe-2024/#q7", "")


def test_who_may_read_it_is_told():
    interview = make_conversation(1)
    draft = make_conversation(1, slug="rivers")
    draft.state = State.DRAFT
    draft.save()

    assert lead(interview, "q1").is_public
    assert not lead(interview, "rivers/q1").is_public


def test_many_references_are_resolved_in_five_queries(django_assert_max_num_queries):
    interview = make_conversation(3)
    make_conversation(3, slug="rivers")
    wanted = [
        (interview.pk, read_reference(f"{slug}{letter}{number}{part}"))
        for slug in ("", "rivers/", "gone/")
        for letter in "qa"
        for number in (1, 2, 3)
        for part in ("", "p1")
    ]

    with django_assert_max_num_queries(5):
        found = resolve(wanted)
        addresses = [each.address + each.asked for each in found[interview.pk].values()]

    assert len(addresses) == 24


def test_no_references_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert resolve([]) == {}
