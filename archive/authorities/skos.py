"""The vocabulary as SKOS: concepts, their names and notes, and how they stand. Pure.

https://www.w3.org/TR/skos-reference/ ; Turtle is https://www.w3.org/TR/turtle/ and the
JSON-LD is flat, one node a concept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Text = tuple[str, str]
"""A language and words in it."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A topic with absolute addresses. Those it names are in the scheme, too."""

    address: str
    names: tuple[Text, ...]
    others: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    broader: str = ""
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    address: str
    title: str
    concepts: Sequence[Concept]

    @property
    def tops(self) -> list[str]:
        return [each.address for each in self.concepts if not each.broader]


CONTEXT: dict[str, Any] = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "id": "@id",
    "type": "@type",
    **{
        name: {"@id": f"skos:{name}", "@container": "@language"}
        for name in ("prefLabel", "scopeNote")
    },
    "altLabel": {"@id": "skos:altLabel", "@container": ["@language", "@set"]},
    **{
        name: {"@id": f"skos:{name}", "@type": "@id"}
        for name in (
            "broader",
            "narrower",
            "related",
            "inScheme",
            "topConceptOf",
            "hasTopConcept",
        )
    },
    "title": "dct:title",
}


def as_jsonld(scheme: Scheme) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "id": scheme.address,
        "type": "skos:ConceptScheme",
        "title": scheme.title,
        "hasTopConcept": scheme.tops,
    }
    nodes = [_node(each, scheme) for each in scheme.concepts]
    return {"@context": CONTEXT, "@graph": [whole, *nodes]}


def _node(concept: Concept, scheme: Scheme) -> dict[str, Any]:
    others: dict[str, list[str]] = {}
    for language, words in concept.others:
        others.setdefault(language, []).append(words)
    told: dict[str, Any] = {
        "id": concept.address,
        "type": "skos:Concept",
        "inScheme": scheme.address,
        "topConceptOf": "" if concept.broader else scheme.address,
        "prefLabel": dict(concept.names),
        "altLabel": others,
        "scopeNote": dict(concept.notes),
        "broader": concept.broader,
        "narrower": list(concept.narrower),
        "related": list(concept.related),
    }
    return {name: value for name, value in told.items() if value}


def as_turtle(scheme: Scheme) -> str:
    parts = [
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix dct: <http://purl.org/dc/terms/> .",
        "",
        _subject(scheme.address, _of_scheme(scheme)),
        *(_subject(each.address, _of(each, scheme)) for each in scheme.concepts),
    ]
    return "\n".join(parts)


def _of_scheme(scheme: Scheme) -> Iterator[str]:
    yield "a skos:ConceptScheme"
    yield f"dct:title {_quoted(scheme.title)}"
    yield from (f"skos:hasTopConcept {_address(top)}" for top in scheme.tops)


def _of(concept: Concept, scheme: Scheme) -> Iterator[str]:
    yield "a skos:Concept"
    yield f"skos:inScheme {_address(scheme.address)}"
    if not concept.broader:
        yield f"skos:topConceptOf {_address(scheme.address)}"
    yield from _texts("prefLabel", concept.names)
    yield from _texts("altLabel", concept.others)
    yield from _texts("scopeNote", concept.notes)
    if concept.broader:
        yield f"skos:broader {_address(concept.broader)}"
    yield from (f"skos:narrower {_address(each)}" for each in concept.narrower)
    yield from (f"skos:related {_address(each)}" for each in concept.related)


def _subject(address: str, told: Iterable[str]) -> str:
    return f"{_address(address)}\n    " + " ;\n    ".join(told) + " .\n"


def _texts(name: str, texts: Iterable[Text]) -> Iterator[str]:
    return (f"skos:{name} {_quoted(words)}@{language}" for language, words in texts)


def _address(address: str) -> str:
    """An IRI as Turtle writes one: what may not stand in it is escaped."""
    return f"<{''.join(_iri(sign) for sign in address)}>"


def _iri(sign: str) -> str:
    return f"\\u{ord(sign):04X}" if sign <= " " or sign in '<>"{}|^`\\' else sign


def _quoted(words: str) -> str:
    for sign, told in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
        words = words.replace(sign, told)
    return f'"{words}"'
