"""Pages for machines: JSON-LD of schema.org's types. It names turns and repeats none.

schema.org has no type for an interview: it is a Conversation of Questions and Answers
(https://schema.org/Conversation), and a part in it is a Role.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from archive.models import (
    Annotation,
    Interview,
    Kind,
    Participation,
    Speaker,
    Topic,
    Turn,
    Verdict,
)
from archive.models.identifiers import links_of
from archive.models.particulars import FactCheck
from archive.templatetags.notes import told_of
from archive.templatetags.rights import licence_of
from archive.tongues import plain

register = template.Library()

Node = dict[str, Any]


class HasTurns(Protocol):
    """Turns in sequence, as a page has laid them out."""

    @property
    def turns(self) -> list[Turn]: ...
    @property
    def annotations(self) -> list[Annotation]: ...


# JSON may write these as it likes; in a page they could end the script.
ESCAPED = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.simple_tag
def linked_interview(
    interview: Interview,
    participations: Iterable[Participation],
    exchanges: Iterable[HasTurns],
) -> SafeString:
    shown = list(exchanges)
    turns = (turn for exchange in shown for turn in exchange.turns)
    address = at(interview.get_absolute_url())
    parts = {"hasPart": [*parts_of(turns, address)]}
    people = {"contributor": roles(participations)}
    reviews = [review for each in shown for review in reviews_in(each, address)]
    reviewed = {"review": reviews} if reviews else {}
    return script({**conversation_of(interview), **people, **parts, **reviewed})


@register.simple_tag
def linked_exchange(interview: Interview, exchange: HasTurns) -> SafeString:
    address = at(interview.get_absolute_url())
    whole = conversation_of(interview)
    parts = parts_of(exchange.turns, address)
    return script(*({**part, "isPartOf": whole} for part in parts))


@register.simple_tag
def linked_speaker(speaker: Speaker) -> SafeString:
    return script({"@type": "ProfilePage", "mainEntity": person(speaker)})


@register.simple_tag
def linked_topic(topic: Topic) -> SafeString:
    index = {"@type": "DefinedTermSet", "url": at(reverse("topics")), "name": "Suhbat"}
    told = {"description": topic.scope_note} if topic.scope_note else {}
    return script({**term(topic), **told, "inDefinedTermSet": index})


@register.simple_tag
def linked_site() -> SafeString:
    """The archive itself, and how it is searched."""
    find = f"{at(reverse('search'))}?q={{search_term_string}}"
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": find},
        "query-input": "required name=search_term_string",
    }
    site = {"@type": "WebSite", "name": "Suhbat", "url": at(reverse("home"))}
    return script({**site, "potentialAction": action})


def reviews_in(exchange: HasTurns, address: str) -> Iterator[Node]:
    """The fact-checks beside an exchange, each a review of what was claimed."""
    for note in exchange.annotations:
        told = told_of(note)
        if isinstance(told, FactCheck):
            yield {
                "@type": "ClaimReview",
                "url": f"{address}#note-{note.pk}",
                "datePublished": note.updated_at.date().isoformat(),
                "claimReviewed": told.claim,
                "reviewRating": rating(told),
                "author": {"@type": "Organization", "name": "Suhbat"},
            }


# How much of a claim is true; what cannot be proved has no number.
RATINGS = {
    Verdict.FALSE: 1,
    Verdict.MISLEADING: 2,
    Verdict.PARTLY_TRUE: 3,
    Verdict.MOSTLY_TRUE: 4,
    Verdict.TRUE: 5,
}


def rating(told: FactCheck) -> Node:
    node: Node = {"@type": "Rating", "alternateName": told.verdict_label}
    value = RATINGS.get(Verdict(told.verdict))
    scale = {"ratingValue": value, "worstRating": 1, "bestRating": 5}
    return {**node, **scale} if value else node


def conversation_of(interview: Interview) -> Node:
    address = at(interview.get_absolute_url())
    node: Node = {
        "@type": "Conversation",
        "@id": f"{address}#interview",
        "url": address,
        "name": interview.title,
        "inLanguage": interview.language,
        "dateModified": interview.updated_at.date().isoformat(),
    }
    if interview.date_iso:
        # When it was given may be inferred; when it came out is stated.
        about = "dateCreated" if interview.date_is_inferred else "datePublished"
        node[about] = interview.date_iso
    if interview.outlet:
        node["publisher"] = {"@type": "Organization", "name": interview.outlet.name}
    if interview.licence:
        licence = licence_of(interview.licence)
        named = {"@type": "CreativeWork", "name": licence.name}
        node["license"] = licence.address or named
    return node


def roles(participations: Iterable[Participation]) -> list[Node]:
    return [
        {"@type": "Role", "roleName": part.role, "contributor": person(part.speaker)}
        for part in participations
    ]


def person(speaker: Speaker) -> Node:
    same = [link.address for link in links_of(speaker.identifiers)]
    node = {**named(speaker), "name": speaker.name}
    return {**node, "sameAs": same} if same else node


def named(speaker: Speaker) -> Node:
    return {"@type": "Person", "@id": at(speaker.get_absolute_url())}


def term(topic: Topic) -> Node:
    address = at(topic.get_absolute_url())
    return {"@type": "DefinedTerm", "@id": address, "url": address, "name": topic.name}


def parts_of(turns: Iterable[Turn], address: str) -> Iterator[Node]:
    """Questions with their answers, and statements; a statement is a Comment."""
    question: Node = {}
    authors: dict[int | None, Node] = {}
    for turn in turns:
        node = part(turn, address, authors)
        if turn.kind == Kind.ANSWER and question:
            question.setdefault("suggestedAnswer", []).append(node)
            continue
        if question:
            yield question
        question = node if turn.kind == Kind.QUESTION else {}
        if not question:
            yield node
    if question:
        yield question


TYPES = {
    Kind.QUESTION: "Question",
    Kind.ANSWER: "Answer",
    Kind.STATEMENT: "Comment",
}


def part(turn: Turn, address: str, authors: dict[int | None, Node]) -> Node:
    """One turn; `authors` are those of the page, each named once."""
    node: Node = {"@type": TYPES[Kind(turn.kind)], "@id": f"{address}#{turn.anchor}"}
    if turn.speaker is None:
        return node
    if turn.speaker_id not in authors:
        authors[turn.speaker_id] = named(turn.speaker)
    return {**node, "author": authors[turn.speaker_id]}


def at(path: str) -> str:
    """The same thing has the same address, whatever the language of the page."""
    return f"{settings.SITE_URL}{plain(path)}"


def script(*nodes: Node) -> SafeString:
    """The nodes in a script that no browser runs, whatever their words hold."""
    graph = nodes[0] if len(nodes) == 1 else {"@graph": list(nodes)}
    told = {"@context": "https://schema.org", **graph}
    words = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in ESCAPED.items():
        words = words.replace(sign, escaped)
    safe = mark_safe(words)  # noqa: S308 - what ends it is escaped
    return format_html('<script type="application/ld+json">{}</script>', safe)
