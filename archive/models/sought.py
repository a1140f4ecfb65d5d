"""What editors look for in notes: their words, folded, in a table of their own.

Plain database search, and not the readers' index: drafts and withdrawn notes may not
come near that one, a piece of a word is enough for an editor, and a note is found in
the very transaction that wrote it. Folding makes it the same on every database:
SQLite alone knows no case beyond ASCII.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models.signals import post_save
from django.dispatch import receiver

from archive.models.annotations import Annotation

PLAIN = str.maketrans("‘’ʼ“”„«»‐‑–—", '\'\'\'"""""----')


def folded(words: str) -> str:
    """Return words as they are compared: no case, no accents, plain quotation marks."""
    bare = unicodedata.normalize("NFKD", words.casefold().translate(PLAIN))
    kept = (letter for letter in bare if not unicodedata.combining(letter))
    return " ".join("".join(kept).replace("\0", " ").split())


class Sought(models.Model):
    """The words of one note: those it says, and those it stands on."""

    note = models.OneToOneField(
        Annotation, models.CASCADE, primary_key=True, related_name="sought"
    )
    words = models.TextField()

    def __str__(self) -> str:
        return self.words[:60]


def words_in(note: Any) -> str:
    """All that can be looked for in a note; nothing but its own fields is asked."""
    return folded("\n".join([note.exact, note.body, *_said(note.particulars)]))


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _said(each)


@receiver(post_save, sender=Annotation, dispatch_uid="words of notes")
def keep_words(sender: Any, instance: Annotation, **signal: Any) -> None:
    words = {"words": words_in(instance)}
    Sought.objects.update_or_create(note=instance, defaults=words)
