"""The topics of an interview: kept at first, told anew by another sidecar."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from archive import models
from archive.transcript import Topic

Turns = dict[str, int]
Pairs = set[tuple[str, str]]
_Kind = models.LabelKind


def keep(topics: Sequence[Topic], turns: Turns, language: str) -> None:
    """Keep topics and what stands under them. A known topic stays as it is.

    `turns` are the keys of the turns by anchor, in their sequence. New topics are
    named in `language`, the interview's.
    """
    kept = {topic.slug: _topic(topic, language) for topic in topics}
    for topic in topics:
        if topic.parent and kept[topic.slug].parent is None:
            _put_under(kept[topic.slug], kept[topic.parent])
    _tag(_pairs(topics), kept, turns)


def told_of(topics: Sequence[Topic]) -> list[dict[str, Any]]:
    """What a Transcript says of topics, to compare the next one with."""
    return [dataclasses.asdict(topic) for topic in topics]


def restate(
    interview: models.Interview, before: list[dict[str, Any]], topics: Sequence[Topic]
) -> None:
    """Change what is told otherwise than before, and nothing else."""
    earlier = {form["slug"]: _read(form) for form in before}
    turns = dict(interview.turns.order_by("sequence").values_list("anchor", "pk"))
    kept = {topic.slug: _topic(topic, interview.language) for topic in topics}
    for topic in topics:
        _restate_topic(kept, earlier.get(topic.slug, topic), topic)
    told, now = _pairs(earlier.values()), _pairs(topics)
    for slug, anchor in told - now:
        models.Tagging.objects.filter(
            topic=models.Topic.objects.addressed(slug),
            turn=turns.get(anchor),
            basis=models.TaggingBasis.SIDECAR,
        ).delete()
    _tag(now - told, kept, turns)


def _restate_topic(kept: dict[str, models.Topic], before: Topic, topic: Topic) -> None:
    """Where an editor has the last word, it stays."""
    row = kept[topic.slug]
    if row.name == before.name:
        row.name = topic.name
    if row.scope_note == before.scope_note:
        row.scope_note = topic.scope_note
    _save(row)
    above = models.Topic.objects.addressed(before.parent) if before.parent else None
    if row.parent in (None, above):
        _put_under(row, kept[topic.parent] if topic.parent else None)
    labels = row.labels.order_by("pk").values_list("language", "name")
    if before.labels != topic.labels and tuple(labels) == before.labels:
        row.labels.all().delete()
        _keep_labels(row, topic)


def _read(form: dict[str, Any]) -> Topic:
    labels = tuple((language, name) for language, name in form["labels"])
    return Topic(**{**form, "labels": labels, "questions": tuple(form["questions"])})


def _pairs(topics: Iterable[Topic]) -> Pairs:
    return {(topic.slug, anchor) for topic in topics for anchor in topic.questions}


def _tag(pairs: Pairs, kept: dict[str, models.Topic], turns: Turns) -> None:
    places = {anchor: place for place, anchor in enumerate(turns)}
    ordered = sorted(pairs, key=lambda pair: (pair[0], places[pair[1]]))
    _accept(ordered, kept, turns)
    models.Tagging.objects.bulk_create(
        (
            models.Tagging(
                turn_id=turns[anchor],
                topic=kept[slug],
                basis=models.TaggingBasis.SIDECAR,
            )
            for slug, anchor in ordered
        ),
        ignore_conflicts=True,
    )


def _accept(
    pairs: Iterable[tuple[str, str]], kept: dict[str, models.Topic], turns: Turns
) -> None:
    """What was suggested, and is told now, is no suggestion any more."""
    suggested = models.Tagging.objects.suggested()
    for slug, anchor in pairs:
        waiting = suggested.filter(topic=kept[slug], turn=turns[anchor])
        waiting.update(basis=models.TaggingBasis.SIDECAR)


def _topic(topic: Topic, language: str) -> models.Topic:
    """The topic of that slug, or that the slug led to; a new one when there is none."""
    known = models.Topic.objects.addressed(topic.slug)
    if known is not None:
        return known
    kept = models.Topic(
        slug=topic.slug,
        name=topic.name,
        language=language,
        scope_note=topic.scope_note,
    )
    _save(kept)
    _keep_labels(kept, topic)
    return kept


def _put_under(kept: models.Topic, parent: models.Topic | None) -> None:
    """Move it, unless an editor put the broader one below it, or made them one."""
    is_below = parent and parent.lines.filter(broader=kept).exists()
    if kept.parent != parent and not is_below:
        kept.parent = parent
        _save(kept)


def _keep_labels(kept: models.Topic, topic: Topic) -> None:
    """The first in each language is its name there; the topic's own has one."""
    named = {kept.language}
    for language, name in dict.fromkeys(topic.labels):
        kind = _Kind.ALTERNATIVE if language in named else _Kind.PREFERRED
        named.add(language)
        label = models.TopicLabel(topic=kept, language=language, name=name, kind=kind)
        _save(label)


def _save(row: models.Topic | models.TopicLabel) -> None:
    row.skip_history_when_saving = True  # type: ignore[union-attr]
    row.save()
