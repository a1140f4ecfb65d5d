"""A request in, a page of results out: hits, marked passages, facets, notes."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from archive.errors import EngineUnavailable, SearchTooLong
from archive.models import IndexTask, Interview, Kind, State, Turn
from archive.search import asking, bounds, results
from archive.search.indexing import do_tasks
from archive.search.results import FACETS, PAGE_SIZE, SearchRequest, search
from tests import factories

pytestmark = pytest.mark.django_db

ASKED = "Where does the water come from?"
ANSWERED = """From the mountains, as ever.

It takes nine days. The glaciers feed the rivers, and the rivers feed the steppe.

Ask the herders about the steppe."""


@pytest.fixture
def interview(engine):
    return factories.make_interview()


@pytest.fixture
def answer(interview):
    speaker = factories.make_speaker()
    question = factories.make_exchange(interview, ASKED, ANSWERED)
    question.answers.update(speaker=speaker)
    factories.make_tagging(question, factories.make_topic())
    return question.answers.get()


def find(q, **parameters):
    """Search as an address would, once the index knows everything."""
    do_tasks()
    lists = {
        name: value if isinstance(value, list) else [value]
        for name, value in parameters.items()
    }
    return search(SearchRequest.read({"q": [q], **lists}))


def anchors(found):
    return [hit.turn.anchor for hit in found.hits]


def marked(pieces):
    return [[each.text[start:end] for start, end in each.marks] for each in pieces]


# Where the words stand


def test_a_hit_shows_its_words_in_the_text_as_it_is(answer):
    (hit,) = find("glacier river").hits

    (excerpt,) = hit.excerpts
    assert excerpt.text == ANSWERED.split("\n\n")[1]
    assert marked(hit.excerpts) == [["glaciers", "rivers", "rivers"]]
    assert excerpt.segment == "a1p2"
    assert excerpt.locators == ("a1p2.24-32", "a1p2.42-48", "a1p2.58-64")
    assert (excerpt.starts_inside, excerpt.ends_inside) == (False, False)


def test_a_hit_links_to_its_paragraph_with_the_words_marked(answer):
    (hit,) = find("mountains").hits

    assert hit.url == "/interviews/steppe-2024/?mark=a1p1.9-18#a1p1"


def test_words_of_two_paragraphs_give_two_excerpts(answer):
    (hit,) = find("mountains herders").hits

    assert [excerpt.segment for excerpt in hit.excerpts] == ["a1p1", "a1p3"]
    assert hit.url == ("/interviews/steppe-2024/?mark=a1p1.9-18&mark=a1p3.8-15#a1p1")


def test_a_hit_knows_its_turn_speaker_and_question(answer):
    (hit,) = find("glaciers").hits

    assert hit.turn == answer
    assert hit.turn.speaker.name == "Aigul Saparova"
    assert hit.question == answer.question
    assert hit.is_in_own_words
    assert hit.asked == ()


def test_an_answer_is_found_by_its_question_and_ranked_below(answer):
    found = find("water")

    assert anchors(found) == ["q1", "a1"]
    _, hit = found.hits
    assert not hit.is_in_own_words
    assert marked(hit.asked) == [["water"]]
    assert marked(hit.excerpts) == [[]]
    assert hit.excerpts[0].text == "From the mountains, as ever."
    assert hit.url == "/interviews/steppe-2024/?mark=q1p1.15-20#a1"


def test_words_divided_between_question_and_answer_are_marked_in_both(answer):
    (hit,) = find("water glaciers").hits

    assert marked(hit.excerpts) == [["glaciers"]]
    assert marked(hit.asked) == [["water"]]
    assert hit.is_in_own_words


def test_a_note_leads_to_the_words_it_stands_on(answer):
    note = factories.make_annotation(
        answer, "nine days", body="By *Shakarim*, see [here](https://example.org)."
    )

    (hit,) = find("shakarim").hits

    (found,) = hit.notes
    assert found.annotation == note
    assert found.text == "By Shakarim, see here."
    assert [found.text[a:b] for a, b in found.marks] == ["Shakarim"]
    assert marked(hit.excerpts) == [[]]
    assert hit.excerpts[0].segment == "a1p2"
    assert hit.url == "/interviews/steppe-2024/?mark=a1p2.9-18#a1p2"
    assert not hit.is_in_own_words


def test_a_note_over_two_paragraphs_leads_to_the_first(answer):
    factories.make_annotation(answer, "as ever.\n\nIt takes", body="Shakarim")

    (hit,) = find("shakarim").hits

    assert hit.url == "/interviews/steppe-2024/?mark=a1p1.20-28#a1p1"


def test_a_note_is_shown_beside_words_found_in_the_turn(answer):
    factories.make_annotation(answer, "nine days", body="Glaciers shrink.")
    factories.make_annotation(answer, "herders", body="Nothing to the matter.")

    (hit,) = find("glaciers").hits

    assert marked(hit.excerpts) == [["glaciers"]]
    assert [note.text for note in hit.notes] == ["Glaciers shrink."]


def test_markup_in_the_text_is_text(interview):
    factories.make_turn(interview, text="<b>water</b> & <script>alert(1)</script>")

    (hit,) = find("water alert").hits

    assert hit.excerpts[0].text == "<b>water</b> & <script>alert(1)</script>"
    assert marked(hit.excerpts) == [["water", "alert"]]


def test_a_long_paragraph_is_cut_and_says_so(interview):
    long = "and so on " * 60
    factories.make_turn(interview, text=f"{long}saiga {long}")

    (excerpt,) = find("saiga").hits[0].excerpts

    assert (excerpt.starts_inside, excerpt.ends_inside) == (True, True)
    assert len(excerpt.text) <= 280
    assert marked([excerpt]) == [["saiga"]]
    assert excerpt.locators == ("q1p1.600-605",)


def test_a_turn_without_segments_is_shown_whole(interview):
    turn = factories.make_turn(interview, text="Saiga?")
    turn.segments.all().delete()

    (hit,) = find("saiga").hits

    assert hit.url == "/interviews/steppe-2024/?mark=q1.0-5#q1"


def test_words_are_marked_by_the_language_of_their_turn(interview):
    factories.make_turn(interview, text="Le réformateur", language="fr")

    (hit,) = find("réformateurs").hits

    assert marked(hit.excerpts) == [["réformateur"]]


# Facets, filters, order, pages


@pytest.fixture
def archive(answer):
    other = factories.make_interview(
        "other", title="Another", date_start=None, date_precision="", date_basis=""
    )
    nature = factories.make_topic("Nature", "nature")
    rivers = factories.make_topic("Rivers", "rivers", parent=nature)
    for number in range(4):
        speaker = factories.make_speaker(f"Person {number % 2}", f"person-{number % 2}")
        question = factories.make_exchange(
            other, f"About water {number}?", "Water!", speaker=speaker
        )
        factories.make_tagging(
            question, rivers if number % 2 else factories.make_topic()
        )
    factories.make_turn(other, Kind.STATEMENT, "Water, thank you.")
    return other


def counts(found):
    return {
        facet.name: {value.value: value.count for value in facet.values}
        for facet in found.facets
    }


def test_facets_name_and_count_the_hits(archive):
    found = find("water")

    assert found.total == 11
    assert counts(found) == {
        "topic": {"water": 6, "nature": 4, "rivers": 4},
        "speaker": {"person-0": 2, "person-1": 2, "aigul-saparova": 1},
        "kind": {"question": 5, "answer": 5, "statement": 1},
        "interview": {"other": 9, "steppe-2024": 2},
        "outlet": {},
        "year": {"2024": 2},
        "language": {"en": 11},
    }
    assert [facet.label for facet in found.facets] == [
        "Topic",
        "Speaker",
        "Kind",
        "Interview",
        "Outlet",
        "Year",
        "Language",
    ]
    assert [value.label for value in found.facets[1].values] == [
        "Person 0",
        "Person 1",
        "Aigul Saparova",
    ]


@pytest.mark.parametrize(
    "chosen",
    [{}, {"topic": "rivers"}, {"kind": "answer", "topic": "nature"}, {"speaker": "x"}],
)
def test_each_count_is_what_a_click_on_it_finds(archive, chosen):
    found = find("water", **chosen)

    for facet in found.facets:
        for value in facet.values:
            clicked = search(_request(value.query_string))
            assert value.selected == (chosen.get(facet.name) == value.value)
            assert value.selected or clicked.total == value.count


def _request(query_string):
    return SearchRequest.read(dict(QueryDict(query_string).lists()))


def test_a_filter_narrows_and_can_be_removed(archive):
    found = find("water", kind="answer", topic="rivers", sort="date")

    assert found.total == 2
    assert [
        (each.facet_label, each.label, each.query_string) for each in found.filters
    ] == [
        ("Topic", "Rivers", "q=water&kind=answer&sort=date"),
        ("Kind", "Answers", "q=water&topic=rivers&sort=date"),
    ]


def test_two_values_of_one_facet_widen(archive):
    found = find("water", kind=["answer", "statement"])

    assert found.total == 6
    assert [each.query_string for each in found.filters] == [
        "q=water&kind=statement",
        "q=water&kind=answer",
    ]


def test_filters_that_remove_everything_are_told_from_words_not_found(archive):
    removed = find("glaciers", topic="rivers")
    unknown = find("water", speaker="nobody")
    nothing = find("zebra", topic="rivers")

    assert (removed.total, removed.total_without_filters) == (0, 1)
    assert (unknown.total, unknown.total_without_filters) == (0, 11)
    assert [each.label for each in unknown.filters] == ["nobody"]
    assert (nothing.total, nothing.total_without_filters) == (0, 0)


def test_hits_are_sorted_as_asked(archive):
    newest = find("water", sort="date")
    spoken = find("water", sort="sequence")

    assert anchors(newest)[:2] == ["q1", "a1"]
    assert newest.hits[0].turn.interview.slug == "steppe-2024"
    assert anchors(spoken)[2:] == ["q1", "a1", "q2", "a2", "q3", "a3", "q4", "a4", "s1"]
    assert [(sort.value, sort.label, sort.selected) for sort in spoken.sorts] == [
        ("relevance", "best match", False),
        ("date", "newest", False),
        ("sequence", "as spoken", True),
    ]


def test_pages_follow_each_other_and_end(interview):
    for number in range(PAGE_SIZE + 5):
        factories.make_turn(interview, text=f"Water {number}?")

    first, second = find("water"), find("water", page="2")

    assert (len(first.hits), len(second.hits)) == (PAGE_SIZE, 5)
    assert not set(anchors(first)) & set(anchors(second))
    assert (first.pages, first.first, second.first) == (2, 1, PAGE_SIZE + 1)
    assert (first.previous_query_string, first.next_query_string) == (
        "",
        "q=water&page=2",
    )
    assert (second.previous_query_string, second.next_query_string) == ("q=water", "")


def test_a_page_past_the_end_is_the_last_one(interview):
    for number in range(PAGE_SIZE + 5):
        factories.make_turn(interview, text=f"Water {number}?")

    found = find("water", page="9" * 5000)

    assert (found.page, len(found.hits), found.total) == (2, 5, PAGE_SIZE + 5)
    assert find("zebra", page="7").page == 1
    assert find("water", page="-1").page == 1


# How a query was read


@pytest.mark.parametrize("q", ["", "   ", '""', "- –"])
def test_an_empty_query_is_a_state_of_its_own(engine, q):
    found = find(q)

    assert found.is_empty_query
    assert (found.total, found.hits, found.facets) == (0, (), ())


def test_an_empty_query_needs_no_engine(monkeypatch):
    monkeypatch.setattr(asking, "engine", None)

    assert search(SearchRequest()).is_empty_query


def test_a_query_without_words_is_empty_and_says_why(engine):
    found = find("😀 ☃")

    assert found.is_empty_query
    assert found.notes == ("Without letters or figures, and left out: 😀, ☃.",)


def test_what_was_read_otherwise_is_said(answer):
    assert find('the "water 😀').notes == (
        "A lone quotation mark was passed over.",
        "Very common words were left out: the.",
        "Without letters or figures, and left out: 😀.",
    )
    assert find("water " + "x" * 600).notes[0] == (
        "Only the first 500 characters were searched for."
    )
    assert find(" ".join(["water"] * 40)).notes == (
        "Only the first 32 words were searched for.",
    )


def test_pages_lead_down_so_far_and_the_last_one_says_so(interview, monkeypatch):
    monkeypatch.setattr(bounds, "ROWS", 40)
    for _ in range(41):
        factories.make_exchange(interview, "Snow?", "None.")

    deepest = find("snow", page="9999")

    assert (deepest.page, deepest.pages, deepest.total) == (2, 2, 82)
    assert deepest.next_query_string == ""
    assert "Pages lead to the first 40 turns" in deepest.notes[-1]
    assert find("snow").notes == ()


def test_what_may_be_told_beside_an_answer_costs_no_answer(answer, monkeypatch):
    def take_too_long(*_):
        raise SearchTooLong

    monkeypatch.setattr(results, "reasons", take_too_long)
    monkeypatch.setattr(results, "meant", take_too_long)

    found = find("glaciers zebra year:1900")

    assert (found.total, found.reasons, found.meant) == (0, (), None)


def test_notes_speak_the_language_of_the_page(answer):
    with translation.override("xx"):
        assert find("the water").notes == ("Very common words were left out: the.",)


def test_when_no_turn_holds_all_words_those_with_some_are_shown(answer):
    found = find("glaciers zebra")

    assert found.is_partial
    assert anchors(found) == ["a1"]
    assert (found.total, found.whole, found.missing) == (1, 0, ("zebra",))
    assert found.notes == ("No turn holds “zebra”.",)


def test_words_that_no_turn_holds_are_named_as_they_were_typed(answer):
    some = find('glaciers Zebras "about herders" the Zebras -quagga')
    none = find("zebra")

    assert some.missing == ("Zebras", "about herders")
    assert some.notes[-1] == "No turn holds any of: “Zebras”, “about herders”."
    assert (none.missing, none.whole, none.notes) == (("zebra",), 0, ())
    assert find("glaciers -zebra").missing == ()


def test_a_word_that_the_filters_hide_is_not_missing(answer):
    found = find("glaciers zebra", kind="question")

    assert (found.total, found.missing) == (0, ("zebra",))


def test_a_word_of_a_draft_is_missing(answer):
    draft = factories.make_interview("draft", state=State.DRAFT)
    factories.make_turn(draft, text="A zebra?")
    answer.interview.turns.filter(pk=answer.question_id).update(text="Lost?")

    assert find("glaciers zebra").missing == ("zebra",)


def test_words_that_stand_apart_are_said_to(answer):
    factories.make_turn(answer.interview, text="Saiga?")

    found = find("glaciers saiga")

    assert (found.total, found.whole, found.missing) == (2, 0, ())
    assert found.notes == ("None of these turns holds all the words.",)


def test_a_question_is_answered_by_turns_with_some_of_its_words(answer):
    found = find("when do the glaciers feed the herders on the steppe")

    assert found.is_partial is False
    assert anchors(found) == ["a1"]

    factories.make_turn(answer.interview, text="The herders and glaciers?")
    longer = find("when do the glaciers feed the herders on the steppe")

    assert longer.is_partial
    assert anchors(longer) == ["a1", "q2"]
    assert (longer.total, longer.whole, longer.missing) == (2, 1, ())
    assert longer.notes[-1] == "1 turn holds all the words; 1 more holds some."


def test_a_single_word_and_a_word_found_are_never_partial(answer):
    assert not find("zebra").is_partial
    whole = find("glaciers rivers")
    assert (whole.is_partial, whole.total, whole.whole) == (False, 1, 1)


def test_filters_do_not_make_a_search_partial(answer):
    found = find("glaciers rivers", kind="question")

    assert (found.total, found.is_partial) == (0, False)


# What readers may not see


def test_drafts_are_in_no_hit_total_or_facet(answer):
    draft = factories.make_interview("draft", state=State.DRAFT, title="Secret")
    factories.make_turn(draft, text="Glaciers in secret?")

    found = find("glaciers")

    assert found.total == 1
    assert counts(found)["interview"] == {"steppe-2024": 1}


def test_an_index_that_lags_shows_nothing_withdrawn(answer):
    assert find("glaciers").total == 1

    answer.interview.state = State.WITHDRAWN
    answer.interview.save()
    found = search(SearchRequest("glaciers"))

    assert IndexTask.objects.exists()
    assert (found.total, found.hits) == (0, ())
    assert counts(found) == {facet: {} for facet in FACETS}


def test_a_change_nobody_told_the_index_of_is_taken_off_the_total(answer):
    do_tasks()
    Interview.objects.update(state=State.WITHDRAWN)

    found = search(SearchRequest("glaciers"))

    assert (found.total, found.hits) == (0, ())
    assert found.notes == ("1 turn that was found is no longer public.",)
    assert counts(found)["interview"] == {}


def test_a_new_name_is_shown_at_once(answer):
    do_tasks()
    answer.speaker.name = "Aigul S."
    answer.speaker.save()

    found = search(SearchRequest("glaciers"))

    assert not IndexTask.objects.exists()
    assert [value.label for value in found.facets[1].values] == ["Aigul S."]


def test_an_engine_that_is_down_is_not_an_empty_result(answer, tmp_path):
    do_tasks()
    (tmp_path / "index" / "in-use").unlink()

    with pytest.raises(EngineUnavailable, match="rebuild_index"):
        search(SearchRequest("glaciers"))


# Cost


def test_queries_do_not_grow_with_hits(archive, django_assert_num_queries):
    do_tasks()
    search(SearchRequest("water"))

    with CaptureQueriesContext(connection) as asked:
        search(SearchRequest("water"))
    for number in range(10):
        question = factories.make_exchange(archive, f"Water {number}?", "Water.")
        factories.make_annotation(question, "Water", body="Water")
    do_tasks()
    search(SearchRequest("water"))
    with django_assert_num_queries(len(asked)):
        found = search(SearchRequest("water"))
        assert [
            note.annotation.turn.interview.title
            for hit in found.hits
            for note in hit.notes
        ]
        assert all(hit.url for hit in found.hits)


def test_long_text_and_awkward_addresses_are_no_error(answer):
    found = find("wa\x00ter \ud800", topic=["\x00", "x" * 5000], sort="'", page="x")

    assert found.total == 0
    assert found.request.query_string.startswith("q=wa%00ter+%3F&topic=xxx")


def test_a_request_reads_what_it_writes():
    request = SearchRequest(
        "water", {"topic": ("a", "b"), "kind": ("answer",)}, "date", 3
    )

    assert request.query_string == (
        "q=water&topic=a&topic=b&kind=answer&sort=date&page=3"
    )
    assert _request(request.query_string) == request
    assert request.choosing("topic", "c").page == 1
    assert SearchRequest.read({}) == SearchRequest("", {})


def test_every_hit_has_words_marked(archive):
    for turn in Turn.objects.all():
        for word in turn.text.replace("?", "").replace(",", "").split():
            found = find(word, page="1")
            assert all(hit.url.count("?mark=") for hit in found.hits)
