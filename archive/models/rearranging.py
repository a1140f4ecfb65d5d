"""Acts of an editor that change many rows at once, kept so that they can be undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RearrangementAct(models.TextChoices):
    TAG = "tag", _("topic given")
    UNTAG = "untag", _("topic taken away")
    DECIDE = "decide", _("suggestions decided")
    MERGE_TOPICS = "merge topics", _("topics merged")
    MOVE = "move", _("topics moved")
    MERGE_SPEAKERS = "merge speakers", _("speakers merged")
    REASSIGN = "reassign", _("turns given to another speaker")


class RearrangementQuerySet(models.QuerySet["Rearrangement"]):
    def standing(self) -> RearrangementQuerySet:
        """Those that were not undone."""
        return self.filter(undone_at=None)


class Rearrangement(models.Model):
    """One act over many rows. `steps` are its rows in order, each before and after:

    [model, key, fields before or null where it was made, fields after or null where
    it was deleted].
    """

    act = models.CharField(_("act"), max_length=20, choices=RearrangementAct.choices)
    told = models.CharField(_("what"), max_length=300)
    query = models.CharField(
        _("search"), max_length=1000, blank=True, help_text=_("That found the rows.")
    )
    reason = models.CharField(_("reason"), max_length=100, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    steps = models.JSONField(_("rows"), default=list)
    total = models.PositiveIntegerField(_("rows changed"), default=0)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )

    objects = RearrangementQuerySet.as_manager()

    class Meta:
        verbose_name = _("rearrangement")
        verbose_name_plural = _("rearrangements")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(act__in=RearrangementAct.values),
                name="rearrangement_act_is_known",
            ),
        )

    def __str__(self) -> str:
        return self.told
