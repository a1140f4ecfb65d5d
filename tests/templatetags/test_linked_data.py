"""What pages tell machines, read back by a JSON-LD reader that knows nothing of us."""

import json

import pytest
from pyld import jsonld

from archive.models import Kind
from archive.templatetags import linked_data
from tests.factories import (
    make_conversation,
    make_interview,
    make_speaker,
    make_topic,
    make_turn,
)
from tests.views.pages import read

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
PAGE = f"{SITE}/interviews/steppe-2024/"
SCHEMA = "https://schema.org/"
# Of https://schema.org/docs/full.html: what we use, with what it may be told of.
KNOWN = {
    "Answer": {"author"},
    "Comment": {"author", "isPartOf"},
    "Conversation": {
        "contributor",
        "dateCreated",
        "dateModified",
        "datePublished",
        "hasPart",
        "inLanguage",
        "license",
        "name",
        "publisher",
        "url",
    },
    "DefinedTerm": {"description", "inDefinedTermSet", "name", "url"},
    "DefinedTermSet": {"name", "url"},
    "EntryPoint": {"urlTemplate"},
    "Organization": {"name"},
    "Person": {"name", "sameAs"},
    "ProfilePage": {"mainEntity"},
    "Question": {"author", "isPartOf", "suggestedAnswer"},
    "Role": {"contributor", "roleName"},
    "SearchAction": {"query-input", "target"},
    "WebSite": {"name", "potentialAction", "url"},
}


def told(client, path):
    (script,) = read(client, path).xpath("//script[@type='application/ld+json']/text()")
    return json.loads(script)


def expanded(told):
    """The nodes as an independent reader sees them, schema.org's terms as ours."""

    def load(address, options):
        document = {"@context": {"@vocab": SCHEMA, "id": "@id"}}
        return {"contextUrl": None, "documentUrl": address, "document": document}

    return jsonld.expand(told, {"documentLoader": load})


def nodes_in(value):
    if isinstance(value, list):
        for each in value:
            yield from nodes_in(each)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for each in value.values():
            yield from nodes_in(each)


PATHS = [
    "/",
    "/interviews/steppe-2024/",
    "/interviews/steppe-2024/q1/",
    "/speakers/aigul-saparova/",
    "/topics/water/",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_told_in_terms_that_schema_org_has(client, path):
    make_conversation(exchanges=2)

    nodes = [*nodes_in(expanded(told(client, path)))]

    assert nodes
    for node in nodes:
        (kind,) = (name.removeprefix(SCHEMA) for name in node["@type"])
        said = {name.removeprefix(SCHEMA) for name in node if not name.startswith("@")}
        assert said <= KNOWN[kind], kind


def test_an_interview_names_its_turns_and_repeats_none_of_their_words(client):
    make_conversation(exchanges=2)

    page = told(client, "/interviews/steppe-2024/")

    assert [part["@id"] for part in page["hasPart"]] == [f"{PAGE}#q1", f"{PAGE}#q2"]
    first = page["hasPart"][0]
    assert first == {
        "@type": "Question",
        "@id": f"{PAGE}#q1",
        "author": {"@type": "Person", "@id": f"{SITE}/speakers/daniyar-omarov/"},
        "suggestedAnswer": [
            {
                "@type": "Answer",
                "@id": f"{PAGE}#a1",
                "author": {
                    "@type": "Person",
                    "@id": f"{SITE}/speakers/aigul-saparova/",
                },
            }
        ],
    }
    assert "mountains" not in json.dumps(page)


def test_who_asks_and_who_answers_are_never_swapped(client):
    make_conversation(exchanges=1)

    page = told(client, "/interviews/steppe-2024/")

    assert {
        role["roleName"]: role["contributor"]["name"] for role in page["contributor"]
    } == {"interviewer": "Daniyar Omarov", "interviewee": "Aigul Saparova"}


def test_an_inferred_date_is_not_told_as_the_date(client):
    make_interview("about", date_basis="inferred")
    make_interview("stated", date_basis="text")

    about = told(client, "/interviews/about/")
    assert "datePublished" not in about
    assert about["dateCreated"] == "2024-01"
    assert told(client, "/interviews/stated/")["datePublished"] == "2024-01"


def test_a_statement_stands_by_itself():
    interview = make_interview()
    turns = [
        make_turn(interview, Kind.STATEMENT, "We begin."),
        make_turn(interview, Kind.QUESTION, "Why?"),
        make_turn(interview, Kind.STATEMENT, "We end."),
    ]

    parts = [*linked_data.parts_of(turns, PAGE)]

    assert [(part["@type"], part["@id"]) for part in parts] == [
        ("Comment", f"{PAGE}#s1"),
        ("Question", f"{PAGE}#q1"),
        ("Comment", f"{PAGE}#s2"),
    ]


def test_known_identifiers_of_a_speaker_are_links_and_others_are_left_out():
    speaker = make_speaker(identifiers={"wikidata": "Q1", "house": "7"})

    assert linked_data.person(speaker)["sameAs"] == [
        "https://www.wikidata.org/entity/Q1"
    ]


def test_words_cannot_end_the_script(client):
    make_interview("evil", title="</script><script>alert(1)</script> & \u2028")

    page = told(client, "/interviews/evil/")

    assert page["name"] == "</script><script>alert(1)</script> & \u2028"
    assert "<script>alert" not in client.get("/interviews/evil/").content.decode()


def test_a_topic_tells_its_scope():
    topic = make_topic(scope_note="Rivers and wells.")

    assert "Rivers and wells." in linked_data.linked_topic(topic)
