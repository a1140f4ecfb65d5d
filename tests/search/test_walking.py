"""From hit to hit inside one interview."""

import pytest

from archive.models import State
from archive.search.results import SearchRequest, search
from archive.search.walking import walk
from tests.factories import make_exchange, make_interview, make_speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(engine, committed):
    """Snow in a1, q2, a3 and, by a2's question, in a2; another interview has some."""
    with committed():
        interview = make_interview()
        make_exchange(interview, "Where is it cold?", "In the snow.")
        make_exchange(interview, "And the snow?", "It melts.")
        make_exchange(interview, "Is there more?", "Much rain.\n\nLittle snow.")
        make_exchange(make_interview("other"), "Snow?", "None here.")
    return interview


def step(interview, here, **asked):
    return walk(SearchRequest(**{"q": "snow", **asked}), interview, here)


def test_hits_are_numbered_in_the_order_they_were_spoken(interview):
    places = [step(interview, here).place for here in ("a1", "q2", "a2", "a3")]

    assert places == [1, 2, 3, 4]
    assert step(interview, "a1").total == 4


def test_the_neighbours_are_one_step_away_with_their_words_marked(interview):
    middle = step(interview, "q2")

    assert middle.previous.landing == (
        "/interviews/steppe-2024/?q=snow&hit=a1&mark=a1p1.7-11#a1p1"
    )
    assert middle.next.landing == (
        "/interviews/steppe-2024/?q=snow&hit=a2&mark=q2p1.8-12#a2"
    )
    assert middle.next.exchange_landing == (
        "/interviews/steppe-2024/q2/?q=snow&hit=a2&mark=q2p1.8-12#a2"
    )


def test_the_first_has_none_before_it_and_the_last_none_after(interview):
    first, last = step(interview, "a1"), step(interview, "a3")

    assert (first.previous, first.next.turn.anchor) == (None, "q2")
    assert (last.previous.turn.anchor, last.next) == ("a2", None)


@pytest.mark.parametrize("here", ["", "q1", "z9", "a1p1", "é"])
def test_from_what_is_no_hit_the_next_is_the_first(interview, here):
    found = step(interview, here)

    assert (found.place, found.total) == (0, 4)
    assert (found.previous, found.next.turn.anchor) == (None, "a1")


def test_one_walks_through_what_the_filters_leave(interview, committed):
    with committed():
        speaker = make_speaker()
        for turn in interview.turns.filter(anchor__in=["a1", "a3"]):
            turn.speaker = speaker
            turn.save()

    found = step(interview, "a1", facets={"speaker": ("aigul-saparova",)})

    assert (found.place, found.total, found.next.turn.anchor) == (1, 2, "a3")
    assert found.next.landing.startswith(
        "/interviews/steppe-2024/?q=snow&speaker=aigul-saparova&hit=a3&"
    )


def test_the_way_back_is_the_search_as_it_was(interview):
    asked = SearchRequest(
        "snow", {"interview": ("steppe-2024", "other")}, order="date", page=2
    )

    assert walk(asked, interview, "a1").request == asked


def test_there_is_no_walk_where_nothing_is_found(interview):
    assert step(interview, "a1", q="camel") is None
    assert step(interview, "a1", q="") is None
    assert step(interview, "a1", q="💧") is None


def test_what_was_hidden_since_is_no_step(interview):
    interview.state = State.DRAFT
    interview.save()

    assert step(interview, "a1") is None


def test_every_hit_of_a_search_leads_into_its_walk(interview):
    found = search(SearchRequest("snow", {"interview": ("steppe-2024",)}))

    assert sorted(step(interview, hit.turn.anchor).place for hit in found.hits) == [
        *(1, 2, 3, 4)
    ]
    assert all("&hit=" in hit.landing for hit in found.hits)
