"""The quotation check: what it answers, to whom, and what it never keeps."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Paired, Speaker, State, Turn, WordPair, wording_of
from archive.quoting import candidates, checking, keeping
from tests.factories import (
    make_change,
    make_conversation,
    make_edition,
    make_interview,
    make_source,
    make_speaker,
    make_turn,
)
from tests.views.pages import parse, read, select, text_of, texts

pytestmark = pytest.mark.django_db

WELL = "My father dug the well before the road came. It took him nine days."


@pytest.fixture
def interview():
    interview = make_interview()
    make_turn(interview, "statement", WELL, speaker=make_speaker())
    make_turn(
        interview,
        "statement",
        "Nobody asked the shepherds about it.",
        speaker=make_speaker("Daniyar Omarov", "daniyar-omarov"),
    )
    return interview


def ask(client, text, **fields):
    headers = {"Accept": "application/json"}
    response = client.post("/check/", {"text": text, **fields}, headers=headers)
    assert response.status_code == 200
    return response.json()["quotations"]


def verdicts(client, text, **fields):
    return [each["verdict"] for each in ask(client, text, **fields)]


def test_a_quotation_is_told_with_its_passage(client, interview):
    (quotation,) = ask(client, "my father dug the well")

    citation = quotation.pop("citation")
    assert quotation == {
        "text": "my father dug the well",
        "verdict": "exact",
        "wording": "now",
        "passages": [
            {
                "url": "http://127.0.0.1:8000/interviews/steppe-2024/"
                "?mark=s1p1.0-22#s1p1",
                "anchor": "s1p1",
                "start": 0,
                "end": 22,
                "speaker": "Aigul Saparova",
                "text": "My father dug the well",
            }
        ],
        "diff": [],
        "attribution": "",
    }
    assert "The steppe remembers" in citation


def test_a_changed_word_is_told(client, interview):
    (quotation,) = ask(client, "My mother dug the well before the road came.")

    assert quotation["verdict"] == "altered"
    assert quotation["diff"] == [
        {"kind": "same", "words": "My"},
        {"kind": "gone", "words": "father"},
        {"kind": "new", "words": "mother"},
        {"kind": "same", "words": "dug the well before the road came"},
    ]


def test_what_a_quotation_declares_is_named(client, interview):
    (quotation,) = ask(client, "My father [never] dug … before the road came")

    assert quotation["verdict"] == "exact"
    assert quotation["diff"] == [
        {"kind": "same", "words": "My father"},
        {"kind": "put_in", "words": "never"},
        {"kind": "same", "words": "dug"},
        {"kind": "left_out", "words": "the well"},
        {"kind": "same", "words": "before the road came"},
    ]
    marks = "s1p1.0-9@{0},s1p1.10-13@{0},s1p1.23-43@{0}#s1p1".format(pin())
    assert f"?mark={marks}" in quotation["citation"]


def test_a_paragraph_with_several_pieces_is_shown_once(client, interview):
    page = parse(client.post("/check/", {"text": "My father … before the road came"}))

    (place,) = select(page, ".check-place .record")
    assert texts(place, "mark") == ["My father", "before the road came"]
    assert place.text_content() == WELL
    (link, *_) = select(place, "a")
    assert "?mark=s1p1.0-9,s1p1.23-43#s1p1" in link.get("href")
    assert texts(page, ".check-diff del") == ["Taken out: dug the well"]


def pin():
    return wording_of(WELL)[:8]


@pytest.mark.parametrize(
    ("text", "speaker", "verdict"),
    [
        ("My father dug the well", "Aigul Saparova", "exact"),
        ("My father dug the well", "Saparova", "exact"),
        ("My father dug the well", "Айгуль Сапарова", "exact"),
        ("My father dug the well", "Daniyar Omarov", "misattributed"),
        ("My father dug the well", "Данияр Омаров", "misattributed"),
        ("My father dug the well", "Zaphod Beeblebrox", "exact"),
        ("“My father dug the well,” said Daniyar Omarov.", "", "misattributed"),
        ("«My father dug the well», — сказал Омаров.", "", "misattributed"),
        ("«My father dug the well», – деді Омаров.", "", "misattributed"),
        ("Omarov: “My father dug the well.”", "", "misattributed"),
        ("“My father dug the well,” he said.", "", "exact"),
        ("Омарову Сапарова сказала: «My father dug the well».", "", "exact"),
        ("О Омарове Сапарова сказала: «My father dug the well».", "", "exact"),
        ("Omarov said that Saparova said: “My father dug the well.”", "", "exact"),
        ("Saparova: My father dug the well", "", "exact"),
        ("Omarov: My father dug the well", "", "misattributed"),
        ("My father dug the well", "Omarov Saparova", "exact"),
    ],
)
def test_who_said_it_is_compared_where_a_name_is_given(
    client, interview, text, speaker, verdict
):
    assert verdicts(client, text, speaker=speaker) == [verdict]


def test_each_quotation_of_an_article_is_judged(client, interview):
    article = (
        "“It took him nine days,” she said. “It took her nine days,” she added. "
        "“It took him nine days. Nobody asked the shepherds about it.” “Moon cheese.”"
    )

    assert verdicts(client, article) == ["exact", "altered", "spliced", "not_found"]


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_readers_may_not_see_is_not_found(client, interview, state):
    interview.state = state
    interview.save()

    assert verdicts(client, "my father dug the well") == ["not_found"]


def test_a_changed_turn_is_found_by_its_new_words(client, interview):
    assert verdicts(client, "My father dug the well") == ["exact"]
    turn = Turn.objects.get(anchor="s1")
    turn.text = "My uncle built the well."
    turn.save()

    assert verdicts(client, "“My uncle built”, “dug the well before”") == [
        "exact",
        "not_found",
    ]


def test_an_earlier_wording_is_exact_and_told_as_earlier(client, interview):
    edition = make_edition(interview, make_source(), number=2)
    was = "My father made this well alone."
    make_change(edition, anchor="s1", text=was, parts=["s1p1"])

    response = client.post("/check/", {"text": "My father made this well alone"})

    page = parse(response)
    assert text_of(page, "h3.verdict") == "Exact"
    assert "An earlier edition has these words" in page.text_content()
    (place, *_) = select(page, ".check-place a")
    assert "?mark=s1p1.0-30@" in place.get("href")
    assert "?mark=s1p1.0-30@" in text_of(page, ".citation .given")


def test_words_of_a_turn_that_is_gone_have_a_link_that_shows_them(client, interview):
    edition = make_edition(interview, make_source(), number=2)
    was = "My father made this well alone."
    digest = wording_of(was)
    make_change(edition, anchor="s9", text=was, parts=["s9p1"], sha256=digest)

    (told,) = ask(client, "My father made this well alone")

    address = told["passages"][0]["url"]
    assert "/?mark=s9p1.0-30@" in address
    assert address in told["citation"]
    assert "My father made this well alone" in texts(read(client, address), "mark")


def test_the_page_marks_the_text_and_tells_each_verdict(client, interview):
    article = "She said “it took him nine days” and “moon cheese is fine”."

    page = parse(client.post("/check/", {"text": article}))

    assert texts(page, ".check-counts li") == ["1 exact", "1 not found"]
    assert texts(page, "a.check-quoted") == [
        "“it took him nine days”",
        "“moon cheese is fine”",
    ]
    assert texts(page, "article h3") == ["Exact", "Not found"]
    assert text_of(page, "textarea") == article


def test_a_long_article_shows_how_far_the_check_is(client, interview):
    article = "“It took him nine days.” " * 12

    response = client.post("/check/", {"text": article})

    steps = list(response)
    assert response.streaming
    assert b"1 of 12 quotations" in steps[1]
    assert b"12 of 12 quotations" in steps[12]
    assert b"</html>" in steps[-1]
    assert b'<span class="num">12</span> exact' in steps[13]


@pytest.mark.parametrize(
    ("wanted", "media_type", "words"),
    [
        ("txt", "text/plain", "1. NOT FOUND: “=cmd it all”"),
        ("csv", "text/csv", "1,not_found,'=cmd it all,"),
        ("json", "application/json", '"verdict": "not_found"'),
    ],
)
def test_a_report_can_be_taken_along(client, interview, wanted, media_type, words):
    response = client.post("/check/", {"text": "=cmd it all", "report": wanted})

    assert response.headers["Content-Type"] == f"{media_type}; charset=utf-8"
    assert response.headers["Content-Disposition"].endswith(f'.{wanted}"')
    assert words in response.content.decode()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a" * (checking.MOST_LETTERS + 1), "characters can be checked at once"),
        ("“a b” " * (checking.MOST_QUOTATIONS + 1), "can be checked at once"),
        ("a" * 3_000_000, "characters can be checked at once"),
    ],
)
def test_too_much_is_refused_with_what_to_do(client, text, told):
    page = client.post("/check/", {"text": text})
    asked = client.post(
        "/check/", {"text": text}, headers={"Accept": "application/json"}
    )

    assert page.status_code == asked.status_code == 413
    assert told in text_of(parse(page), "[role=alert] p")
    assert "Paste it in parts." in asked.json()["error"]


@pytest.mark.parametrize("text", ["", " \n", "\0"])
def test_nothing_to_check_is_told(client, text):
    response = client.post("/check/", {"text": text})

    assert response.status_code == 400
    assert "There is nothing to check" in response.content.decode()


HOSTILE = [
    "“<script>alert(1)</script> and more words”",
    "</textarea><img src=x onerror=alert(1)> “a b c d”",
    "“\0\u202e\u2066 bidi \ud7ff\x1b[31m words \x07”",
    "“" * 90_000,
    "“\n" * 90_000,
    "“ \n\n“" * 30_000,
    "[a] " * 45_000,
    "a… " * 60_000,
    "”" * 5000,
    "\"'“„«‹「『" * 500,
    "“a” " * 400,
    "[" * 4000 + "]" * 4000,
    "(" * 4000 + "…" * 4000,
    "— — — — " * 2000,
    "> " * 3000,
    "> \n" * 3000,
    "said " * 20000,
    "x: " * 20000,
    "’" * 20000,
    "是" * 20000,
    "a-" * 20000,
    "a\u0301" * 20000,
    "%s %(x)s {0} {{ x }} {% load %} “{% include 'x' %} is here”",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_page_or_is_reflected(client, interview, text):
    response = client.post("/check/", {"text": text, "speaker": text[:500]})

    page = b"".join(response).decode()
    assert response.status_code in {200, 400, 413}
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\0" not in page


def test_nothing_is_kept_and_nobody_is_known(client, interview, caplog):
    keeping.catch_up()
    before = (WordPair.objects.count(), Paired.objects.count())

    response = client.post("/check/", {"text": "“a very secret draft of words”"})

    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "secret" not in caplog.text
    assert (WordPair.objects.count(), Paired.objects.count()) == before


def test_the_form_needs_no_cookie(client):
    page = parse(client.get("/check/"))

    (form,) = select(page, "form.check-form")
    assert form.get("method") == "post"
    assert select(page, "[name=csrfmiddlewaretoken]") == []


def test_the_number_of_queries_does_not_grow_with_the_places(
    client, django_assert_max_num_queries
):
    for number in range(12):
        make_conversation(exchanges=2, slug=f"talk-{number}")
    keeping.catch_up()

    with django_assert_max_num_queries(15):
        (quotation,) = ask(client, "It takes nine days.")

    assert len(quotation["passages"]) == 20


def test_the_number_of_queries_does_not_grow_with_the_quotations(
    client, interview, django_assert_num_queries
):
    keeping.catch_up()
    article = "“It took him nine days,” said Aigul Saparova. " * 2
    with CaptureQueriesContext(connection) as asked:
        ask(client, article)

    with django_assert_num_queries(len(asked)):
        quotations = ask(client, article * 5)

    assert len(quotations) == 10


def test_among_many_who_say_it_the_named_one_is_found(client, interview, monkeypatch):
    monkeypatch.setattr(candidates, "MOST_SAME", 2)
    for _ in range(4):
        make_turn(interview, "statement", "We dug the old well.", speaker=None)
    daniyar = Speaker.objects.get(slug="daniyar-omarov")
    make_turn(interview, "statement", "We dug the old well.", speaker=daniyar)

    (quotation,) = ask(client, "we dug the old well", speaker="Omarov")

    assert quotation["verdict"] == "exact"
    assert quotation["passages"][0]["speaker"] == "Daniyar Omarov"


def test_nobody_is_misattributed_words_whose_turn_is_gone(client, interview):
    edition = make_edition(interview, make_source(), number=2)
    make_change(edition, anchor="s9", text="The camels drank it all.", parts=["s9p1"])

    (quotation,) = ask(client, "the camels drank it all", speaker="Omarov")

    assert quotation["verdict"] == "exact"
    assert quotation["passages"][0]["speaker"] is None


def test_json_holds_every_language_as_it_is(client, interview):
    response = client.post(
        "/check/", {"text": "құдық", "report": "json"}, headers={"Accept": "text/html"}
    )

    (quotation,) = json.loads(response.content)["quotations"]
    assert quotation["text"] == "құдық"


def test_a_body_of_json_is_read(client, interview):
    sent = {"text": "My father dug the well", "speaker": "Omarov"}

    response = client.post(
        "/check/", sent, "application/json", headers={"Accept": "application/json"}
    )

    (quotation,) = response.json()["quotations"]
    assert quotation["verdict"] == "misattributed"


@pytest.mark.parametrize(
    ("sent", "media_type", "status", "told"),
    [
        ("{", "application/json", 400, "The JSON is not read"),
        ("[1]", "application/json", 400, "The JSON is not read"),
        ('{"text": 1}', "application/json", 400, "The JSON is not read"),
        ('{"text": "\\u0000well"}', "application/json", 400, "NUL"),
        ('{"text": " "}', "application/json", 400, "nothing to check"),
        ("we dug", "text/plain", 415, "Send the text as a form"),
    ],
)
def test_what_cannot_be_read_is_told(client, sent, media_type, status, told):
    accept = {"Accept": "application/json"}

    response = client.post("/check/", sent, media_type, headers=accept)

    assert response.status_code == status
    assert told in response.json()["error"]


def test_marks_alone_are_no_quotation(client):
    response = client.post("/check/", {"text": '"' * 60_000})

    assert response.status_code == 400


def test_an_article_folds_the_citations_of_what_is_exact(client, interview):
    article = "“It took him nine days,” she said. “It took her nine days.”"

    page = parse(client.post("/check/", {"text": article}))

    assert len(select(page, ".citation")) == 2
    assert texts(page, "details summary") == ["Citation"]


def test_a_word_or_two_are_too_short_to_judge(client, interview):
    page = parse(client.post("/check/", {"text": "“nine days”"}))

    assert texts(page, "h3.verdict") == ["Too short to judge"]
    assert verdicts(client, "“nine days”") == ["exact"]


def test_it_is_told_where_the_record_does_not_tell_who_spoke(client, interview):
    edition = make_edition(interview, make_source(), number=2)
    was = "My father made this well alone."
    make_change(edition, anchor="s9", text=was, parts=["s9p1"])

    (quotation,) = ask(client, "My father made this well", speaker="Omarov")

    assert quotation["passages"][0]["speaker"] is None
    assert "the record does not tell who says it" in quotation["attribution"]


def test_another_method_is_refused_in_json_where_that_is_asked_for(client):
    response = client.put("/check/", headers={"Accept": "application/json"})

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert response.json() == {"error": "This way of asking is not offered"}
