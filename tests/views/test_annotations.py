"""Public notes of an interview as W3C Web Annotations, for other programs."""

import pytest

from archive.models import Hold, State, wording_of
from tests.factories import make_annotation, make_conversation

pytestmark = pytest.mark.django_db
HOME = "http://127.0.0.1:8000/interviews/steppe-2024/"


@pytest.fixture
def answer():
    return make_conversation(1).turns.get(anchor="a1")


def told(client, slug="steppe-2024"):
    return client.get(f"/interviews/{slug}/annotations.jsonld")


def test_a_note_is_a_web_annotation_with_both_selectors(client, answer):
    note = make_annotation(answer, "mountains", body="The *Alatau*.")

    page = told(client)

    assert page.headers["Content-Type"] == (
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    )
    (item,) = page.json()["items"]
    created, modified = item.pop("created"), item.pop("modified")
    assert (created[:10], modified[:10]) == (str(note.created_at.date()),) * 2
    within = {
        "type": "FragmentSelector",
        "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
        "value": "a1",
    }
    quote = {
        "type": "TextQuoteSelector",
        "exact": "mountains",
        "prefix": "From the ",
        "suffix": ".\n\nIt takes nine days.",
    }
    position = {"type": "TextPositionSelector", "start": 9, "end": 18}
    assert item == {
        "id": f"{HOME}annotations.jsonld#{note.pk}",
        "type": "Annotation",
        "canonical": f"{HOME}notes/{note.pk}/",
        "motivation": "commenting",
        "body": [
            {
                "type": "TextualBody",
                "value": "The *Alatau*.",
                "format": "text/markdown",
            }
        ],
        "target": {
            "source": HOME,
            "selector": [
                {**within, "refinedBy": quote},
                {**within, "refinedBy": position},
            ],
            "sha256": wording_of(answer.text),
        },
    }


def test_what_kinds_tell_goes_along(client, answer):
    text = {"language": "kk", "text": "тау"}
    make_annotation(answer, "mountains", kind="translation", body="", particulars=text)

    (item,) = told(client).json()["items"]

    said = {"type": "TextualBody", "value": "тау", "format": "text/plain"}
    assert item["body"] == [{**said, "language": "kk"}]
    assert item["particulars"] == {"kind": "translation", **text}


def test_what_readers_may_not_see_is_not_told(client, answer):
    make_annotation(answer, "mountains", state=State.DRAFT)
    lost = make_annotation(answer, "nine")
    lost.hold = Hold.ORPHANED
    lost.save()

    assert told(client).json()["items"] == []
    assert told(client, "elsewhere").status_code == 404


def test_a_fact_check_is_a_claim_review_of_the_page(client, answer):
    checked = {"claim": "Nine days.", "verdict": "false"}
    note = make_annotation(
        answer, "nine", kind="fact_check", body="", particulars=checked
    )

    page = client.get("/interviews/steppe-2024/").content.decode()

    assert '"review":[{"@type":"ClaimReview"' in page
    assert f'"url":"{HOME}#note-{note.pk}"' in page
    assert '"claimReviewed":"Nine days."' in page
    assert '"alternateName":"false"' in page
