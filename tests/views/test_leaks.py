"""What is not public is nowhere: every address of the site, every reason to hide.

The list of addresses comes from the URL configuration. A new view fails the first
test until SURFACES says where it may show words of the archive.
"""

import json
from datetime import UTC, datetime

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from archive.models import AnnotationKind, Hold, Kind, Role, State
from tests.factories import (
    make_annotation,
    make_edition,
    make_exchange,
    make_interlude,
    make_interview,
    make_outlet,
    make_participation,
    make_source,
    make_speaker,
    make_tagging,
    make_tombstone,
    make_topic,
)

SECRET = "zanzibar"
WORD = "murmur"
"""Stands beside SECRET wherever something is hidden: what a reader may ask for."""

LATER = datetime(2999, 1, 1, tzinfo=UTC)
HIDDEN = {
    "draft": {"state": State.DRAFT},
    "in review": {"state": State.IN_REVIEW},
    "scheduled": {"state": State.PUBLISHED, "publish_at": LATER},
    "withdrawn": {"state": State.WITHDRAWN, "withdrawn_reason": "It was wrong."},
}
SEEN = {"state": State.PUBLISHED, "publish_at": None, "withdrawn_reason": ""}

HERE = {"slug": "hidden"}
Q7 = {**HERE, "anchor": "q1"}
PERSON, SUBJECT = {"slug": "aigul-hidden"}, {"slug": "subject-hidden"}
FACETS = ("topic", "speaker", "kind", "interview", "outlet", "year", "lang")
ASKED = [
    {"q": WORD},
    {"q": f"{WORD}*"},
    {"q": f"interview:hidden {WORD}"},
    {"q": "who asks"},
    {"q": "", "interview": "hidden"},
    {"q": WORD[:3]},
    *({"q": "steppe", facet: WORD} for facet in FACETS),
]
PLAIN = [({}, {})]
# Each name of the URL configuration: what its address is made of, and what it is
# asked. PLAIN is a page without either.
SURFACES = {
    "about": PLAIN,
    "annotations": [(HERE, {}), ({"slug": "open"}, {})],
    "changes": [(HERE, {}), ({"slug": "open"}, {})],
    "changes_feed": [(HERE, {})],
    "check": [({}, {"text": f"He said: “{WORD} by the old well of the steppe”."})],
    "cite": [(HERE, {}), (Q7, {}), *((Q7, {"format": f}) for f in ("csl", "ris"))],
    "completions": [({}, query) for query in ASKED],
    "embed": [(Q7, {}), ({**HERE, "anchor": "a1p1"}, {})],
    "exchange": [(Q7, {}), ({**HERE, "anchor": "q9"}, {})],
    "feed": PLAIN,
    "help": PLAIN,
    "home": PLAIN,
    "interview": [(HERE, {}), (HERE, {"q": WORD, "hit": "a1"})],
    "interview_picture": [(HERE, {})],
    "interviews": [({}, {}), *(({}, query) for query in ASKED)],
    "manifest": PLAIN,
    "note": [({**HERE, "key": "1"}, {}), ({"slug": "open", "key": "2"}, {})],
    "oembed": [
        ({}, {"url": f"http://127.0.0.1:8000/interviews/hidden/{end}"})
        for end in ("", "q1/", "a1p1/", "cite/")
    ],
    "opensearch": PLAIN,
    "passage": [({**HERE, "anchor": "a1p1"}, {})],
    "picture": [(Q7, {})],
    "report": [(Q7, {"mark": "a1p1.0-5"})],
    "reported": [(Q7, {})],
    "robots": PLAIN,
    "search": [({}, query) for query in ASKED],
    "search_csv": [({}, query) for query in ASKED[:3]],
    "search_feed": [({}, query) for query in ASKED[:3]],
    "search_json": [({}, query) for query in ASKED[:3]],
    "security": PLAIN,
    "sitemap": PLAIN,
    "sitemap_section": [
        ({"section": part}, {}) for part in ("interviews", "speakers", "topics")
    ],
    "skos_jsonld": PLAIN,
    "skos_turtle": PLAIN,
    "source": [(HERE, {}), (HERE, {"at": "a1p1"})],
    "source_bytes": [({**HERE, "digest": "DIGEST"}, {})],
    "speaker": [(PERSON, {}), ({"slug": "aigul-open"}, {})],
    "speaker_feed": [(PERSON, {}), ({"slug": "aigul-open"}, {})],
    "speakers": [({}, {}), ({}, {"q": WORD})],
    "styleguide": PLAIN,
    "suggestions": [({}, query) for query in ASKED],
    "topic": [(SUBJECT, {}), ({"slug": "subject-open"}, {})],
    "topic_feed": [(SUBJECT, {}), ({"slug": "subject-open"}, {})],
    "topics": [({}, {}), ({}, {"q": WORD})],
}


def names_in(resolver):
    """Every name in a part of the URL configuration, the desk's left out."""
    found = set()
    for part in resolver.url_patterns:
        if isinstance(part, URLPattern):
            found.add(part.name)
        elif isinstance(part, URLResolver) and part.namespace != "admin":
            found |= names_in(part)
    return found


def test_every_view_says_where_it_may_show_words():
    assert names_in(get_resolver()) == set(SURFACES), (
        "Add the view to SURFACES in tests/views/test_leaks.py: each way to ask it for "
        "words of an interview or a note that is not public."
    )


def words(what):
    return f"{what}: {SECRET} {WORD} by the old well of the steppe"


def make_archive(interview_is, note_is):
    """An interview of secret words, beside a public one with a note of such words."""
    gazette = make_outlet(f"{SECRET} {WORD} Gazette", "gazette-hidden")
    told = {"title": words("Title"), "standfirst": words("Standfirst")}
    told |= {"rights": words("Rights"), "section": words("Section"), "outlet": gazette}
    hidden = make_interview("hidden", **told, **{**SEEN, **interview_is})
    source = make_source(words("Source"), name=f"{SECRET}-{WORD}.txt")
    edition = make_edition(hidden, source)
    make_tombstone(edition, text=words("Tombstone"))
    speaker = make_speaker(f"Aigul {SECRET} {WORD}", "aigul-hidden")
    make_participation(hidden, speaker, Role.INTERVIEWEE)
    question = make_exchange(hidden, words("Who asks"), words("Who answers"))
    hidden.turns.filter(kind=Kind.ANSWER).update(speaker=speaker)
    make_interlude(hidden, question, text=words("Interlude"))
    make_tagging(question, make_topic(f"{SECRET} {WORD} subject", "subject-hidden"))
    make_annotation(question, "well", body=words("Note"), state=State.PUBLISHED)
    make_open(note_is)
    return source


def make_open(note_is):
    """What readers may see, with a note that they may not."""
    shown = make_interview("open", title="The open steppe")
    person = make_speaker("Aigul Open", "aigul-open")
    make_participation(shown, person, Role.INTERVIEWEE)
    question = make_exchange(shown, "Who asks of the steppe?", "I do, in the steppe.")
    shown.turns.filter(kind=Kind.ANSWER).update(speaker=person)
    make_tagging(question, make_topic("Steppe", "subject-open"))
    for kind in (AnnotationKind.CONTEXT, AnnotationKind.SOURCE):
        note = make_annotation(
            question, "steppe", body=words("Note"), kind=kind, **{**SEEN, **note_is}
        )
    if note_is.get("state", State.PUBLISHED) == State.PUBLISHED:
        note.hold = Hold.ORPHANED
        note.save()


def addresses(source):
    for name, ways in SURFACES.items():
        for parts, asked in ways:
            named = {
                key: source.sha256 if value == "DIGEST" else value
                for key, value in parts.items()
            }
            yield name, reverse(name, kwargs=named), asked


def ask(client, name, address, asked):
    """The check alone is asked by a form that is sent."""
    return (client.post if name == "check" else client.get)(address, asked)


def body_of(response):
    content = b"".join(response) if response.streaming else response.content
    return content.decode(errors="replace").casefold()


@pytest.mark.django_db
@pytest.mark.parametrize("why", HIDDEN)
def test_nothing_hidden_is_shown_anywhere(client, engine, committed, why):
    with committed():
        source = make_archive(HIDDEN[why], HIDDEN[why])

    leaks = []
    for name, address, asked in addresses(source):
        answer = ask(client, name, address, asked)
        head = "".join(map(str, answer.headers.values())).casefold()
        if answer.status_code >= 500 or SECRET in body_of(answer) + head:
            leaks.append((name, address, asked, answer.status_code))
    assert leaks == []


@pytest.mark.django_db
def test_the_same_words_are_found_once_they_are_public(client, engine, committed):
    """What the test above looks for would be seen: it does not pass by blindness."""
    with committed():
        source = make_archive({}, {})

    seen = {
        name
        for name, address, asked in addresses(source)
        if SECRET in body_of(ask(client, name, address, asked))
    }
    assert set(SURFACES) - seen == SILENT


# They tell of the archive as a whole, or draw the words.
SILENT = {
    "help",
    "interview_picture",
    "manifest",
    "note",
    "opensearch",
    "picture",
    "reported",
    "robots",
    "security",
    "sitemap",
    "sitemap_section",
    "styleguide",
}


@pytest.mark.django_db
@pytest.mark.parametrize("why", HIDDEN)
def test_hidden_pictures_are_not_drawn(client, why):
    make_archive(HIDDEN[why], {})
    status = 410 if why == "withdrawn" else 404

    for name, parts in (("picture", Q7), ("interview_picture", HERE)):
        assert client.get(reverse(name, kwargs=parts)).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("why", HIDDEN)
def test_hidden_notes_and_turns_are_not_counted(client, engine, committed, why):
    with committed():
        make_archive(HIDDEN[why], HIDDEN[why])

    told = json.loads(body_of(client.get("/search/results.json", {"q": WORD})))
    page = body_of(client.get("/search/", {"q": "steppe"}))

    assert told["total"] == 0
    assert "interviews/hidden/" not in page
