"""What stands between the turns of an interview and is part of none."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.interviews import Interview
from archive.models.turns import Turn


class InterludeKind(models.TextChoices):
    HEADING = "heading", _("heading")
    DIRECTION = "direction", _("stage direction")
    CAPTION = "caption", _("caption")
    QUOTE = "quote", _("pull quote")
    ADVERT = "advert", _("advertisement")
    NOTE = "note", _("editorial note")


class Interlude(models.Model):
    """What stands between turns and is part of none."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="interludes")
    after = models.ForeignKey(
        Turn, models.CASCADE, null=True, blank=True, related_name="interludes"
    )
    order = models.PositiveIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=9, choices=InterludeKind.choices)
    text = models.TextField(_("words"))
    source_start = models.PositiveIntegerField()
    source_end = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("interlude")
        verbose_name_plural = _("interludes")
        ordering = ("interview", "order")
        constraints = (
            models.UniqueConstraint(
                fields=("interview", "order"), name="interlude_has_one_place"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=InterludeKind.values),
                name="interlude_kind_is_known",
            ),
        )

    def __str__(self) -> str:
        return self.text[:60]
