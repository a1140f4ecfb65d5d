"""What topics and people are called: in the language of the page, and formerly."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import F, FilteredRelation, Q

from archive.models import LabelKind, SpeakerAddress, Topic, TopicAddress
from archive.models.topics import Label, best_label

Told = tuple[int, str, str]
"""A key, a slug and a name."""


def topics(keys: Collection[int], slugs: Collection[str]) -> Iterator[Told]:
    """The public ones of these, each by its name in the language of the page."""
    meant = Q(pk__in=keys) if keys else Q(slug__in=slugs)
    preferred = FilteredRelation("labels", condition=Q(labels__kind=PREFERRED))
    rows = (
        Topic.objects.public()
        .filter(meant)
        .annotate(named=preferred)
        .order_by("pk", F("named__pk"))
        .values_list("pk", "slug", "name", "language", "named__name", "named__language")
    )
    names: dict[tuple[int, str, Label], list[Label]] = {}
    for key, slug, name, language, other, told_in in rows:
        found = names.setdefault((key, slug, Label(name, language)), [])
        found += [Label(other, told_in)] if other else []
    for (key, slug, own), others in names.items():
        yield key, slug, best_label(own, others).name


def moved(facet: str, slugs: Collection[str]) -> dict[str, str]:
    """Of slugs that were given up, the new ones."""
    if facet not in MOVED or not slugs:
        return {}
    model, owner = MOVED[facet]
    told = model.objects.filter(slug__in=slugs).values_list("slug", f"{owner}__slug")
    return dict(told)


PREFERRED = LabelKind.PREFERRED
MOVED: dict[str, tuple[type[TopicAddress] | type[SpeakerAddress], str]] = {
    "topic": (TopicAddress, "topic"),
    "speaker": (SpeakerAddress, "speaker"),
}
"""Where the slugs are kept that a facet's values had before."""
