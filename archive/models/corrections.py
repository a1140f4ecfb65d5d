"""What editors corrected of an ingest, and sources that wait to be looked at."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.anchoring import Selectors
from archive.models.interviews import Interview
from archive.models.sources import Edition

KEPT_ASIDE = timedelta(days=7)


class CorrectionAct(models.TextChoices):
    ACCEPT = "accept", _("accepted")
    KIND = "kind", _("kind")
    SPEAKER = "speaker", _("speaker")
    SPLIT = "split", _("divided")
    MERGE = "merge", _("joined to the turn before")
    REWORD = "reword", _("words corrected")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def standing(self) -> CorrectionQuerySet:
        """Those that hold, in the order they were made."""
        return self.filter(undone_at=None).order_by("pk")

    def waiting(self) -> CorrectionQuerySet:
        """Those whose place the last ingest did not find."""
        return self.standing().exclude(complaint="")


class Correction(models.Model):
    """What an editor said of a turn, kept so that every later ingest is told again.

    The selectors count in the words of the whole conversation, never in a turn (see
    `ingest.revision.wording`). `memory` is what it changed, to take it back.
    """

    interview = models.ForeignKey(
        Interview,
        models.CASCADE,
        related_name="corrections",
        verbose_name=_("interview"),
    )
    act = models.CharField(_("act"), max_length=7, choices=CorrectionAct.choices)
    value = models.TextField(_("value"), blank=True)
    printed = models.TextField(
        _("words before"),
        blank=True,
        default="",
        help_text=_("Of the paragraph whose words were corrected to the value."),
    )
    edition = models.ForeignKey(
        Edition,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("edition"),
    )
    anchor = models.CharField(
        _("turn"), max_length=12, help_text=_("The name of the turn when it was made.")
    )
    exact = models.TextField(_("words"))
    prefix = models.CharField(_("before"), max_length=64, blank=True)
    suffix = models.CharField(_("after"), max_length=64, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    wording = models.CharField(_("SHA-256 of the turn’s words"), max_length=64)
    closing = models.CharField(_("last words"), max_length=64, blank=True)
    memory = models.JSONField(_("as it was"), default=dict)
    reason = models.CharField(_("reason"), max_length=100, blank=True)
    complaint = models.TextField(
        _("why it waits"),
        blank=True,
        help_text=_("Said by the last ingest that did not find its place."),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(act__in=CorrectionAct.values), name="correction_is_known"
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")) & ~Q(exact=""),
                name="correction_stands_on_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.anchor}: {self.get_act_display()} {self.value[:60]}".strip()

    @property
    def may_be_taken_back_alone(self) -> bool:
        """Whether what was corrected later does not stand on it."""
        return self.act == CorrectionAct.REWORD

    @property
    def place(self) -> Selectors:
        return Selectors(self.exact, self.prefix, self.suffix, self.start, self.end)


class Reading(models.TextChoices):
    """What became of an upload when it was last read."""

    READ = "read", _("read")
    DOUBTFUL = "doubtful", _("read, with doubts")
    REFUSED = "refused", _("not read")


class UploadQuerySet(models.QuerySet["Upload"]):
    def outdated(self) -> UploadQuerySet:
        """Those that nobody kept within a week."""
        return self.filter(created_at__lt=timezone.now() - KEPT_ASIDE)


class Upload(models.Model):
    """A source that an editor brought and has not kept yet: no part of the archive.

    `stated` is what the editor says of it, by the names of a sidecar.
    """

    name = models.CharField(_("name"), max_length=255)
    content = models.BinaryField(_("bytes"))
    origin = models.CharField(_("origin"), max_length=2000, blank=True)
    obtained = models.CharField(_("obtained"), max_length=40, blank=True)
    received = models.JSONField(
        _("headers received"), default=dict, blank=True, help_text=_("By an address.")
    )
    stated = models.JSONField(_("stated"), default=dict, blank=True)
    reading = models.CharField(
        _("reading"), max_length=8, choices=Reading.choices, blank=True
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        verbose_name=_("brought by"),
    )
    created_at = models.DateTimeField(_("brought"), auto_now_add=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("source to look at")
        verbose_name_plural = _("sources to look at")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name


class Apart(models.Model):
    """Two interviews that share passages, and are two conversations all the same."""

    first = models.ForeignKey(Interview, models.CASCADE, related_name="+")
    second = models.ForeignKey(Interview, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("two conversations")
        verbose_name_plural = _("two conversations")
        constraints = (
            models.UniqueConstraint(
                fields=("first", "second"), name="apart_is_said_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="apart_names_two_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
