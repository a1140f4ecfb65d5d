"""Interviews and exchanges as readers get them."""

import re

import pytest

from archive.models import Basis, InterludeKind, Kind, Role, State
from archive.templatetags.wording import own_words
from tests.factories import (
    make_alias,
    make_annotation,
    make_conversation,
    make_edition,
    make_exchange,
    make_interlude,
    make_interview,
    make_outlet,
    make_participation,
    make_source,
    make_speaker,
    make_tagging,
    make_topic,
    make_turn,
)
from tests.views.pages import read, select, text_of

pytestmark = pytest.mark.django_db


def words_of(page, anchor):
    return page.get_element_by_id(anchor).text_content()


def test_the_list_shows_public_interviews_newest_first(client):
    make_interview("older", title="Older", date_start="2020-01-01")
    make_interview("newer", title="Newer", date_start="2023-01-01")
    make_interview("hidden", title="Hidden", state=State.DRAFT)

    page = read(client, "/interviews/")

    titles = [entry.text_content() for entry in select(page, "a.entry")]
    assert titles == ["Newer", "Older"]


def test_the_list_says_who_asks_and_who_answers(client):
    make_conversation(exchanges=1)

    page = read(client, "/interviews/")

    told = [
        part.text_content().strip() for part in select(page, ".entries .line > span")
    ]
    assert told[:3] == [
        "January 2024",
        "Asks: Daniyar Omarov",
        "Answers: Aigul Saparova",
    ]


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "", "1e9", "١"])
def test_a_wrong_page_number_gives_a_page_that_exists(client, page):
    make_interview()

    response = client.get("/interviews/", {"page": page})

    assert response.status_code == 200
    assert "The steppe remembers" in response.content.decode()


def test_every_paragraph_stands_on_the_page_as_it_is(client):
    interview = make_interview()
    question = make_exchange(
        interview,
        asked='Is it <b>"cold"</b> & dry?',
        answered="– Yes.\n\nIn 2023, it’s 5 < 6.\n\nВ степи — да.",
    )
    make_annotation(question.answers.get(), "it’s 5 < 6")

    page = read(client, "/interviews/steppe-2024/?mark=a1p2.0-4")

    assert words_of(page, "q1p1") == 'Is it <b>"cold"</b> & dry?'
    assert words_of(page, "a1p1") == "– Yes."
    assert words_of(page, "a1p2") == "In 2023, it’s 5 < 6."
    assert words_of(page, "a1p3") == "В степи — да."


def test_turns_stand_in_their_sequence_with_anchors_as_ids(client):
    make_conversation(exchanges=3)

    page = read(client, "/interviews/steppe-2024/")

    turns = [turn.get("id") for turn in select(page, ".turn")]
    assert turns == ["q1", "a1", "q2", "a2", "q3", "a3"]


def test_the_article_says_the_language_of_the_record(client):
    interview = make_interview(language="kk", title="Дала")
    make_turn(interview, text="Су қайдан?", language="ru")

    page = read(client, "/interviews/steppe-2024/")

    assert page.get("lang") == "en"
    assert select(page, "article")[0].get("lang") == "kk"
    assert page.get_element_by_id("q1").get("lang") == "ru"
    assert select(page, ".facts")[0].get("lang") == "en"


def test_the_contents_are_the_questions_own_words(client):
    interview = make_interview()
    asked = "Thank you for coming. What did the old people say of the river in spring?"
    make_exchange(interview, asked=asked)

    page = read(client, "/interviews/steppe-2024/")

    entry = select(page, ".contents .words")[0].text_content()
    assert entry == "What did the old people say of the river in spring?"
    assert entry == own_words(asked)


def test_the_words_a_note_stands_on_are_told_by_their_ends_when_many(client):
    words = "The river comes from the mountains, and always by the ninth day it is warm"
    answer = make_exchange(
        make_interview(), answered=f"{words} again. Yes."
    ).answers.get()
    make_annotation(answer, f"{words} again. Yes.")
    make_annotation(answer, "river ")

    page = read(client, "/interviews/steppe-2024/")

    lemmas = [
        " ".join(lemma.text_content().split()) for lemma in select(page, ".lemma")
    ]
    assert lemmas == [
        "The river comes from the mountains, and […] day it is warm again. Yes.",
        "river",
    ]


def test_people_are_told_by_their_role_and_what_is_inferred_says_why(client):
    interview = make_interview()
    make_participation(
        interview,
        make_speaker("Daniyar Omarov", "daniyar-omarov"),
        Role.INTERVIEWER,
        basis=Basis.INFERRED,
        evidence="the credit line names him",
    )

    told = text_of(read(client, "/interviews/steppe-2024/"), ".facts")

    assert "D.O. Daniyar Omarov inferred: the credit line names him" in told


def test_an_inferred_date_is_about_and_shows_its_evidence(client):
    make_interview(
        date_basis=Basis.INFERRED, date_evidence="it speaks of New Year (a1p1)"
    )

    page = read(client, "/interviews/steppe-2024/")

    date = select(page, ".facts .inferred time")[0]
    assert (date.text_content(), date.get("datetime")) == (
        "about January 2024",
        "2024-01",
    )
    facts = select(page, ".facts")[0]
    assert "(inferred: it speaks of New Year (a1p1))" in facts.text_content()
    (link,) = [each for each in select(facts, "a") if each.text == "a1p1"]
    assert link.get("href") == "/interviews/steppe-2024/#a1p1"
    assert not facts.xpath(".//*[@title]")


def test_an_unknown_date_is_said_to_be_unknown(client):
    make_interview(date_start=None, date_precision="", date_basis="")

    (facts,) = select(read(client, "/interviews/steppe-2024/"), ".facts")

    assert "date unknown" in facts.text_content()


def test_origin_and_rights_are_told(client):
    make_interview(
        outlet=make_outlet(),
        republisher=make_outlet("Water Agency", "water-agency"),
        rights="All rights stay with the paper.",
    )

    origin = text_of(read(client, "/interviews/steppe-2024/"), ".origin")

    assert origin == (
        "First published in Steppe Gazette. Text: Water Agency. "
        "All rights stay with the paper."
    )


def test_topics_stand_beside_their_exchange(client):
    interview = make_interview()
    make_tagging(make_exchange(interview), make_topic("Water", "water"))

    page = read(client, "/interviews/steppe-2024/")

    links = select(page, ".marginalia a")
    assert [link.get("href") for link in links] == [
        "/topics/water/",
        "/interviews/steppe-2024/q1/",
        "/interviews/steppe-2024/source/?at=q1#at",
        "/interviews/steppe-2024/q1/cite/",
    ]


def test_a_suggested_topic_is_not_shown(client):
    interview = make_interview()
    make_tagging(make_exchange(interview), make_topic(), basis="suggested")

    page = read(client, "/interviews/steppe-2024/")

    assert "Water" not in select(page, ".marginalia")[0].text_content()


def test_a_note_is_tied_to_its_words_by_a_letter(client):
    interview = make_interview()
    answer = make_exchange(interview).answers.get()
    note = make_annotation(answer, "nine days", body="By *camel*.")

    page = read(client, "/interviews/steppe-2024/")

    reference = select(page, "#a1p2 a.ref")[0]
    assert reference.get("href") == f"#note-{note.pk}"
    assert reference.get("data-letter") == "a"
    told = page.get_element_by_id(f"note-{note.pk}")
    assert select(told, ".lemma")[0].text_content() == "nine days"
    assert select(told, ".lemma")[0].get("href") == f"#w-{note.pk}"
    assert select(told, ".body em")[0].text_content() == "camel"


def test_notes_are_lettered_through_the_interview(client):
    interview = make_interview()
    first, second = make_exchange(interview), make_exchange(interview)
    make_annotation(second, "water")
    make_annotation(first.answers.get(), "mountains")

    page = read(client, "/interviews/steppe-2024/")

    letters = [ref.get("data-letter") for ref in select(page, "a.ref")]
    assert letters == ["a", "b"]
    assert select(page, "#a1p1 a.ref")
    assert select(page, "#q2p1 a.ref")


def test_a_note_over_two_paragraphs_stands_once_beside_the_first(client):
    interview = make_interview()
    answer = make_exchange(interview).answers.get()
    make_annotation(answer, "mountains.\n\nIt takes")

    page = read(client, "/interviews/steppe-2024/")

    assert len(select(page, ".note")) == 1
    assert select(page, "#a1p1 [id^=w-]")
    assert not select(page, "#a1p1 a.ref")
    assert select(page, "#a1p2 a.ref")
    assert not select(page, "#a1p2 [id^=w-]")


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_an_unpublished_note_is_not_shown(client, state):
    make_annotation(make_exchange(make_interview()), "water", state=state)

    page = read(client, "/interviews/steppe-2024/")

    assert select(page, ".note, .ref, .noted") == []


def test_interludes_stand_where_the_source_has_them(client):
    interview = make_interview()
    question = make_exchange(interview)
    make_interlude(interview, None, kind=InterludeKind.HEADING, text="Prologue")
    make_interlude(interview, question, text="She laughs.")

    page = read(client, "/interviews/steppe-2024/")

    order = [part.text_content() for part in select(page, ".interlude, .passage > p")]
    assert order == [
        "Prologue",
        "Where does the water come from?",
        "She laughs.",
        "From the mountains.",
        "It takes nine days.",
    ]


def test_an_interlude_inside_a_turn_stands_between_its_paragraphs(client):
    interview = make_interview()
    answer = make_exchange(interview).answers.get()
    first, second = answer.segments.order_by("order")
    second.source_start, second.source_end = 900, 960
    second.save()
    make_interlude(interview, answer, source_start=first.source_end + 1)

    page = read(client, "/interviews/steppe-2024/")

    order = [part.text_content() for part in select(page, ".interlude, .passage > p")]
    assert order[1:] == ["From the mountains.", "She laughs.", "It takes nine days."]


def test_the_credit_is_printed_as_the_source_prints_it(client):
    interview = make_interview()
    text = "– Where?\n\n– There.\n\nАсан wrote it down."
    edition = make_edition(interview, make_source(text))
    edition.skipped.create(kind="credit", start=text.index("Асан"), end=len(text))

    page = read(client, "/interviews/steppe-2024/")

    assert select(page, ".credit")[0].text_content() == "Асан wrote it down."


def test_a_doubtful_turn_says_so(client):
    make_turn(make_interview(), doubt="The source marks no new speaker here.")

    page = read(client, "/interviews/steppe-2024/")

    told = select(page, ".doubt")[0].text_content()
    assert told == "Doubtful: The source marks no new speaker here."


@pytest.mark.parametrize(
    ("mark", "marked"),
    [
        ("mark=a1p2.9-13", ["nine"]),
        ("mark=a1p2.9-13&mark=a1p1.9-18", ["mountains", "nine"]),
        ("mark=a1p2.9-13,a1p1.9-18", ["mountains", "nine"]),
        ("mark=a1p2", ["It takes nine days."]),
        ("mark=a1p2.8-99", []),
        ("mark=a1p2.9-9", []),
        ("mark=a9p9.1-2", []),
        ("mark=a1p2.8", []),
        ("mark=x", []),
        ("mark=a1p2.-1-4", []),
        ("mark=a1p2.9-13@00000000", []),
        ("mark=a1.20-31", ["It takes n"]),
        ("mark=a1.5-31", ["the mountains.", "It takes n"]),
        (
            "mark=q1,a1",
            [
                "Where does the water come from?",
                "From the mountains.",
                "It takes nine days.",
            ],
        ),
    ],
)
def test_a_link_marks_its_passage(client, mark, marked):
    make_exchange(make_interview())

    for path in ("/interviews/steppe-2024/", "/interviews/steppe-2024/q1/"):
        page = read(client, f"{path}?{mark}")
        assert [found.text_content() for found in select(page, "mark")] == marked


def test_offsets_of_a_mark_count_code_points(client):
    make_turn(make_interview(), text="𐰽𐰆 сұхбат 🐎 жылқы")

    page = read(client, "/interviews/steppe-2024/?mark=q1p1.12-17")

    assert [found.text_content() for found in select(page, "mark")] == ["жылқы"]


def test_a_mark_pinned_to_this_wording_is_shown(client):
    make_turn(make_interview(), text="Where?")  # sha256 begins with 91f45115

    page = read(client, "/interviews/steppe-2024/?mark=q1p1.0-5@91f45115")

    assert [found.text_content() for found in select(page, "mark")] == ["Where"]


def test_an_exchange_stands_alone_and_points_to_the_whole(client):
    make_conversation(exchanges=3)

    page = read(client, "/interviews/steppe-2024/q2/")

    assert [turn.get("id") for turn in select(page, ".turn")] == ["q2", "a2"]
    canonical = select(page, "link[rel=canonical]")[0].get("href")
    assert canonical == "http://127.0.0.1:8000/interviews/steppe-2024/"
    assert select(page, "a[rel=prev]")[0].get("href") == "/interviews/steppe-2024/q1/"
    assert select(page, "a[rel=next]")[0].get("href") == "/interviews/steppe-2024/q3/"
    assert "Question 2 of 3 in" in select(page, ".path")[0].text_content()


def test_an_exchange_holds_every_answer_to_its_question(client):
    interview = make_interview()
    question = make_exchange(interview)
    make_turn(interview, Kind.ANSWER, "I disagree.", question=question)
    make_exchange(interview)

    page = read(client, "/interviews/steppe-2024/q1/")

    assert [turn.get("id") for turn in select(page, ".turn")] == ["q1", "a1", "a2"]


def test_a_statement_has_a_page_of_its_own(client):
    make_turn(make_interview(), Kind.STATEMENT, "Good evening.")

    page = read(client, "/interviews/steppe-2024/s1/")

    assert words_of(page, "s1p1") == "Good evening."


@pytest.mark.parametrize(
    ("origin", "obtained", "told"),
    [
        ("the library at Almaty", "", "From the library at Almaty."),
        ("a box", "2024-03-01", "From a box, obtained 2024-03-01."),
        ("", "2024-03-01", "Obtained 2024-03-01."),
    ],
)
@pytest.mark.parametrize("path", ["", "q1/"])
def test_an_interview_says_where_its_text_comes_from(
    client, path, origin, obtained, told
):
    interview = make_conversation(exchanges=1)
    make_edition(interview, make_source(origin=origin, obtained=obtained))

    page = read(client, f"/interviews/steppe-2024/{path}")

    assert told in text_of(page, ".origin")
    assert not select(page, ".origin a")


def test_an_address_a_text_comes_from_is_a_link(client):
    interview = make_conversation(exchanges=1)
    make_edition(interview, make_source(origin="https://steppe.example/water"))

    (link,) = select(read(client, "/interviews/steppe-2024/"), ".origin a")

    assert link.get("href") == link.text == "https://steppe.example/water"


def test_an_origin_is_never_a_script(client):
    interview = make_conversation(exchanges=1)
    make_edition(interview, make_source(origin="javascript:alert(1)"))

    assert not select(read(client, "/interviews/steppe-2024/"), ".origin a")


def test_an_exchange_shows_where_it_stands_in_the_source(client):
    interview = make_interview()
    make_exchange(interview)
    source = make_source()
    make_edition(interview, source)

    page = read(client, "/interviews/steppe-2024/q1/")

    (proof,) = page.xpath("//details[summary='Proof']")
    assert source.sha256 in proof.text_content()


def test_the_address_of_an_answer_leads_to_its_exchange(client):
    make_conversation(exchanges=2)

    response = client.get("/interviews/steppe-2024/a2/?mark=a2p1.0-4")

    assert response.status_code == 301
    assert response["Location"] == "/interviews/steppe-2024/q2/?mark=a2p1.0-4"


@pytest.mark.parametrize("anchor", ["q9", "a9", "x", "q1p9", "Q1", "q01"])
def test_an_exchange_that_does_not_exist_is_not_found(client, anchor):
    make_conversation(exchanges=1)

    assert client.get(f"/interviews/steppe-2024/{anchor}/").status_code == 404


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_a_draft_is_not_found(client, state):
    make_exchange(make_interview(state=state))

    assert client.get("/interviews/steppe-2024/").status_code == 404
    assert client.get("/interviews/steppe-2024/q1/").status_code == 404


@pytest.mark.parametrize("path", ["", "q1/"])
def test_an_old_address_redirects_for_ever_with_its_query(client, path):
    interview = make_conversation(exchanges=1)
    make_alias(interview, "old-steppe")

    response = client.get(f"/interviews/old-steppe/{path}?mark=a1p1")

    assert response.status_code == 301
    assert response["Location"] == f"/interviews/steppe-2024/{path}?mark=a1p1"


def test_an_old_address_tells_nothing_of_a_draft(client):
    make_alias(make_interview(state=State.DRAFT), "old-steppe")

    assert client.get("/interviews/old-steppe/").status_code == 404


@pytest.mark.parametrize("path", ["", "q1/"])
def test_a_withdrawn_interview_is_gone_and_says_why(client, path):
    interview = make_interview(
        state=State.WITHDRAWN, withdrawn_reason="The speaker asked for it."
    )
    make_exchange(interview, asked="What is the secret?")

    response = client.get(f"/interviews/steppe-2024/{path}")

    assert response.status_code == 410
    assert "The speaker asked for it." in response.content.decode()
    assert "secret" not in response.content.decode()


def test_a_slug_may_be_in_any_script(client):
    make_interview("дала-2024", title="Дала")

    response = client.get("/interviews/дала-2024/")

    assert response.status_code == 200


def test_nobody_gets_a_cookie(client):
    make_conversation(exchanges=1)

    for path in ("/", "/interviews/steppe-2024/", "/search/", "/topics/water/"):
        assert not client.get(path).cookies, path


def test_ids_are_unique(client):
    interview = make_interview()
    answer = make_exchange(interview).answers.get()
    make_annotation(answer, "mountains")
    make_annotation(answer, "From the mountains")

    page = client.get("/interviews/steppe-2024/").content.decode()

    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_cues_flow_as_one_paragraph_timed_by_the_minute(client):
    interview = make_interview()
    answer = make_exchange(interview).answers.get()
    first, second = answer.segments.order_by("order")
    for segment, start in ((first, 3_599_000), (second, 3_601_500)):
        segment.kind, segment.time_start, segment.time_end = "cue", start, start + 900
        segment.save()

    page = read(client, "/interviews/steppe-2024/")

    cues = select(page, ".cues .passage > p")
    assert [cue.text_content() for cue in cues] == [
        "From the mountains.",
        "It takes nine days.",
    ]
    minutes = [mark.text_content() for mark in select(page, ".cues .minute")]
    assert minutes == ["59:59", "1:00:01"]


def test_cues_of_one_minute_are_timed_once(client):
    interview = make_interview()
    answer = make_exchange(interview).answers.get()
    answer.segments.update(kind="cue", time_start=5_000, time_end=6_000)

    page = read(client, "/interviews/steppe-2024/")

    assert [mark.text_content() for mark in select(page, ".minute")] == ["0:05"]


def test_the_contents_of_a_talk_without_questions_are_its_statements(client):
    text = "The sitting is open. Please stand."
    make_turn(make_interview(), Kind.STATEMENT, text)

    page = read(client, "/interviews/steppe-2024/")

    contents = select(page, ".contents")[0].text_content()
    assert contents == "1 statement1The sitting is open."
