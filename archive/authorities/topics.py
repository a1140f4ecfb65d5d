"""Topics merged, moved, and given to many exchanges at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.authorities.rearranging import Steps, Told, rearranging
from archive.authorities.remembering import Signed
from archive.errors import CannotMerge
from archive.models import (
    KeyPhrase,
    Kind,
    LabelKind,
    RearrangementAct,
    Tagging,
    TaggingBasis,
    Topic,
    TopicAddress,
    TopicLabel,
    TopicRelation,
    Turn,
)

BATCH = 500
TOLD = {TaggingBasis.SIDECAR.value, TaggingBasis.EDITOR.value}


def openings(turns: Collection[int]) -> list[int]:
    """The exchanges these turns belong to: questions, and statements by themselves.

    An answer that answers nothing known has none.
    """
    found: dict[int, None] = {}
    keys = list(turns)
    for start in range(0, len(keys), BATCH):
        rows = Turn.objects.filter(pk__in=keys[start : start + BATCH]).order_by("pk")
        for key, kind, question in rows.values_list("pk", "kind", "question"):
            if kind != Kind.ANSWER or question:
                found.setdefault(question or key)
    return list(found)


@dataclass(frozen=True, slots=True)
class Change:
    """What giving or taking away a topic would do to some exchanges."""

    changed: tuple[int, ...]
    """Exchanges that would change."""
    kept: tuple[int, ...]
    """Exchanges that have it already, or do not have it."""


def foresee(turns: Collection[int], topic: Topic, *, gives: bool) -> Change:
    """What `tag`, or else `untag`, would change."""
    exchanges = openings(turns)
    told = {row.turn_id for row in _taggings(topic, exchanges) if row.basis in TOLD}
    changed = [key for key in exchanges if (key in told) != gives]
    return Change(tuple(changed), tuple(key for key in exchanges if key not in changed))


def tag(turns: Collection[int], topic: Topic, signed: Signed, query: str = "") -> int:
    """Give a topic to the exchanges of these turns; return how many did not have it."""
    wanted = foresee(turns, topic, gives=True).changed
    told = _counted(topic, len(wanted))
    with rearranging(Told(RearrangementAct.TAG, told, query), signed) as steps:
        waiting = list(_taggings(topic, wanted))
        steps.change(waiting, basis=TaggingBasis.EDITOR.value)
        known = {row.turn_id for row in waiting}
        steps.add([_tagging(key, topic) for key in wanted if key not in known])
    return len(wanted)


def untag(turns: Collection[int], topic: Topic, signed: Signed, query: str = "") -> int:
    """Take a topic away from the exchanges of these turns; return how many had it."""
    wanted = foresee(turns, topic, gives=False).changed
    told = _counted(topic, len(wanted))
    with rearranging(Told(RearrangementAct.UNTAG, told, query), signed) as steps:
        steps.remove(_taggings(topic, wanted))
    return len(wanted)


def decide(taggings: Iterable[Tagging], signed: Signed, *, accepts: bool) -> int:
    """Accept or reject suggestions; return how many still waited."""
    waiting = [row for row in taggings if row.basis == TaggingBasis.SUGGESTED]
    names = sorted({row.topic.name for row in waiting})
    pattern = _("accepted: %(topics)s") if accepts else _("rejected: %(topics)s")
    told = Told(RearrangementAct.DECIDE, pattern % {"topics": ", ".join(names)})
    basis = TaggingBasis.EDITOR if accepts else TaggingBasis.REJECTED
    with rearranging(told, signed) as steps:
        steps.change(waiting, basis=basis.value)
    return len(waiting)


def move(topics: Sequence[Topic], parent: Topic | None, signed: Signed) -> None:
    """Put topics under another, or at the top. Raises CannotMerge for a circle."""
    for topic in topics:
        if parent and parent.lines.filter(broader=topic).exists():
            raise CannotMerge(
                _("%(parent)s stands under %(topic)s: choose another broader topic.")
                % {"parent": parent, "topic": topic}
            )
    names = ", ".join(topic.name for topic in topics)
    where = parent.name if parent else "–"
    told = _("%(topics)s: now under %(parent)s") % {"topics": names, "parent": where}
    with rearranging(Told(RearrangementAct.MOVE, told), signed) as steps:
        steps.change(topics, parent_id=parent.pk if parent else None)


def merge(gone: Topic, kept: Topic, signed: Signed) -> None:
    """Make two topics one: all that is under `gone` goes to `kept`, its address too.

    Raises CannotMerge for a topic and itself.
    """
    if gone == kept:
        raise CannotMerge(_("Choose another topic: this one is the same."))
    told = _("%(gone)s is now %(kept)s") % {"gone": gone, "kept": kept}
    with rearranging(Told(RearrangementAct.MERGE_TOPICS, told), signed) as steps:
        _unite_taggings(gone, kept, steps)
        _unite_trees(gone, kept, steps)
        _unite_labels(gone, kept, steps)
        _unite_relations(gone, kept, steps)
        if not kept.scope_note and gone.scope_note:
            steps.change([kept], scope_note=gone.scope_note)
        steps.change(KeyPhrase.objects.filter(topic=gone), topic_id=kept.pk)
        steps.change(gone.addresses.all(), topic_id=kept.pk)
        # A topic came to an address that another had given up: it leads on from here.
        steps.remove(TopicAddress.objects.filter(slug=gone.slug))
        steps.add([TopicAddress(topic=kept, slug=gone.slug)])
        steps.remove([Topic.objects.get(pk=gone.pk)])


def _unite_taggings(gone: Topic, kept: Topic, steps: Steps) -> None:
    """An exchange that has both keeps one: what is told, not what was guessed."""
    has = {row.turn_id: row for row in _every(kept)}
    both = [row for row in _every(gone) if row.turn_id in has]
    alone = [row for row in _every(gone) if row.turn_id not in has]
    for basis in sorted(TOLD):
        better = [has[row.turn_id] for row in both if row.basis == basis]
        steps.change([row for row in better if row.basis not in TOLD], basis=basis)
    steps.remove(both)
    steps.change(alone, topic_id=kept.pk)


def _unite_trees(gone: Topic, kept: Topic, steps: Steps) -> None:
    if kept.lines.filter(broader=gone).exists():
        steps.change([kept], parent_id=gone.parent_id)
    steps.change(gone.narrower.exclude(pk=kept.pk), parent_id=kept.pk)


def _unite_labels(gone: Topic, kept: Topic, steps: Steps) -> None:
    """The name that goes is a label; a language that lacked a name gets its own."""
    known = {(label.language, label.name) for label in kept.labels.all()}
    known.add((kept.language, kept.name))
    named = {label.language for label in kept.labels.all() if _is_name(label)}
    named.add(kept.language)
    steps.remove(gone.labels.filter(pk__in=_told(gone, known)))
    for label in gone.labels.order_by("pk"):
        keeps_name = _is_name(label) and label.language not in named
        kind = LabelKind.PREFERRED if keeps_name else LabelKind.ALTERNATIVE
        steps.change([label], topic_id=kept.pk, kind=kind.value)
        known.add((label.language, label.name))
        named |= {label.language} if keeps_name else set()
    if (gone.language, gone.name) not in known:
        kind = LabelKind.ALTERNATIVE
        if gone.language not in named:
            kind = LabelKind.PREFERRED
        steps.add(
            [
                TopicLabel(
                    topic=kept, language=gone.language, name=gone.name, kind=kind.value
                )
            ]
        )


def _is_name(label: TopicLabel) -> bool:
    return label.kind == LabelKind.PREFERRED


def _told(gone: Topic, known: set[tuple[str, str]]) -> list[int]:
    return [
        label.pk for label in gone.labels.all() if (label.language, label.name) in known
    ]


def _unite_relations(gone: Topic, kept: Topic, steps: Steps) -> None:
    """Beside itself, or above and below, no topic is related."""
    near = set(gone.related().values_list("pk", flat=True))
    near -= set(kept.related().values_list("pk", flat=True)) | {kept.pk}
    near -= set(kept.lines.values_list("broader", flat=True))
    near -= set(kept.reach.values_list("topic", flat=True))
    steps.remove([*gone.relations_first.all(), *gone.relations_second.all()])
    steps.add([relation(kept.pk, other) for other in sorted(near)])


def relation(one: int, other: int) -> TopicRelation:
    first, second = sorted((one, other))
    return TopicRelation(first_id=first, second_id=second)


def _counted(topic: Topic, total: int) -> str:
    told = ngettext(
        "%(topic)s: %(total)s exchange", "%(topic)s: %(total)s exchanges", total
    )
    return told % {"topic": topic, "total": total}


def _tagging(turn: int, topic: Topic) -> Tagging:
    return Tagging(turn_id=turn, topic=topic, basis=TaggingBasis.EDITOR)


def _taggings(topic: Topic, exchanges: Sequence[int]) -> Iterator[Tagging]:
    for start in range(0, len(exchanges), BATCH):
        keys = exchanges[start : start + BATCH]
        yield from Tagging.objects.filter(topic=topic, turn__in=keys)


def _every(topic: Topic) -> list[Any]:
    return list(topic.taggings.order_by("pk"))


def depth_first(topics: Iterable[Topic]) -> list[tuple[int, Topic]]:
    """Topics in the order of a tree, each with its depth, names in order."""
    below: dict[int | None, list[Topic]] = {}
    topics = sorted(topics, key=lambda topic: topic.label.name.casefold())
    known = {topic.pk for topic in topics}
    for topic in topics:
        above = topic.parent_id if topic.parent_id in known else None
        below.setdefault(above, []).append(topic)
    return list(_descend(below, None, 0))


def _descend(
    below: dict[int | None, list[Topic]], above: int | None, depth: int
) -> Iterator[tuple[int, Topic]]:
    for topic in below.get(above, ()):
        yield depth, topic
        yield from _descend(below, topic.pk, depth + 1)
