"""People and topics are found by any of their names, beside the turns."""

import pytest

from archive.models import SpeakerAlias, State, TaggingBasis, TopicLabel
from archive.search import names
from archive.search.indexing import do_tasks
from archive.search.results import SearchRequest, search
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def tokayev(engine):
    """A speaker of two turns who is nowhere called by name."""
    speaker = factories.make_speaker("Kassym-Jomart Tokayev", "tokayev")
    for alias in ("Касым-Жомарт Токаев", "Қасым-Жомарт Тоқаев", "習近平"):
        SpeakerAlias.objects.create(speaker=speaker, name=alias)
    interview = factories.make_interview()
    factories.make_exchange(interview, speaker=speaker)
    interview.turns.update(speaker=speaker)
    return speaker


@pytest.fixture
def january(tokayev):
    """A topic of one exchange, and of one more through a narrower topic."""
    interview = tokayev.turns.first().interview
    topic = factories.make_topic("January events", "january")
    TopicLabel.objects.create(topic=topic, language="kk", name="Qandy Qañtar")
    below = factories.make_topic("Almaty", "almaty", parent=topic)
    first, second = (factories.make_exchange(interview) for _ in range(2))
    factories.make_tagging(first, topic)
    factories.make_tagging(first, below)
    factories.make_tagging(second, below)
    return topic


def find(q, **request):
    do_tasks()
    return search(SearchRequest(q, **request))


def people(q):
    return [(match.speaker.slug, match.turns) for match in find(q).speakers]


def subjects(q):
    return [(match.topic.slug, match.exchanges) for match in find(q).topics]


@pytest.mark.parametrize(
    "q",
    [
        "tokayev",
        "TOKAYEV Kassym",
        '"Kassym-Jomart"',
        "Токаев",
        "тоқаев",
        "Касым-Жомарт",
        "Қасым",
        "習近平",
        "近平",
        "who is Tokayev",
        "Tokayev -gas",
        "Tokayev 😀",
        "Тоқаев Касым",
        "Toqaev",
        "Kasym-Zhomart",
    ],
)
def test_a_speaker_is_found_by_words_of_any_one_name(tokayev, q):
    factories.make_turn(tokayev.turns.first().interview, text="Who is it?")

    assert people(q) == [("tokayev", 2)]


@pytest.mark.parametrize(
    "q", ["Tokayev Nazarbayev", "tok", "okayev", "習平", "-tokayev"]
)
def test_a_name_that_lacks_a_word_is_not_found(tokayev, q):
    assert people(q) == []


def test_speakers_are_shown_though_no_turn_is_found(tokayev):
    found = find("Токаев", facets={"kind": ("statement",)}, page=9)

    assert (found.total, found.is_empty_query) == (0, False)
    assert [match.speaker for match in found.speakers] == [tokayev]


def test_a_beginning_counts_where_no_name_holds_the_word_whole(tokayev):
    interview = tokayev.turns.first().interview
    person = factories.make_speaker("Tokay Aman", "tokay-aman")
    factories.make_participation(interview, person)

    assert people("toka") == [("tokayev", 2), ("tokay-aman", 0)]
    assert people("tokay") == [("tokay-aman", 0)]


def test_a_russian_case_ending_does_not_matter(tokayev):
    interview = factories.make_interview("ru", language="ru")
    factories.make_turn(interview, text="О чём речь?")

    assert people("Токаева") == [("tokayev", 2)]


@pytest.mark.parametrize("q", ["Qandy Qantar", "qañtar", "January", "event"])
def test_a_topic_is_found_by_its_name_and_labels(january, q):
    assert subjects(q) == [("january", 2)]


def test_a_topic_has_its_exchanges_counted_once(january):
    assert subjects("almaty") == [("almaty", 2)]


def test_what_readers_may_not_see_is_not_found_by_name(january, tokayev):
    draft = factories.make_interview("draft", state=State.DRAFT)
    hidden = factories.make_speaker("Secret Person", "secret")
    question = factories.make_exchange(draft, speaker=hidden)
    factories.make_tagging(question, factories.make_topic("Secret", "secret"))
    suggested = factories.make_topic("Secret too", "secret-too")
    shown = tokayev.turns.first()
    factories.make_tagging(shown, suggested, TaggingBasis.SUGGESTED)
    draft.turns.update(speaker=tokayev)
    factories.make_tagging(question, january)

    assert (people("secret"), subjects("secret")) == ([], [])
    assert people("tokayev") == [("tokayev", 2)]
    assert subjects("january") == [("january", 2)]


def test_five_are_shown_those_with_most_turns(engine):
    interview = factories.make_interview()
    for number in range(7):
        speaker = factories.make_speaker(f"Aigul {number}", f"aigul-{number}")
        for _ in range(number + 1):
            factories.make_turn(interview, speaker=speaker)

    assert people("aigul") == [
        ("aigul-6", 7),
        ("aigul-5", 6),
        ("aigul-4", 5),
        ("aigul-3", 4),
        ("aigul-2", 3),
    ]


def test_an_empty_query_names_nobody(tokayev):
    assert people("") == people("😀") == []


# Names are kept in memory


def named_in(q):
    return [match.speaker.name for match in find(q).speakers]


def test_a_new_name_a_changed_one_and_one_more_alias_are_found_at_once(tokayev):
    assert named_in("omarov") == []

    speaker = factories.make_speaker("Daniyar Omarov", "daniyar-omarov")
    tokayev.turns.first().interview.turns.filter(kind="question").update(
        speaker=speaker
    )
    assert named_in("omarov") == ["Daniyar Omarov"]

    speaker.name = "Daniyar Serikov"
    speaker.save()
    assert named_in("serikov") == ["Daniyar Serikov"]

    SpeakerAlias.objects.create(speaker=speaker, name="The Reporter")
    assert named_in("reporter") == ["Daniyar Serikov"]


def test_names_are_read_once_for_many_searches(tokayev, django_assert_num_queries):
    known = names.read(frozenset({"en"}))
    known.spellings("Tokayev")

    with django_assert_num_queries(1):
        again = names.read(frozenset({"en"}))
        assert again.spellings("Tokayev")["tokayev"] == {"токаев", "тоқаев"}
