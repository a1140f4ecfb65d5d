"""What the source prints where editors corrected words: it can be quoted, too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from archive.models import Segment, Turn
from archive.transcript import PARAGRAPH_BREAK

Part = tuple[str, str]
"""The anchor of a paragraph, and its words as the source prints them."""


def printed_in(turns: Collection[int]) -> dict[int, str]:
    """Return the corrected ones of these turns by key, as the source prints them."""
    if not turns:
        return {}
    corrected = Segment.objects.filter(turn__in=turns).exclude(printed="").order_by()
    keys = set(corrected.values_list("turn", flat=True))
    if not keys:
        return {}
    held = Turn.objects.filter(pk__in=keys).order_by().prefetch_related("segments")
    return {turn.pk: joined(parts_of(turn)) for turn in held}


def corrected_in(interviews: Collection[int]) -> Iterator[tuple[int, str]]:
    """Yield the key of a turn and what the source prints for a corrected paragraph."""
    held = Segment.objects.filter(turn__interview__in=interviews).exclude(printed="")
    yield from held.order_by().values_list("turn", "printed").iterator()


def parts_of(turn: Turn) -> list[Part]:
    """The paragraphs of a turn as printed."""
    parts = sorted(turn.segments.all(), key=lambda part: part.order)
    text = turn.text
    return [
        (each.anchor, each.printed or text[each.start : each.end]) for each in parts
    ]


def joined(parts: Iterable[Part]) -> str:
    return PARAGRAPH_BREAK.join(words for _, words in parts)
