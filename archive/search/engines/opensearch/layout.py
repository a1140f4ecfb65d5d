"""How a document lies in OpenSearch: fields of ready words, keywords to count.

OpenSearch analyses nothing. A paragraph is given as its places joined by spaces, each
place as its terms joined by BESIDE: `reform|=reforms 國會`. Its analyzers take that
apart again, so that terms of one place stand at one place.

own, context, notes   words; beside each, in `.starts`, all their beginnings
facets.*              what is counted; beside each, in `.is`, what is filtered by
turn, interview, …    what is sorted by
word                  alone in a document: a word as it is spelled
changed_*             alone in a document: what writers replaced during a rebuild
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from archive.search.analysis import EXACT
from archive.search.analysis import FINGERPRINT as ANALYSIS
from archive.search.engine import FACETS, Document, Postings
from archive.search.engines.opensearch.place import Place
from archive.search.indexes import GAP

LAYOUT = 2
FINGERPRINT = f"{ANALYSIS}, opensearch layout {LAYOUT}"

WEIGHTS = {"own": 1.0, "context": 0.3, "notes": 0.3}
"""The fields that are searched, and what a word in them counts for."""

BESIDE = "|"
"""Between terms at one place. Alone it stands for a place where any term will do."""

STARTS, IS = ".starts", ".is"

WINDOW = 10_000
"""Rows that one request may reach down to."""

BETWEEN = 2 * GAP
"""Places between paragraphs: more than any two words of a query may be apart."""

LONGEST, MOST_FORMS = 1_000, 1_000_000
"""Letters at one place: of terms, which the analysis cuts far below; of a query."""

_NUMBER = {"type": "long"}
# Numbers are counted as they are; of keywords every counted one is looked up, and that
# takes longer than to count it.
_FACET = {
    "type": "long",
    "index": False,
    "fields": {"is": {"type": "keyword", "doc_values": False}},
}
_WORDS = {
    "type": "text",
    "analyzer": "words",
    "search_analyzer": "asked",
    "position_increment_gap": BETWEEN,
    "fields": {
        "starts": {
            "type": "text",
            "analyzer": "starts",
            "search_analyzer": "keyword",
            "position_increment_gap": BETWEEN,
        }
    },
}
_ANALYSIS = {
    "tokenizer": {
        "places": {"type": "whitespace", "max_token_length": MOST_FORMS},
    },
    "filter": {
        "each": {
            "type": "pattern_capture",
            "preserve_original": False,
            "patterns": [r"([^|]+)"],
        },
        "last": {
            "type": "pattern_capture",
            "preserve_original": False,
            "patterns": [r"([^|]+)$"],
        },
        "starts": {"type": "edge_ngram", "min_gram": 1, "max_gram": LONGEST},
        "holes": {"type": "stop", "stopwords": [BESIDE]},
    },
    "analyzer": {
        "words": {"type": "custom", "tokenizer": "places", "filter": ["each"]},
        "starts": {
            "type": "custom",
            "tokenizer": "places",
            "filter": ["last", "starts"],
        },
        "asked": {
            "type": "custom",
            "tokenizer": "places",
            "filter": ["each", "holes"],
        },
    },
}


K1 = 1.6
"""How much more a word said often counts. As judged collections rank best, and more
than Whoosh's 1.2: here lengths are kept in a byte, and worn smooth.
"""


def settings(place: Place) -> dict[str, object]:
    """What an index is made with. Its copies are made once it is whole."""
    return {
        "number_of_shards": place.shards,
        "number_of_replicas": 0,
        # Writers say themselves when what they wrote is to be seen: all of it at once.
        "refresh_interval": "-1",
        "max_result_window": WINDOW,
        "analysis": _ANALYSIS,
        # Twins lengthen all texts alike: they count in both length and average.
        "similarity": {
            "default": {"type": "BM25", "discount_overlaps": False, "k1": K1}
        },
    }


def mappings(place: Place) -> dict[str, object]:
    return {
        "dynamic": "strict",
        "_source": {"enabled": False},
        "_meta": {"archive": place.index, "fingerprint": FINGERPRINT},
        "properties": {
            **dict.fromkeys(("turn", "interview", "sequence"), _NUMBER),
            **dict.fromkeys(("date", "until"), _NUMBER),
            **dict.fromkeys(("changed_turns", "changed_interviews"), _NUMBER),
            **dict.fromkeys(WEIGHTS, _WORDS),
            "facets": {"properties": dict.fromkeys(FACETS, _FACET)},
            "word": {"type": "keyword"},
        },
    }


def source(document: Document) -> bytes:
    """The document as OpenSearch takes it."""
    fields: dict[str, object] = {
        "turn": document.turn,
        "interview": document.interview,
        "sequence": document.sequence,
        "facets": {name: _values(document, name) for name in FACETS},
    }
    if document.date:
        fields |= {"date": document.date, "until": document.until}
    for name in WEIGHTS:
        if words := getattr(document, name):
            fields[name] = list(paragraphs(words))
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def paragraphs(words: Postings) -> Iterator[str]:
    """The text again, a string a paragraph, each place by its terms: the twin last."""
    said: dict[int, str] = {}
    for term in sorted(words, key=_is_twin):
        for place in words[term]:
            said[place] = f"{said[place]}{BESIDE}{term}" if place in said else term
    paragraph: list[str] = []
    last = 0
    for place in sorted(said):
        if paragraph and place - last > GAP:
            yield " ".join(paragraph)
            paragraph = []
        paragraph.append(said[place])
        last = place
    if paragraph:
        yield " ".join(paragraph)


def twins(document: Document) -> Iterator[str]:
    """The turn's own words as they are spelled."""
    return (term.removeprefix(EXACT) for term in document.own if _is_twin(term))


def _is_twin(term: str) -> bool:
    return term.startswith(EXACT)


def _values(document: Document, facet: str) -> list[int] | int:
    return list(document.topics) if facet == "topic" else getattr(document, facet)
