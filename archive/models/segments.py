"""The addressable parts of turns: paragraphs and cues."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.turns import Turn


class SegmentKind(models.TextChoices):
    PARAGRAPH = "paragraph", _("paragraph")
    CUE = "cue", _("cue")


class Part(NamedTuple):
    """A segment as plain values, for pages that show many; `turn` is a key."""

    turn: int
    order: int
    anchor: str
    kind: str
    start: int
    end: int
    source_start: int
    source_end: int
    time_start: int | None
    printed: str


class SegmentQuerySet(models.QuerySet["Segment"]):
    def parts(self) -> Iterable[Part]:
        """Their values, turn by turn."""
        told = self.order_by("turn_id", "order").values_list(*Part._fields)
        return map(Part._make, told)


class Segment(models.Model):
    """An addressable part of a turn.

    `start` and `end` count code points of the turn's text; `source_start` and
    `source_end` those of the source's text. Never mix them.
    """

    turn = models.ForeignKey(Turn, models.CASCADE, "segments", db_index=False)
    order = models.PositiveIntegerField(_("order"))
    anchor = models.CharField(_("anchor"), max_length=20)
    kind = models.CharField(
        _("kind"),
        max_length=9,
        choices=SegmentKind.choices,
        default=SegmentKind.PARAGRAPH,
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    source_start = models.PositiveIntegerField()
    source_end = models.PositiveIntegerField()
    time_start = models.PositiveIntegerField(_("from, in ms"), null=True, blank=True)
    time_end = models.PositiveIntegerField(_("to, in ms"), null=True, blank=True)
    # Only where an editor corrected the words.
    printed = models.TextField(_("as the source prints it"), blank=True, default="")
    fingerprint = models.BigIntegerField(
        _("fingerprint"),
        null=True,
        blank=True,
        help_text=_("Of words that another interview may share."),
    )

    objects = SegmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering = ("turn", "order")
        constraints = (
            models.UniqueConstraint(
                fields=("turn", "order"), name="segment_has_one_place"
            ),
            models.UniqueConstraint(
                fields=("turn", "anchor"), name="segment_anchor_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end"), source_start__lt=F("source_end")),
                name="segment_is_not_empty",
            ),
            models.CheckConstraint(
                condition=Q(time_start=None, time_end=None)
                | Q(
                    time_start__isnull=False,
                    time_end__isnull=False,
                    time_start__lte=F("time_end"),
                ),
                name="segment_time_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SegmentKind.values), name="segment_kind_is_known"
            ),
        )
        indexes = (
            models.Index(
                fields=["fingerprint"],
                condition=Q(fingerprint__isnull=False),
                name="segment_by_fingerprint",
            ),
        )

    def __str__(self) -> str:
        return self.anchor

    @property
    def text(self) -> str:
        return self.turn.text[self.start : self.end]
