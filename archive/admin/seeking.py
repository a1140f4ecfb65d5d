"""Looking for notes on the desk: in their words, and in the titles they stand under."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from archive.models import Annotation, Interview, Sought
from archive.models.sought import folded

WORDS = 20
TITLES = 500
FEW = 2000


def sought_notes(notes: QuerySet[Annotation], asked: str) -> QuerySet[Annotation]:
    """Return the notes that have each of the words, or a piece of it, somewhere.

    In the note, in the words it stands on, or in the title of its interview.
    """
    words = folded(asked).split()[:WORDS]
    if not words:
        return notes
    titled = {word: list(islice(_titled(word), TITLES)) for word in words}
    found: Any = Sought.objects.all()
    for word in words:
        in_title = Q(note__turn__interview__in=titled[word])
        found = found.filter(_either(Q(words__contains=word), in_title, titled[word]))
    # A list asks twice, for the total and for a page. Few notes are sought once; many
    # are met soon, one after another in the order of the list.
    keys = list(found.values_list("note", flat=True)[: FEW + 1])
    if len(keys) <= FEW:
        return notes.filter(pk__in=keys)
    for word in words:
        in_title = Q(turn__interview__in=titled[word])
        said = Q(sought__words__contains=word)
        notes = notes.filter(_either(said, in_title, titled[word]))
    return notes


def _either(said: Q, in_title: Q, titled: list[int]) -> Q:
    return said | in_title if titled else said


def _titled(word: str) -> Any:
    """Interviews with the word in their title, compared as the notes are."""
    titles: Any = Interview.objects.values_list("pk", "title")
    return (key for key, title in titles.iterator() if word in folded(title))
