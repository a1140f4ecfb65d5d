"""What a conversation is laid out into, as far as its HTML is concerned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from archive.models import Interlude, Segment, Tagging, Turn
from archive.templatetags.record import Span, Underline


class Passage(Protocol):
    """A paragraph or cue, as `archive.views.speech` lays it out."""

    @property
    def segment(self) -> Segment: ...
    @property
    def text(self) -> str: ...
    @property
    def found(self) -> Sequence[Span]: ...
    @property
    def noted(self) -> Sequence[Underline]: ...
    @property
    def emended_spans(self) -> Sequence[Span]: ...
    @property
    def asides(self) -> Sequence[Interlude]: ...
    @property
    def minute(self) -> str: ...
    @property
    def is_plain(self) -> bool: ...


class Grave(Protocol):
    @property
    def targets(self) -> Sequence[str]: ...
    @property
    def stones(self) -> Sequence[Any]: ...


class Speech(Protocol):
    """A turn and what is shown of it."""

    @property
    def turn(self) -> Turn: ...
    @property
    def passages(self) -> Sequence[Passage]: ...
    @property
    def grave(self) -> Grave: ...
    @property
    def topics(self) -> Sequence[Tagging]: ...
    @property
    def is_cued(self) -> bool: ...
    @property
    def is_annotated(self) -> bool: ...
    @property
    def pin(self) -> str: ...


class Exchange(Protocol):
    @property
    def parts(self) -> Iterable[Any]: ...
