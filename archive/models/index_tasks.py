"""What search has still to look at again, written in the change’s transaction."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    TURN = "turn", _("turn")
    INTERVIEW = "interview", _("interview")


class IndexTask(models.Model):
    """Look again at a turn, or at every turn of an interview.

    `key` is a primary key and no foreign key: the thing may be gone by then. What
    is public is put into the index, all else is taken out of it. What is to become
    public later waits until `due_at`.
    """

    scope = models.CharField(_("scope"), max_length=9, choices=Scope.choices)
    key = models.BigIntegerField(_("key"))
    due_at = models.DateTimeField(_("due"), null=True, blank=True, db_index=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("index task")
        verbose_name_plural = _("index tasks")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"
