"""The topics of an interview: kept at first, told anew by another sidecar."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from archive import models
from archive.transcript import Topic

Turns = dict[str, int]
Pairs = set[tuple[str, str]]


def keep(topics: Sequence[Topic], turns: Turns) -> None:
    """Keep topics and what stands under them. A known topic stays as it is.

    `turns` are the keys of the turns by anchor, in their sequence.
    """
    kept = {topic.slug: _topic(topic) for topic in topics}
    for topic in topics:
        if topic.parent and kept[topic.slug].parent is None:
            kept[topic.slug].parent = kept[topic.parent]
            _save(kept[topic.slug])
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
    kept = {topic.slug: _topic(topic) for topic in topics}
    for topic in topics:
        _restate_topic(kept, earlier.get(topic.slug, topic), topic)
    told, now = _pairs(earlier.values()), _pairs(topics)
    for slug, anchor in told - now:
        models.Tagging.objects.filter(
            topic__slug=slug,
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
    if (row.parent.slug if row.parent else "") in ("", before.parent):
        row.parent = kept[topic.parent] if topic.parent else None
    _save(row)
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


def _topic(topic: Topic) -> models.Topic:
    """The topic of that slug as it is; a new one when there is none."""
    known = models.Topic.objects.filter(slug=topic.slug).first()
    if known is not None:
        return known
    kept = models.Topic(slug=topic.slug, name=topic.name, scope_note=topic.scope_note)
    _save(kept)
    _keep_labels(kept, topic)
    return kept


def _keep_labels(kept: models.Topic, topic: Topic) -> None:
    models.TopicLabel.objects.bulk_create(
        models.TopicLabel(topic=kept, language=language, name=name)
        for language, name in dict.fromkeys(topic.labels)
    )


def _save(topic: models.Topic) -> None:
    topic.skip_history_when_saving = True  # type: ignore[attr-defined]
    topic.save()
