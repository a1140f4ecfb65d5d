"""Did you mean: what is near a word that no turn holds."""

import pytest

from archive.search.indexing import do_tasks
from archive.search.results import SearchRequest, search
from archive.search.spelling import FAR, distance
from tests import factories


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [
        ("water", "water", 0),
        ("water", "watr", 1),
        ("water", "watter", 1),
        ("water", "waetr", 1),
        ("water", "wetir", 2),
        ("water", "steppe", FAR),
        ("water", "wa", FAR),
    ],
)
def test_letters_apart(one, other, away):
    assert distance(one, other, 2) == away


@pytest.fixture
def archive(engine):
    interview = factories.make_interview()
    speaker = factories.make_speaker("Kassym-Jomart Tokayev", "tokayev")
    factories.make_exchange(
        interview,
        "And the glaciers?",
        "Glaciers feed the rivers, as Nazarbayev said.",
        speaker=speaker,
    )
    do_tasks()


def meant(q, **request):
    found = search(SearchRequest(q, **request)).meant
    return found and found.q


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("q", "q_meant"),
    [
        ("glacirs", "glaciers"),
        ("lgaciers rivers", "glaciers rivers"),
        ("speaker:tokayev glasiers -steppe", "speaker:tokayev glaciers -steppe"),
        ("jomatr", "jomart"),
        ("glaciers", None),
        ("zebra", None),
        ("ab", None),
        ("power-plant", None),
        ('"glacirs feed"', None),
    ],
)
def test_a_word_of_the_archive_is_offered_for_one_it_lacks(archive, q, q_meant):
    assert meant(q) == q_meant


@pytest.mark.django_db
def test_what_is_meant_is_asked_with_the_same_filters(archive):
    found = search(SearchRequest("glacirs", {"kind": ("answer",)}))

    assert found.meant.query_string == "q=glaciers&kind=answer"
