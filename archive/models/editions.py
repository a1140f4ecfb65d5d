"""What an edition changed, and the addresses that it took from the page."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.interviews import Interview
from archive.models.sources import Edition


class ChangeKind(models.TextChoices):
    REWORDED = "reworded", _("reworded")
    ADDED = "added", _("added")
    REMOVED = "removed", _("removed")
    MOVED = "moved", _("moved")
    RECAST = "recast", _("attributed otherwise")


class Change(models.Model):
    """One turn that an edition has otherwise than the edition before it.

    `text` is the wording that edition had last, empty for what was added. The
    words after the change are those before the next one, or the turn's own.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="changes")
    order = models.PositiveIntegerField(_("order"))
    anchor = models.CharField(_("anchor"), max_length=12)
    kind = models.CharField(_("kind"), max_length=8, choices=ChangeKind.choices)
    text = models.TextField(_("words before"), blank=True)
    sha256 = models.CharField(_("SHA-256 of the words"), max_length=64, blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    parts = models.JSONField(
        _("paragraphs before"), default=list, help_text=_("Their anchors, in order.")
    )

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ("edition", "order")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "order"), name="change_has_one_place"
            ),
            models.UniqueConstraint(
                fields=("edition", "anchor"), name="turn_changes_once_an_edition"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ChangeKind.values), name="change_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.ADDED, text="")
                | (~Q(kind=ChangeKind.ADDED) & ~Q(text="")),
                name="change_keeps_the_words_before",
            ),
        )

    def __str__(self) -> str:
        return f"{self.anchor}: {self.kind}"


class TombstoneQuerySet(models.QuerySet["Tombstone"]):
    def successor_of(self, anchor: str) -> str:
        """The living anchor that took the words of a retired one; or empty.

        Follows the chain where a successor was itself retired later.
        """
        chain = dict(self.values_list("anchor", "successor"))
        seen: set[str] = set()
        while anchor in chain and anchor not in seen:
            seen.add(anchor)
            anchor = chain[anchor]
        return "" if anchor in seen else anchor


class Tombstone(models.Model):
    """The anchor of a turn or a segment that is gone. It is never given again.

    `edition` is the one that dropped it, `successor` the anchor that took its words
    if one did, `after` the turn it stood behind.
    """

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="tombstones")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tombstones")
    anchor = models.CharField(_("anchor"), max_length=20)
    after = models.CharField(_("stood after"), max_length=12, blank=True)
    successor = models.CharField(_("words taken by"), max_length=20, blank=True)
    text = models.TextField(_("last words"))
    sha256 = models.CharField(_("SHA-256 of the words"), max_length=64)
    topics = models.JSONField(
        _("topics"), default=list, help_text=_("The slugs of those it stood under.")
    )

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")
        ordering = ("interview", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("interview", "anchor"), name="anchor_is_retired_once"
            ),
            models.CheckConstraint(
                condition=~Q(successor=F("anchor")),
                name="no_anchor_follows_itself",
            ),
        )

    def __str__(self) -> str:
        return self.anchor

    @property
    def is_turn(self) -> bool:
        """Whether a whole turn is gone, not one of its paragraphs."""
        return "p" not in self.anchor

    @property
    def turn(self) -> str:
        """The anchor of the turn that is gone, or that had the paragraph."""
        return self.anchor.partition("p")[0]


class SameConversation(models.Model):
    """Two interviews that an editor found to be one conversation, printed twice."""

    first = models.ForeignKey(Interview, models.CASCADE, related_name="printed_again")
    second = models.ForeignKey(Interview, models.CASCADE, related_name="reprints")
    note = models.TextField(_("note"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("same conversation")
        verbose_name_plural = _("same conversations")
        ordering = ("first", "second")
        constraints = (
            models.UniqueConstraint(
                fields=("first", "second"), name="conversations_are_linked_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="same_conversation_links_two_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} = {self.second}"
