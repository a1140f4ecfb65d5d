"""The search page: the words found, what narrows them, and what to do when none are."""

from urllib.parse import quote, unquote

import pytest

from archive.errors import EngineUnavailable
from archive.models import State
from tests.factories import (
    make_annotation,
    make_conversation,
    make_exchange,
    make_interview,
    make_tagging,
    make_topic,
)
from tests.views.pages import parse, read, select, text_of, texts

pytestmark = pytest.mark.django_db

HOSTILE = [
    "%ED%A0%80",
    "%ud800",
    "%F0%9F%90%8E" * 500,
    "%27%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "((((((",
    "-" * 2000,
    "%22" * 501,
    "*",
    "%0A%0D%09",
    "%E2%80%AE%E2%80%8B",
    "a+" * 2000,
    "topic:+speaker:+AND+OR+NOT",
    "%FF%FE",
]


@pytest.fixture
def archive(engine, committed):
    """Two exchanges of one interview, on water and on snow, searched."""
    with committed():
        interview = make_interview()
        water = make_exchange(interview)
        make_tagging(water, make_topic())
        snow = make_exchange(
            interview, "And the <snow>?", "It is deep.\n\nNobody measures snow & ice."
        )
        make_tagging(snow, make_topic("Snow", "snow"))
    return interview


def test_a_search_is_a_plain_form(client, engine):
    page = read(client, "/search/")

    (form,) = select(page, "main form")
    assert (form.get("action"), form.get("method")) == ("/search/", None)
    assert text_of(page, "h1") == "Search the archive"


def test_search_is_not_to_be_indexed(client, archive):
    for path in ("/search/", "/search/?q=snow", "/search/?q=nothing"):
        assert select(read(client, path), "meta[content=noindex]"), path


def test_hits_show_their_words_marked_as_they_are(client, archive):
    page = read(client, "/search/?q=snow")

    assert text_of(page, "h1") == "2 turns found"
    found = [mark.text for mark in select(page, ".hit mark")]
    assert found == ["snow", "snow"]
    assert "Nobody measures snow & ice." in texts(page, ".hit .words")


def test_a_hit_lands_on_its_paragraph_with_the_words_marked(client, archive):
    page = read(client, "/search/?q=measures")

    (link,) = select(page, ".hit .no")
    address, _, anchor = link.get("href").partition("#")
    landed = read(client, address)

    assert anchor == "a2p2"
    assert [mark.text for mark in select(landed, f"#{anchor} mark")] == ["measures"]


def test_facets_narrow_and_filters_can_be_removed(client, archive):
    page = read(client, "/search/?q=snow&kind=answer")

    (chip,) = select(page, ".in-force a")
    assert chip.get("href") == "?q=snow"
    assert text_of(page, "h1") == "1 turn found"
    kept = select(page, "form input[name=kind]")
    assert [field.get("value") for field in kept] == ["answer"]


def test_each_facet_counts_what_its_link_finds(client, archive):
    page = read(client, "/search/?q=snow")

    for link in select(page, ".facet a"):
        count = int(select(link, ".num")[0].text)
        narrowed = read(client, f"/search/{link.get('href')}")
        assert len(select(narrowed, ".hit")) == count, link.get("href")


def test_filters_that_removed_everything_say_so(client, archive):
    page = read(client, "/search/?q=measures&topic=water")

    assert text_of(page, "h1") == "Nothing is left under these filters"
    assert "without the filters, 1 turn is found" in text_of(page, ".notice")
    assert select(page, ".remedies a")[0].get("href") == "/search/?q=measures"


def test_no_hit_is_said_with_what_to_do(client, archive):
    page = read(client, "/search/?q=camel")

    assert text_of(page, "h1") == "Nothing found"
    assert select(page, ".remedies a")[0].get("href") == "/topics/"


@pytest.mark.parametrize(
    ("q", "said", "remedies"),
    [
        ("camel", "No turn in the archive holds this word.", []),
        ("camel horse", "No turn holds camel. No turn holds horse.", []),
        (
            '"mountains the from"',
            "No turn holds mountains the from.",
            ["/search/?q=mountains%20the%20from"],
        ),
        (
            "mountains -nine",
            "No turn holds what you ask for without what you leave out.",
            ["/search/?q=mountains"],
        ),
    ],
)
def test_advice_fits_what_was_asked(client, archive, q, said, remedies):
    page = read(client, f"/search/?q={quote(q)}")

    assert text_of(page, ".notice > p") == said
    links = [link.get("href") for link in select(page, ".remedies a")]
    assert links == [*remedies, "/topics/"]


def test_a_hit_says_where_it_stands(client, archive):
    page = read(client, "/search/?q=measures")

    assert text_of(page, ".where").startswith("Answer, paragraph 2")
    assert select(page, ".where a")[0].get("href") == "/interviews/steppe-2024/"


def test_people_and_topics_of_that_name_are_shown_even_without_a_hit(
    client, engine, committed
):
    with committed():
        make_conversation(exchanges=2)

    people = read(client, "/search/?q=saparova")
    topics = read(client, "/search/?q=water")

    assert texts(people, ".named li") == ["Speaker Aigul Saparova, 2 turns"]
    assert texts(topics, ".named li") == ["Topic Water, 2 exchanges"]
    assert select(topics, ".named a")[0].get("href") == "/topics/water/"


def test_an_annotation_is_found_and_shown_as_a_note(client, engine, committed):
    with committed():
        answer = make_exchange(make_interview()).answers.get()
        make_annotation(answer, "nine days", body="By *camel*.")

    page = read(client, "/search/?q=camel")

    assert text_of(page, ".hit .note mark") == "camel"
    assert text_of(page, ".hit .note .lemma") == "nine days"


def test_hidden_interviews_are_not_found(client, engine, committed):
    with committed():
        make_exchange(make_interview(state=State.DRAFT), "What is the secret?", "None.")

    assert text_of(read(client, "/search/?q=secret"), "h1") == "Nothing found"


def test_results_come_in_pages(client, engine, committed):
    with committed():
        make_conversation(exchanges=25)

    page = read(client, "/search/?q=mountains&page=2")

    assert len(select(page, ".hit")) == 5
    assert text_of(page, ".pages .quiet") == "Page 2 of 2"
    assert select(page, ".pages a[rel=prev]")[0].get("href") == "?q=mountains"


def test_the_number_of_queries_is_that_of_one_page(
    client, engine, committed, django_assert_max_num_queries
):
    with committed():
        make_conversation(exchanges=25)

    with django_assert_max_num_queries(16):
        client.get("/search/?q=mountains")


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("name", ["q", "topic", "page", "sort", "mark"])
def test_no_query_string_breaks_the_page(client, archive, name, query):
    response = client.get(f"/search/?{name}={query}&q=water")

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("page", ["9" * 5000, "-1", "0", "x", "99", "１"])
def test_a_page_that_does_not_exist_is_one_that_does(client, archive, page):
    assert client.get("/search/", {"q": "snow", "page": page}).status_code == 200


def test_an_engine_that_is_down_is_said_with_when_to_return(client, monkeypatch):
    def fail(request):
        raise EngineUnavailable("index: it is missing. Run rebuild_index.")

    monkeypatch.setattr("archive.views.search.search", fail)

    response = client.get("/search/?q=snow")

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    page = parse(response)
    assert text_of(page, "h1") == "The search cannot answer just now"
    assert select(page, ".remedies a")[0].get("href") == "/search/?q=snow"
    assert "rebuild_index" not in response.content.decode()


def test_who_asks_too_often_is_told_when_to_return(client, archive, settings, tmp_path):
    settings.IS_THROTTLED, settings.DATA_DIR = True, tmp_path
    settings.PACES = {"search": (6, 1)}

    first, second = (client.get("/search/?q=snow") for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 429)
    assert second["Retry-After"] == "10"
    assert "snow" not in second.content.decode()


# The query language on the page


def test_a_filter_in_the_words_is_no_second_filter(client, archive):
    page = read(client, "/search/?q=in:answer+snow&kind=answer")

    fields = select(page, "form input[type=hidden]")
    assert [(field.get("name"), field.get("value")) for field in fields] == [
        ("kind", "answer")
    ]
    assert [chip.get("href") for chip in select(page, ".in-force a")] == [
        "?q=snow&kind=answer",
        "?q=in%3Aanswer+snow",
    ]


def test_another_value_of_a_facet_can_be_added(client, archive):
    page = read(client, "/search/?q=snow&kind=answer")

    (link,) = select(page, ".facet .also")
    assert text_of(page, ".facet .also") == "also Questions"
    assert len(select(read(client, f"/search/{link.get('href')}"), ".hit")) == 2


def test_a_topic_typed_plainly_is_offered(client, archive):
    page = read(client, "/search/?q=snow")

    (link,) = select(page, ".offers a.chip")
    assert " ".join(link.text_content().split()) == "Topic: Snowonly"
    assert link.get("href") == "?q=&topic=snow"
    assert text_of(read(client, "/search/?q=&topic=snow"), "h1") == "2 turns found"


def test_what_was_meant_is_one_click_away(client, archive):
    page = read(client, "/search/?q=mesures")

    (link,) = select(page, ".meant a")
    assert (link.text, link.get("href")) == ("measures", "?q=measures")


def test_why_nothing_is_found_is_a_table_of_links(client, archive):
    page = read(client, "/search/?q=measures+year:1999")

    assert texts(page, ".ledger td") == [
        *("measures", "1", "0"),
        *("year:1999", "0", "1 turn without year:1999"),
    ]
    (link,) = select(page, ".ledger tbody a")
    assert text_of(read(client, f"/search/{link.get('href')}"), "h1") == "1 turn found"


def test_filters_that_left_none_of_some_words_say_so_too(client, archive):
    page = read(client, "/search/?q=measures+camel&year=1999")

    assert text_of(page, "h1") == "Nothing is left under these filters"
    assert "without the filters, 1 turn is found" in text_of(page, ".notice")
    assert texts(page, ".ledger td") == [
        *("measures", "1", "0"),
        *("camel", "0", "0"),
        *("Year: 1999", "0", "1 turn without Year: 1999"),
    ]
    (link,) = select(page, ".ledger tbody a")
    assert len(select(read(client, f"/search/{link.get('href')}"), ".hit")) == 1


def test_a_search_stopped_at_its_deadline_says_what_to_narrow(
    client, archive, settings
):
    settings.SEARCH_SECONDS = 1e-9

    response = client.get("/search/", {"q": "snow <script>"})

    assert response.status_code == 422
    page = response.content.decode()
    assert "This search is too wide" in page
    assert "takes longer than 1 second" in page
    assert "snow" not in page


@pytest.mark.parametrize(
    "q",
    [
        "speaker:",
        "speaker:x",
        "-speaker:x",
        "(a OR",
        "a OR speaker:x",
        '"a b"~3',
        "exact:",
        "in:note",
        "-(a b)",
        "year:0000",
        "before:9999 after:0001",
        "lang:" + "z" * 99,
        "interview:<script>alert(1)</script>",
        "НЕМЕСЕ",
        "*",
    ],
)
def test_no_query_of_the_language_breaks_the_page(client, archive, q):
    response = client.get("/search/", {"q": q})

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


# Help


def test_help_is_reached_from_the_search_page_and_the_foot_of_every_page(
    client, engine
):
    assert select(read(client, "/search/"), "main a[href='/help/']")
    assert select(read(client, "/search/?q=snow"), "search a[href='/help/']")
    assert select(read(client, "/about/"), "footer a[href='/help/']")


def test_every_example_of_the_help_runs_and_is_understood(client, archive):
    links = select(read(client, "/help/"), ".typed a")
    addresses = [link.get("href") for link in links]

    assert len(addresses) > 15
    assert [link.text for link in links] == [
        unquote(address.partition("?q=")[2]) for address in addresses
    ]
    for address in addresses:
        page = read(client, address)
        assert text_of(page, "h1") != "Search the archive", address
        assert not [each for each in texts(page, ".quiet") if "no field" in each]


@pytest.mark.parametrize(
    ("path", "name", "slug"),
    [
        ("/interviews/steppe-2024/", "interview", "steppe-2024"),
        ("/topics/snow/", "topic", "snow"),
        ("/speakers/aigul-saparova/", "speaker", "aigul-saparova"),
    ],
)
def test_one_can_search_within_an_interview_a_topic_and_a_person(
    client, engine, committed, path, name, slug
):
    with committed():
        make_conversation(exchanges=2)
        snow = make_exchange(make_interview("other"), "And the snow?", "Deep.")
        make_tagging(snow, make_topic("Snow", "snow"))

    (form,) = select(read(client, path), "main form")
    (kept,) = select(form, "input[type=hidden]")

    assert (form.get("action"), kept.get("name"), kept.get("value")) == (
        "/search/",
        name,
        slug,
    )
    found = read(client, f"/search/?q=&{name}={slug}")
    assert select(found, ".hit")
    assert text_of(found, ".in-force a").endswith("remove")
