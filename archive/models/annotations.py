"""What editors say about a passage, and the selectors that find the passage."""

from __future__ import annotations

import hashlib
from types import MappingProxyType

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from archive.anchoring import Selectors, describe
from archive.models.memory import remembered
from archive.models.particulars import (
    AnnotationKind,
    Particulars,
    read_particulars,
)
from archive.models.publishing import Publishable, State, is_public
from archive.models.references import Known
from archive.models.turns import Turn
from archive.transcript import Span

LONGEST = 10_000


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def public(self) -> AnnotationQuerySet:
        """Published, on a public interview, and still on its own words."""
        return self.filter(is_public(), is_public("turn__interview__")).exclude(
            hold=Hold.ORPHANED
        )

    def waiting(self) -> AnnotationQuerySet:
        """Those whose words moved or are lost, until somebody decides."""
        lost = self.filter(hold__in=(Hold.MOVED, Hold.ORPHANED))
        return lost.exclude(state=State.WITHDRAWN)

    def in_place(self) -> AnnotationQuerySet:
        return self.order_by("turn__sequence", "start", "end", "pk")


class Hold(models.TextChoices):
    """Whether the words an annotation was made on are still there."""

    ANCHORED = "anchored", _("anchored")
    MOVED = "moved", _("moved")
    ORPHANED = "orphaned", _("orphaned")


class Annotation(Publishable):
    """A body about a target: a passage of one turn, found by selectors.

    `known` is where the references of its body lead, once somebody has asked.
    """

    known: Known = MappingProxyType({})

    turn = models.ForeignKey(Turn, models.PROTECT, related_name="annotations")
    kind = models.CharField(
        _("kind"),
        max_length=11,
        choices=AnnotationKind.choices,
        default=AnnotationKind.CONTEXT,
    )
    body = models.TextField(
        _("note"),
        max_length=LONGEST,
        blank=True,
        validators=[MaxLengthValidator(LONGEST)],
        help_text=_("Markdown."),
    )
    particulars = models.JSONField(
        _("what its kind tells"),
        default=dict,
        blank=True,
        help_text=_("A claim and its verdict, a promise and its statuses, a source."),
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField(_("words the note stands on"))
    prefix = models.CharField(_("before"), max_length=64, blank=True)
    suffix = models.CharField(_("after"), max_length=64, blank=True)
    wording = models.CharField(_("SHA-256 of the turn’s words"), max_length=64)
    hold = models.CharField(
        _("hold"), max_length=8, choices=Hold.choices, default=Hold.ANCHORED
    )
    hold_evidence = models.TextField(
        _("why it holds or does not"), blank=True, editable=False
    )
    moved_from = models.JSONField(
        _("where it stood before the text changed"),
        default=dict,
        blank=True,
        editable=False,
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = AnnotationQuerySet.as_manager()
    history = remembered()

    class Meta:
        verbose_name = _("annotation")
        verbose_name_plural = _("annotations")
        ordering = ("turn", "start", "pk")
        permissions = (
            ("review_annotation", _("Can send annotations back")),
            ("publish_annotation", _("Can publish, schedule and withdraw annotations")),
        )
        indexes = (
            # The list, whole and by state, newest first; and what waits in the queue.
            models.Index(fields=("-updated_at", "-id"), name="annotation_by_change"),
            models.Index(
                fields=("state", "-updated_at", "-id"), name="annotation_by_state"
            ),
            models.Index(fields=("hold", "id", "state"), name="annotation_by_hold"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(start__lt=F("end")), name="annotation_stands_on_words"
            ),
            models.CheckConstraint(
                condition=~Q(exact="")
                & (~Q(body="") | ~Q(kind=AnnotationKind.CONTEXT)),
                name="annotation_says_something",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="annotation_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AnnotationKind.values),
                name="annotation_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(hold__in=Hold.values), name="annotation_hold_is_known"
            ),
        )

    def __str__(self) -> str:
        words = Truncator(self.exact).chars(40)
        return f"“{words}” {Truncator(self.body).chars(40)}".strip()

    def get_absolute_url(self) -> str:
        """The paragraph the words begin in, on the page of their exchange."""
        begun = self.turn.segments.filter(start__lte=self.start).order_by("-start")
        anchor = begun.values_list("anchor", flat=True).first() or self.turn.anchor
        return f"{self.turn.get_exchange_url()}#{anchor}"

    @property
    def told(self) -> Particulars | None:
        """What its kind tells, as a value. Raises MalformedNote."""
        return read_particulars(self.kind, self.particulars)

    @property
    def selectors(self) -> Selectors:
        return Selectors(self.exact, self.prefix, self.suffix, self.start, self.end)

    def stand_on(self, span: Span) -> None:
        """Set the selectors to a span of the turn's text; does not save.

        Raises ValueError when the span is empty or outside the text.
        """
        chosen = describe(self.turn.text, span)
        self.start, self.end = chosen.start, chosen.end
        self.exact, self.prefix, self.suffix = (
            chosen.exact,
            chosen.prefix,
            chosen.suffix,
        )
        self.wording = wording_of(self.turn.text)
        self.hold = Hold.ANCHORED
        self.hold_evidence = ""
        self.moved_from = {}


def wording_of(text: str) -> str:
    """SHA-256 of a wording, which pins an annotation or a link to it."""
    return hashlib.sha256(text.encode()).hexdigest()
