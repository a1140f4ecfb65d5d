"""The vocabulary for other archives: SKOS, of what readers see and nothing else."""

import json

import pytest

from archive.models import State, TaggingBasis, TopicLabel, TopicRelation
from tests.factories import make_exchange, make_interview, make_tagging, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabulary():
    """Nature, under it water; law beside water; two that readers do not see."""
    interview = make_interview()
    water = make_topic(parent=make_topic("Nature", "nature"))
    law = make_topic("Law", "law", scope_note="Rights.")
    for topic in (water, law):
        make_tagging(make_exchange(interview), topic)
    draft = make_interview("draft", state=State.DRAFT)
    hidden = make_topic("Hidden", "hidden", parent=water)
    make_tagging(make_exchange(draft), hidden)
    guessed = make_topic("Guessed", "guessed")
    make_tagging(make_exchange(interview), guessed, TaggingBasis.SUGGESTED)
    TopicLabel.objects.create(topic=water, language="kk", name="Су", kind="preferred")
    TopicLabel.objects.create(topic=water, language="kk", name="Сулар")
    TopicRelation.objects.create(first=water, second=law)
    TopicRelation.objects.create(first=water, second=guessed)
    return water


def concepts(client):
    answer = client.get("/topics/vocabulary.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    return {node["id"]: node for node in json.loads(answer.content)["@graph"]}


def test_a_concept_has_its_names_and_its_place(client, vocabulary, settings):
    here = f"{settings.SITE_URL}/topics"

    assert concepts(client)[f"{here}/water/"] == {
        "id": f"{here}/water/",
        "type": "skos:Concept",
        "inScheme": f"{here}/",
        "prefLabel": {"kk": "Су", "en": "Water"},
        "altLabel": {"kk": ["Сулар"]},
        "broader": f"{here}/nature/",
        "related": [f"{here}/law/"],
    }


def test_only_what_readers_see_is_told(client, vocabulary, settings):
    names = {each.removeprefix(settings.SITE_URL) for each in concepts(client)}

    assert names == {"/topics/", "/topics/law/", "/topics/nature/", "/topics/water/"}
    told = client.get("/topics/vocabulary.ttl")
    assert told["Content-Type"] == "text/turtle; charset=utf-8"
    assert "Hidden" not in told.content.decode()
    assert "guessed" not in told.content.decode()


def test_a_vocabulary_asks_no_more_for_more_topics(
    client, vocabulary, django_assert_num_queries
):
    for number in range(5):
        topic = make_topic(f"Topic {number}", f"topic-{number}")
        make_tagging(vocabulary.taggings.get().turn, topic)

    with django_assert_num_queries(3):
        client.get("/topics/vocabulary.ttl")
