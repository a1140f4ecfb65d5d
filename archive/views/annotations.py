"""The notes of an interview as a W3C Web Annotation page, for other programs.

https://www.w3.org/TR/annotation-model/: an annotation has bodies and a target, which
is found by selectors. Text offsets count code points of the turn that the fragment
names, its paragraphs joined by a blank line.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from archive.models import Annotation, AnnotationKind, Interview
from archive.views.access import reads_interview

Node = dict[str, Any]

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "sha256": "https://schema.org/sha256",
        "particulars": {
            "@id": "https://schema.org/additionalProperty",
            "@type": "@json",
        },
    },
]
MOTIVATIONS = {
    AnnotationKind.CONTEXT: "commenting",
    AnnotationKind.CORRECTION: "editing",
    AnnotationKind.FACT_CHECK: "assessing",
    AnnotationKind.COMMITMENT: "classifying",
    AnnotationKind.TRANSLATION: "describing",
    AnnotationKind.SOURCE: "linking",
}


@reads_interview
def show_annotations(request: HttpRequest, interview: Interview) -> HttpResponse:
    path = reverse("annotations", args=[interview.slug])
    notes = Annotation.objects.public().filter(turn__interview=interview)
    address = f"{settings.SITE_URL}{interview.get_absolute_url()}"
    page = {
        "@context": CONTEXT,
        "id": f"{settings.SITE_URL}{path}",
        "type": "AnnotationPage",
        "items": [
            annotation_of(note, address)
            for note in notes.in_place().select_related("turn")
        ],
    }
    return JsonResponse(
        page, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )


def annotation_of(note: Annotation, address: str) -> Node:
    """Return one note; `address` is that of its interview."""
    node = {
        "id": f"{address}annotations.jsonld#{note.pk}",
        "type": "Annotation",
        "canonical": f"{address}notes/{note.pk}/",
        "motivation": MOTIVATIONS[AnnotationKind(note.kind)],
        "created": note.created_at.isoformat(timespec="seconds"),
        "modified": note.updated_at.isoformat(timespec="seconds"),
        "body": [*bodies_of(note)],
        "target": target_of(note, address),
    }
    if note.particulars:
        node["particulars"] = {"kind": note.kind, **note.particulars}
    return node


def bodies_of(note: Annotation) -> list[Node]:
    told = note.particulars
    bodies = [textual(note.body, "text/markdown")] if note.body else []
    if note.kind == AnnotationKind.TRANSLATION and told:
        bodies.append({**textual(told["text"]), "language": told["language"]})
    if note.kind == AnnotationKind.SOURCE and told.get("address"):
        bodies.append({"id": told["address"], "type": "Text"})
    if note.kind == AnnotationKind.CORRECTION and told:
        bodies.append({**textual(told["reading"]), "purpose": "editing"})
    return bodies


def textual(value: str, media_type: str = "text/plain") -> Node:
    return {"type": "TextualBody", "value": value, "format": media_type}


def target_of(note: Annotation, address: str) -> Node:
    """The turn by its fragment, and in it the words and their place."""
    chosen = note.selectors
    quote = {
        "type": "TextQuoteSelector",
        "exact": chosen.exact,
        "prefix": chosen.prefix,
        "suffix": chosen.suffix,
    }
    position = {
        "type": "TextPositionSelector",
        "start": chosen.start,
        "end": chosen.end,
    }
    return {
        "source": address,
        "selector": [in_turn(note, quote), in_turn(note, position)],
        "sha256": note.wording,
    }


def in_turn(note: Annotation, selector: Node) -> Node:
    return {
        "type": "FragmentSelector",
        "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
        "value": note.turn.anchor,
        "refinedBy": selector,
    }
