"""Topics are suggested by the words that name them, in any form and any script."""

import pytest

from archive.authorities import suggesting
from archive.authorities.suggesting import Tools
from archive.models import KeyPhrase, Tagging, TaggingBasis, Topic, TopicLabel, Turn
from archive.search import analysis
from archive.search.stopwords import is_common
from tests.factories import (
    make_exchange,
    make_interview,
    make_tagging,
    make_topic,
)

pytestmark = pytest.mark.django_db

TOOLS = Tools(analysis.tokens, lambda word, code: is_common(word, frozenset({code})))


def suggest():
    return suggesting.suggest(Turn.objects.all(), TOOLS)


def suggested():
    rows = Tagging.objects.suggested().order_by("turn__sequence", "topic__slug")
    return [(row.topic.slug, row.turn.anchor, row.evidence) for row in rows]


@pytest.fixture
def interview():
    return make_interview()


def test_a_name_in_any_form_suggests_its_topic_with_the_words(interview):
    make_topic("Rivers", "rivers")
    make_exchange(interview, "What flows?", "Our river is old.")

    assert suggest() == 1
    assert suggested() == [("rivers", "q1", "a1: Our [river] is old.")]


def test_the_evidence_begins_and_ends_with_whole_words(interview):
    make_topic("Rivers", "rivers")
    make_exchange(interview, "What?", f"{'mountain ' * 9}river{' mountain' * 9}")

    suggest()

    near = " ".join(["mountain"] * 6)
    assert suggested()[0][2] == f"a1: {near} [river] {near}"


def test_a_label_suggests_in_its_own_language():
    reform = make_topic("Land reform", "land-reform")
    TopicLabel.objects.create(topic=reform, language="kk", name="жер реформасы")
    kazakh = make_interview("kk-2024", language="kk")
    make_exchange(kazakh, "Сұрақ?", "Жер реформасын бастадық.")

    suggest()

    assert suggested() == [
        ("land-reform", "q1", "a1: [Жер реформасын] бастадық."),
    ]


def test_a_name_of_another_language_counts_only_as_it_is_spelled():
    make_topic("Rivers", "rivers")
    swedish = make_interview("sv-2024", language="sv")
    make_exchange(swedish, "Vad?", "En river.")
    make_exchange(swedish, "Vad mer?", "Three Rivers.")

    suggest()

    assert [anchor for _slug, anchor, _words in suggested()] == ["q2"]


def test_nothing_is_suggested_twice_nor_what_is_told_rejected_or_narrower(interview):
    water = make_topic("Water", "water")
    rivers = make_topic("Rivers", "rivers", parent=water)
    told = make_exchange(interview, "Which rivers?", "Much water.")
    make_tagging(told, rivers)
    refused = make_exchange(interview, "Is it water?", "No.")
    make_tagging(refused, water, TaggingBasis.REJECTED)
    make_exchange(interview, "More water?", "No.")

    assert suggest() == 1
    assert suggest() == 0
    assert [anchor for _slug, anchor, _words in suggested()] == ["q3"]


def test_a_suggestion_is_nowhere_public(interview):
    make_topic("Rivers", "rivers")
    make_exchange(interview, "What flows?", "A river.")

    suggest()

    assert not Topic.objects.public().exists()
    assert not Tagging.objects.public().exists()


def test_key_phrases_are_kept_anew_without_those_that_are_topics(interview):
    make_topic("Land reform", "land-reform")
    for number in range(3):
        make_exchange(interview, f"And {number}?", "The land reform, the dry wells.")

    assert suggesting.count_phrases(Turn.objects.all(), TOOLS) == 1

    phrase = KeyPhrase.objects.get()
    assert (phrase.phrase, phrase.times, phrase.exchanges) == ("dry wells", 3, 3)


def test_a_rejected_phrase_does_not_come_back(interview):
    for number in range(3):
        make_exchange(interview, f"And {number}?", "The dry wells.")
    suggesting.count_phrases(Turn.objects.all(), TOOLS)
    KeyPhrase.objects.update(state="rejected")

    assert suggesting.count_phrases(Turn.objects.all(), TOOLS) == 0
    assert KeyPhrase.objects.get().state == "rejected"


def test_the_exchanges_of_a_phrase_are_found_in_any_form(interview):
    for words in ("Dry wells.", "A dry well.", "The well is dry."):
        make_exchange(interview, "And?", words)
    phrase = KeyPhrase(phrase="dry wells", language="en", stems="dri well")

    keys = suggesting.holding(phrase, Turn.objects.all(), TOOLS)

    anchors = Turn.objects.filter(pk__in=keys).order_by("sequence")
    assert [turn.anchor for turn in anchors] == ["q1", "q2"]
