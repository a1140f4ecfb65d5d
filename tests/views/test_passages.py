"""A paragraph alone, a selection alone, and the links that take them along."""

import pytest

from archive.models import Interview, State, Turn, wording_of
from tests.factories import make_conversation
from tests.ingest.storing.test_editions import TALK
from tests.views.pages import parse, read, select, texts
from tests.views.test_changes import publish

pytestmark = pytest.mark.django_db

HOME = "http://127.0.0.1:8000/interviews/steppe-2024/"
ALONE = "/interviews/steppe-2024/a1p2/"


def spoken(page):
    return texts(page, ".passage > p")


def test_a_paragraph_stands_alone(client):
    make_conversation(1)

    page = read(client, ALONE)

    assert spoken(page) == ["It takes nine days."]
    assert texts(page, "h1") == ["Answer 1, paragraph 2, in The steppe remembers"]


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("a1p2.9-13", ["[…] nine […]"]),
        ("a1p2.0-13", ["It takes nine […]"]),
        ("a1p1.5-19,a1p2.0-8", ["[…] the mountains.", "It takes […]"]),
        ("a1.5-29", ["[…] the mountains.", "It takes […]"]),
        ("q1p1.6-31,a1", [
            "[…] does the water come from?",
            "From the mountains.",
            "It takes nine days.",
        ]),
        ("a2p1.0-4", ["From […]"]),
        ("x", ["It takes nine days."]),
        ("a1p2.5-99", ["It takes nine days."]),
    ],
)  # fmt: skip
def test_a_selection_stands_alone_with_what_is_left_out_said(client, mark, words):
    make_conversation(2)

    assert spoken(read(client, f"{ALONE}?mark={mark}")) == words


def test_every_way_to_link_to_words_is_offered(client):
    make_conversation(1)
    wording = wording_of(Turn.objects.get(anchor="a1").text)[:8]

    page = read(client, f"{ALONE}?mark=a1p2.9-13")

    assert texts(page, ".given")[:3] == [
        f"{HOME}a1p2/?mark=a1p2.9-13",
        f"{HOME}?mark=a1p2.9-13#a1p2",
        f"{HOME}?mark=a1p2.9-13@{wording}#a1p2",
    ]


def test_a_paragraph_leads_to_its_citation(client):
    make_conversation(1)

    page = read(client, ALONE)

    links = [link.get("href") for link in select(page, ".tools a")]
    assert "/interviews/steppe-2024/a1/cite/?mark=a1p2" in links
    assert client.get(links[0]).status_code == 200


def test_words_that_were_changed_show_both_wordings_alone_too(client):
    publish(*TALK)
    wording = wording_of(TALK[1])[:8]
    publish(TALK[0], TALK[1].replace("1961", "1962"), *TALK[2:])

    page = read(client, f"/interviews/about-wells/a1p1/?mark=a1p1.10-60@{wording}")

    assert texts(page, ".former ins") == ["Put in: 1962,"]


def test_a_paragraph_that_is_gone_leads_to_who_took_its_words(client):
    publish(TALK[0], f"{TALK[1]}\n{TALK[3]}")
    publish(TALK[0], TALK[1], TALK[2], TALK[3])

    answer = client.get("/interviews/about-wells/a1p2/")

    assert answer.status_code == 301
    assert answer.headers["Location"] in {
        "/interviews/about-wells/a2p1/",
        "/interviews/about-wells/a2/",
    }


def test_a_paragraph_that_nothing_took_the_place_of_is_gone(client):
    publish(TALK[0], f"{TALK[1]}\n{TALK[3]}")
    publish(TALK[0], TALK[1])

    gone = client.get("/interviews/about-wells/a1p2/")
    changes, source, _ = select(parse(gone), ".remedies a")
    path, _, target = changes.get("href").partition("#")

    assert gone.status_code == 410
    assert select(read(client, path), f"#{target}")
    assert texts(read(client, source.get("href")), "mark") == [TALK[3]]
    assert client.get("/interviews/about-wells/a1p7/").status_code == 404


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("", ["We are on the road from here."]),
        ("a1p2.7-18", ["[…] on the road […]"]),
        ("a1p2.7-18@PIN", ["[…] on the road […]"]),
        (
            "a1p2.0-29,a1p2.19-29@PIN",
            ["We are on the road from here.", "[…] from here."],
        ),
        ("a1p2.7-18@00000000", ["We are on the road from here."]),
        ("a1p2.50-99", ["We are on the road from here."]),
    ],
)
def test_of_what_is_gone_the_cited_words_are_shown(client, mark, said):
    words = "We are on the road from here."
    pin = wording_of(f"{TALK[1]}\n\n{words}")[:8]
    publish(TALK[0], f"{TALK[1]}\n{words}")
    publish(TALK[0], TALK[1])

    address = f"/interviews/about-wells/a1p2/?mark={mark.replace('PIN', pin)}"
    gone = client.get(address)

    assert gone.status_code == 410
    assert texts(parse(gone), "q") == said


@pytest.mark.parametrize(("state", "status"), [(State.DRAFT, 404), ("withdrawn", 410)])
def test_paragraphs_of_what_is_not_public_are_not_shown(client, state, status):
    make_conversation(1)
    Interview.objects.update(state=state)

    assert client.get(ALONE).status_code == status


def test_an_exchange_leads_to_each_of_its_paragraphs_and_their_source(client):
    publish(TALK[0], f"{TALK[1]}\n{TALK[3]}")

    page = read(client, "/interviews/about-wells/q1/")

    links = [
        (link.text_content(), link.get("href")) for link in select(page, ".loci a")
    ]
    home = "/interviews/about-wells"
    names = ["q1p1", "a1p1", "a1p2"]
    assert links == [
        *((name, f"{home}/{name}/") for name in names),
        *((name, f"{home}/source/?at={name}#at") for name in names),
    ]
