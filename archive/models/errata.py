"""Errors that readers report in a passage: for editors alone, never public."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.anchoring import Selectors, describe
from archive.models.annotations import wording_of
from archive.models.interviews import Interview
from archive.models.turns import Turn
from archive.transcript import Span

LONGEST = 2_000
LONGEST_CONTACT = 200

MOST_WAITING = 1_000
MOST_A_DAY = 200
"""Reports that the archive takes of everybody together: what no editor will read is
refused, so that its reader hears of it."""

CONTACT_KEPT = timedelta(days=30)
"""How long a contact is kept after the editors have decided."""

CONTACT_WAITS = timedelta(days=365)
"""How long it is kept when they have not."""


class ErratumState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class ErratumKind(models.TextChoices):
    WORDS = "words", _("a word is not what the source prints")
    SPEAKER = "speaker", _("somebody else said this")
    PLACE = "place", _("a question, an answer or a paragraph begins in the wrong place")
    EDITION = "edition", _("a note, a topic, a date or a name is wrong")
    RIGHTS = "rights", _("this should not be public")
    OTHER = "other", _("something else")


class ErratumQuerySet(models.QuerySet["Erratum"]):
    def waiting(self) -> ErratumQuerySet:
        return self.filter(state=ErratumState.WAITING)

    def is_full(self) -> bool:
        """Whether more have come than editors can read."""
        today = self.filter(created_at__gt=timezone.now() - timedelta(days=1))
        return self.waiting().count() >= MOST_WAITING or today.count() >= MOST_A_DAY

    def forget_contacts(self, *, at_once: bool = False) -> int:
        """Empty the contacts whose time is over, or all; return how many."""
        now = timezone.now()
        is_over = Q(closed_at__lt=now - CONTACT_KEPT) | Q(
            created_at__lt=now - CONTACT_WAITS
        )
        kept = self.exclude(contact="")
        return (kept if at_once else kept.filter(is_over)).update(contact="")


class Erratum(models.Model):
    """What somebody says is wrong in a passage, as the passage then read.

    The selectors count in the words of the turn, whose SHA-256 is `wording`. Should a
    later edition take the turn out, its name and the words stay here.
    """

    interview = models.ForeignKey(
        Interview,
        models.CASCADE,
        related_name="errata",
        verbose_name=_("interview"),
    )
    turn = models.ForeignKey(
        Turn,
        models.SET_NULL,
        null=True,
        related_name="errata",
        verbose_name=_("turn"),
    )
    anchor = models.CharField(_("place"), max_length=24)
    address = models.CharField(_("address"), max_length=2000)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField(_("words"))
    prefix = models.CharField(_("before"), max_length=64, blank=True)
    suffix = models.CharField(_("after"), max_length=64, blank=True)
    wording = models.CharField(_("SHA-256 of the turn’s words"), max_length=64)
    kind = models.CharField(_("kind"), max_length=7, choices=ErratumKind.choices)
    body = models.TextField(
        _("report"), max_length=LONGEST, validators=[MaxLengthValidator(LONGEST)]
    )
    contact = models.CharField(
        _("contact"),
        max_length=LONGEST_CONTACT,
        blank=True,
        help_text=_("Forgotten 30 days after the report is closed."),
    )
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=ErratumState.choices,
        default=ErratumState.WAITING,
    )
    decision = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(_("reported"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
    )

    objects = ErratumQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported error")
        verbose_name_plural = _("reported errors")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(start__lt=F("end")), name="erratum_stands_on_words"
            ),
            models.CheckConstraint(
                condition=~Q(body="") & ~Q(exact=""), name="erratum_says_something"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ErratumKind.values), name="erratum_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ErratumState.WAITING, closed_at=None)
                | Q(
                    state__in=(ErratumState.ACCEPTED, ErratumState.DECLINED),
                    closed_at__isnull=False,
                )
                & ~Q(decision=""),
                name="erratum_is_closed_with_a_reason",
            ),
        )
        indexes = (
            models.Index(fields=["state", "-created_at"], name="erratum_by_state"),
        )

    def __str__(self) -> str:
        return f"{self.interview}, {self.anchor}"

    @property
    def selectors(self) -> Selectors:
        return Selectors(self.exact, self.prefix, self.suffix, self.start, self.end)

    @property
    def is_of_this_wording(self) -> bool:
        """Whether the turn still reads as it did when it was reported."""
        return self.turn is not None and wording_of(self.turn.text) == self.wording

    def stand_on(self, turn: Turn, span: Span) -> None:
        """Set the selectors to a span of a turn's words; does not save.

        Raises ValueError when the span is empty or outside the text.
        """
        chosen = describe(turn.text, span)
        self.turn, self.interview = turn, turn.interview
        self.start, self.end = chosen.start, chosen.end
        self.exact, self.prefix = chosen.exact, chosen.prefix
        self.suffix = chosen.suffix
        self.wording = wording_of(turn.text)
