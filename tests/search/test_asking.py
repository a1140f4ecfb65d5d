"""The query language at work: fields, offers, filters, why nothing is found."""

from datetime import date

import pytest
from django.http import QueryDict

from archive.models import Outlet, SpeakerAlias, State
from archive.search.indexing import do_tasks
from archive.search.results import SearchRequest, search
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(engine):
    """Two interviews: about water with Tokayev, about snow with Aigul."""
    tokayev = factories.make_speaker("Kassym-Jomart Tokayev", "tokayev")
    SpeakerAlias.objects.create(speaker=tokayev, name="Касым-Жомарт Токаев")
    aigul = factories.make_speaker()
    first = factories.make_interview(
        outlet=Outlet.objects.create(name="Egemen Qazaqstan", slug="egemen")
    )
    water = factories.make_exchange(
        first, "And the water?", "The river is deep and wide."
    )
    water.answers.update(speaker=tokayev)
    factories.make_tagging(water, factories.make_topic("Water supply", "water"))
    second = factories.make_interview(
        "snow-2023",
        title="On snow",
        date_start=date(2023, 5, 9),
        date_precision="day",
        date_basis="text",
        language="ru",
    )
    snow = factories.make_exchange(second, "А снег?", "Снег глубок.")
    snow.answers.update(speaker=aigul)
    factories.make_annotation(snow.answers.get(), "Снег", body="See the steppe.")
    return first


def find(q, **facets):
    do_tasks()
    return search(SearchRequest(q, {name: (slug,) for name, slug in facets.items()}))


def found(q, **facets):
    hits = find(q, **facets).hits
    return sorted(f"{hit.turn.interview.slug[:4]} {hit.turn.anchor}" for hit in hits)


@pytest.mark.parametrize(
    ("q", "anchors"),
    [
        ("speaker:Tokayev", ["step a1"]),
        ("speaker:токаев", ["step a1"]),
        ("speaker:Тоқаев", ["step a1"]),
        ('speaker:"Jomart Tokayev"', ["step a1"]),
        ("speaker:aigul-saparova", ["snow a1"]),
        ("speaker:tokayev snow OR river", ["step a1"]),
        ("-speaker:tokayev in:answer", ["snow a1"]),
        ("topic:water", ["step a1", "step q1"]),
        ('topic:"water supply" in:question', ["step q1"]),
        ("outlet:egemen", ["step a1", "step q1"]),
        ("interview:snow", ["snow a1", "snow q1"]),
        ("interview:snow-2023", ["snow a1", "snow q1"]),
        ("lang:ru", ["snow a1", "snow q1"]),
        ("lang:Russian", ["snow a1", "snow q1"]),
        ("язык:русский", ["snow a1", "snow q1"]),
        ("lang:xx", []),
        ("year:2023", ["snow a1", "snow q1"]),
        ("year:2020-2024 in:question", ["snow q1", "step q1"]),
        ("before:2024", ["snow a1", "snow q1"]),
        ("after:2023-05-08 before:2023-05-10", ["snow a1", "snow q1"]),
        ("after:2024-01-15", ["step a1", "step q1"]),
        ("before:2024-01-15 after:2024-01-14", ["step a1", "step q1"]),
        ("after:2024-01", []),
        ("in:note", ["snow a1"]),
        ("in:note steppe", ["snow a1"]),
        ("in:note Снег", []),
        ('"wide river"~4', ["step a1"]),
        ("riv*", ["step a1"]),
        ("exact:river", ["step a1"]),
        ("exact:rivers", []),
        ("river OR снег", ["snow a1", "snow q1", "step a1"]),
    ],
)
def test_a_query_finds_these_turns(archive, q, anchors):
    assert found(q) == anchors


def test_a_filter_alone_lists_all_it_holds(archive):
    everything = find("", speaker="tokayev")

    assert found("", speaker="tokayev") == ["step a1"]
    assert not everything.is_empty_query


def test_a_name_nobody_goes_by_finds_nothing_and_is_named(archive):
    result = find("river speaker:Aigum")
    strange = find("outlet:zzz lang:klingon")

    assert (result.total, result.hits) == (0, ())
    assert result.notes == (
        "Nobody and nothing here goes by speaker:Aigum. Near it: “Aigul Saparova”.",
    )
    assert strange.notes == (
        "Nobody and nothing here goes by outlet:zzz.",
        "Nobody and nothing here goes by lang:klingon.",
    )


def test_a_speaker_of_drafts_is_nobody(archive):
    draft = factories.make_interview("draft", state=State.DRAFT)
    hidden = factories.make_speaker("Secret Person", "secret")
    factories.make_exchange(draft, speaker=hidden)

    assert find("speaker:Secre").notes == (
        "Nobody and nothing here goes by speaker:Secre.",
    )
    assert find("Secet").meant is None
    assert find("Secret").offers == ()


def test_what_was_read_otherwise_is_said(archive):
    assert find("colour:red (river OR").notes == (
        "A lone bracket was passed over.",
        "An OR without words on both sides was passed over.",
        "“colour:red” is no field, and was searched for as words.",
        "No turn holds “colour:red”.",
    )
    assert find("r* river").notes[0] == (
        "Too short for a beginning, and searched for as words: r*."
    )


def test_a_filter_in_the_words_can_be_removed(archive):
    result = find('speaker:Токаев river -year:2023 "x" in:answer', kind="answer")

    assert [
        (each.facet_label, each.label, each.query_string) for each in result.filters
    ] == [
        (
            "Speaker",
            "Kassym-Jomart Tokayev",
            "q=river+-year%3A2023+%22x%22+in%3Aanswer&kind=answer",
        ),
        (
            "Year",
            "not 2023",
            "q=speaker%3A%D0%A2%D0%BE%D0%BA%D0%B0%D0%B5%D0%B2+river+%22x%22"
            "+in%3Aanswer&kind=answer",
        ),
        (
            "In",
            "answer",
            "q=speaker%3A%D0%A2%D0%BE%D0%BA%D0%B0%D0%B5%D0%B2+river+-year%3A2023"
            "+%22x%22&kind=answer",
        ),
        ("Kind", "Answers", result.filters[3].query_string),
    ]


@pytest.mark.parametrize(
    ("q", "offers"),
    [
        ("Tokayev", [("Speaker", "Kassym-Jomart Tokayev", "q=&speaker=tokayev")]),
        (
            "Токаев river",
            [("Speaker", "Kassym-Jomart Tokayev", "q=river&speaker=tokayev")],
        ),
        ("water supply", [("Topic", "Water supply", "q=&topic=water")]),
        ("water", []),
        ("river 2024", [("Year", "2024", "q=river&year=2024")]),
        (
            "river May 2023",
            [
                (
                    "Date",
                    "May 2023",
                    "q=river+after%3A2023-04-30+before%3A2023-06-01",
                )
            ],
        ),
        (
            '"9 May 2023"',
            [("Date", "9 May 2023", "q=after%3A2023-05-08+before%3A2023-05-10")],
        ),
        ("speaker:Tokayev river", []),
        ("-Tokayev river", []),
    ],
)
def test_a_name_or_a_date_typed_plainly_is_offered_as_a_filter(archive, q, offers):
    told = find(q).offers

    assert [(each.facet_label, each.label, each.query_string) for each in told] == (
        offers
    )


def test_a_filter_in_force_is_not_offered(archive):
    assert find("Tokayev", speaker="tokayev").offers == ()


def test_why_nothing_is_found_is_told_part_by_part(archive):
    result = find("river speaker:aigul", topic="water")

    assert result.total == 0
    assert [
        (each.label, each.total, each.without, each.query_string)
        for each in result.reasons
    ] == [
        ("river", 1, 0, "q=speaker%3Aaigul&topic=water"),
        ("speaker:aigul", 1, 1, "q=river&topic=water"),
        ("Topic: Water supply", 2, 0, "q=river+speaker%3Aaigul"),
    ]
    relaxed = result.reasons[1]
    again = search(SearchRequest.read(dict(QueryDict(relaxed.query_string).lists())))
    assert again.total == relaxed.without


def test_one_word_that_is_not_found_needs_no_table(archive):
    assert find("zebra").reasons == ()
    assert find("river").reasons == ()


def test_the_table_of_reasons_has_a_bound(archive):
    result = find(" ".join(f"-river{n}" for n in range(20)) + " zebra")

    assert result.total == 0
    assert len(result.reasons) == 8


def test_a_second_value_can_be_added_to_a_facet(archive):
    result = find("", kind="answer")
    (kinds,) = [facet for facet in result.facets if facet.name == "kind"]

    assert {value.value: value.also for value in kinds.values} == {
        "answer": "",
        "question": "q=&kind=answer&kind=question",
    }


def test_every_facet_counts_what_its_values_find(archive):
    for facet in find("river OR снег").facets:
        for value in facet.values:
            query = dict(QueryDict(value.query_string).lists())
            assert search(SearchRequest.read(query)).total == value.count


def test_the_facets_name_outlet_year_and_language(archive):
    told = {
        facet.name: [value.label for value in facet.values]
        for facet in find("river OR снег").facets
    }

    assert told["outlet"] == ["Egemen Qazaqstan"]
    assert told["year"] == ["2023", "2024"]
    assert told["language"] == ["Russian", "English"]


def test_a_year_and_a_language_are_chosen_by_their_names(archive):
    assert found("", year="2023") == ["snow a1", "snow q1"]
    assert found("", language="ru") == ["snow a1", "snow q1"]
    assert found("", outlet="egemen") == ["step a1", "step q1"]
    assert found("", year="soon") == found("", language="?") == []


def test_names_in_another_script_are_marked_in_the_text(archive):
    factories.make_turn(archive, text="Tokayev said so.")

    (hit,) = [hit for hit in find("Токаев").hits if hit.turn.anchor == "q2"]

    (excerpt,) = hit.excerpts
    assert [excerpt.text[a:b] for a, b in excerpt.marks] == ["Tokayev"]


def test_the_number_of_queries_has_a_bound(archive, django_assert_max_num_queries):
    do_tasks()
    fields = " ".join(f"speaker:p{n} topic:t{n}" for n in range(16))

    with django_assert_max_num_queries(80):
        search(SearchRequest(fields))


def test_a_name_only_spoken_of_is_found_in_another_script(engine, committed):
    with committed():
        factories.make_exchange(
            factories.make_interview(), "Who wrote it?", "Pushkin wrote it."
        )

    found = search(SearchRequest("Пушкин"))

    assert [hit.turn.anchor for hit in found.hits] == ["a1"]
    (excerpt,) = found.hits[0].excerpts
    assert [excerpt.text[start:end] for start, end in excerpt.marks] == ["Pushkin"]
    assert found.notes == ("“пушкин” was also searched for as “pushkin”.",)
