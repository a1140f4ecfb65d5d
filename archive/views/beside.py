"""What stands beside the turns of a page: notes, topics, what is no speech."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from archive.models import Annotation, Interlude, Tagging, Turn
from archive.models.turns import TurnQuerySet
from archive.templatetags.notes import know_references


class OfTurn(Protocol):
    @property
    def turn_id(self) -> int: ...


Kept = TypeVar("Kept", bound=OfTurn)


@dataclass(frozen=True, slots=True)
class Beside:
    """Each by the key of its turn."""

    notes: Mapping[int, Sequence[Annotation]] = field(default_factory=dict)
    topics: Mapping[int, Sequence[Tagging]] = field(default_factory=dict)
    asides: Mapping[int, Sequence[Interlude]] = field(default_factory=dict)

    def notes_of(self, turn: Turn) -> Sequence[Annotation]:
        return self.notes.get(turn.pk, ())

    def topics_of(self, turn: Turn) -> Sequence[Tagging]:
        return self.topics.get(turn.pk, ())

    def asides_of(self, turn: Turn) -> Sequence[Interlude]:
        return self.asides.get(turn.pk, ())


def beside(turns: TurnQuerySet) -> Beside:
    """Return what readers are shown beside these turns, in three queries.

    References in notes ask for up to six more, however many there are.
    """
    notes = notes_on(turns)
    topics = Tagging.objects.public().filter(turn__in=turns).select_related("topic")
    topics = topics.prefetch_related("topic__labels")
    asides: dict[int, list[Interlude]] = defaultdict(list)
    for aside in Interlude.objects.filter(after__in=turns).order_by("order"):
        asides[aside.after_id or 0].append(aside)
    return Beside(_by_turn(notes), _by_turn(topics), asides)


def notes_on(turns: TurnQuerySet) -> list[Annotation]:
    """Public notes in their places, which know where their references lead."""
    public = Annotation.objects.public().in_place().filter(turn__in=turns)
    notes = list(public)
    know_references(notes)
    return notes


def _by_turn(kept: Iterable[Kept]) -> dict[int, list[Kept]]:
    by_turn: dict[int, list[Kept]] = defaultdict(list)
    for each in kept:
        by_turn[each.turn_id].append(each)
    return by_turn
