"""Two who are one, and one who is two: every word stays whose label it bears."""

import pytest

from archive.authorities import speakers
from archive.authorities.rearranging import undo
from archive.errors import CannotMerge
from archive.models import (
    Office,
    Participation,
    Rearrangement,
    Speaker,
    SpeakerAddress,
    SpeakerAlias,
    Turn,
)
from tests.authorities.signing import signed
from tests.authorities.test_topics import rows
from tests.factories import (
    make_exchange,
    make_interview,
    make_participation,
    make_speaker,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview():
    return make_interview()


@pytest.fixture
def both(interview):
    """One person in two scripts: each has a turn and a part."""
    kept = make_speaker(identifiers={"wikidata": "Q1"})
    gone = make_speaker("Айгүл Сапарова", "aigul", note="A poet.")
    other = make_interview("sea-2024")
    for place, person, label in ((interview, kept, "A.S."), (other, gone, "А.С.:")):
        make_participation(place, person)
        make_exchange(place).answers.update(speaker=person, label=label)
    SpeakerAlias.objects.create(speaker=gone, name="Сапарова", language="kk-Cyrl")
    Office.objects.create(speaker=gone, title="Laureate")
    return gone, kept


def test_what_a_union_would_do_is_told_before(both):
    found = speakers.foresee(*both)

    assert found.turns == 1
    assert [interview.slug for interview in found.interviews] == ["sea-2024"]
    assert found.aliases == ["Айгүл Сапарова", "Сапарова"]
    assert (found.shared, found.against) == ([], {})


def test_two_people_become_one_and_the_printed_labels_stay(both):
    gone, kept = both

    speakers.merge(gone, kept, signed("One person"))

    kept = Speaker.objects.get()
    assert list(Turn.objects.exclude(label="").values_list("label", "speaker")) == [
        ("A.S.", kept.pk),
        ("А.С.:", kept.pk),
    ]
    assert kept.participations.count() == 2
    assert kept.note == "A poet."
    assert kept.offices.get().title == "Laureate"
    told = kept.aliases.values_list("name", "language").order_by("name")
    assert set(told) == {("Айгүл Сапарова", ""), ("Сапарова", "kk-Cyrl")}
    assert Speaker.objects.addressed("aigul") == kept


def test_a_union_is_undone_to_the_last_row(both):
    before = rows()

    speakers.merge(*both, signed())
    assert rows() != before
    undo(Rearrangement.objects.get(), signed().by)

    assert rows() == before


def test_a_role_that_both_hold_in_one_interview_is_held_once(both, interview):
    gone, kept = both
    make_participation(interview, gone)

    speakers.merge(gone, kept, signed())

    assert interview.participations.get().speaker == kept


def test_those_whom_a_file_knows_as_two_are_not_one(both):
    gone, kept = both
    gone.identifiers = {"wikidata": "Q2"}
    gone.save()

    with pytest.raises(CannotMerge, match="wikidata: Q2 / Q1"):
        speakers.merge(gone, kept, signed())


def test_an_address_that_two_gave_up_leads_to_the_last_and_back(both):
    gone, kept = both
    SpeakerAddress.objects.create(speaker=kept, slug="aigul")
    before = rows()

    speakers.merge(gone, kept, signed())

    assert Speaker.objects.addressed("aigul") == kept
    undo(Rearrangement.objects.get(), signed().by)
    assert rows() == before


def test_nobody_becomes_themselves(both):
    with pytest.raises(CannotMerge, match="this one is the same"):
        speakers.merge(both[0], both[0], signed())


def test_whatever_points_at_a_speaker_is_thought_of():
    named = {
        (relation.related_model.__name__, relation.field.name)
        for relation in Speaker._meta.related_objects
        if not relation.related_model.__name__.startswith("Historical")
    }

    assert named == {
        ("Turn", "speaker"),
        ("Participation", "speaker"),
        ("SpeakerAlias", "speaker"),
        ("SpeakerAddress", "speaker"),
        ("Office", "speaker"),
    }


def test_the_words_of_one_interview_are_given_to_another_and_back(both, interview):
    _gone, kept = both
    namesake = make_speaker("Aigul Saparova", "aigul-saparova-2")
    before = rows()

    assert speakers.reassign(interview, kept, namesake, signed()) == 1

    assert interview.turns.get(label="A.S.").speaker == namesake
    assert Participation.objects.get(interview=interview).speaker == namesake
    undo(Rearrangement.objects.get(), signed().by)
    assert rows() == before
