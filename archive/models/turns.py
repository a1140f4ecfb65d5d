"""The sequence of a conversation: turns, and the kinds of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.interviews import Interview
from archive.models.memory import remembered
from archive.models.publishing import is_public
from archive.models.speakers import Speaker
from archive.models.validators import check_language

if TYPE_CHECKING:
    from archive.models.segments import Part


class Kind(models.TextChoices):
    QUESTION = "question", _("question")
    ANSWER = "answer", _("answer")
    STATEMENT = "statement", _("statement")


class TurnQuerySet(models.QuerySet["Turn"]):
    def public(self) -> TurnQuerySet:
        return self.filter(is_public("interview__"))

    def in_sequence(self) -> TurnQuerySet:
        return self.order_by("interview", "sequence")

    def doubtful(self) -> TurnQuerySet:
        return self.exclude(doubt="")

    def unattributed(self) -> TurnQuerySet:
        """Those of nobody known, where no editor has said that this is so."""
        said = self.model._meta.apps.get_model("archive", "Correction").objects
        settled = said.filter(
            interview=OuterRef("interview"),
            anchor=OuterRef("anchor"),
            act="speaker",
            value="",
            undone_at=None,
        )
        return self.filter(~Exists(settled), speaker=None)

    def interviews(self) -> models.QuerySet[Any, Any]:
        """The keys of the interviews they are of, each once."""
        return self.order_by().values("interview").distinct()


class Turn(models.Model):
    """All that one speaker says until another speaks. `text` is the one copy."""

    # Of an interview, the constraints below have an index that begins with it.
    interview = models.ForeignKey(Interview, models.CASCADE, "turns", db_index=False)
    sequence = models.PositiveIntegerField(_("sequence"))
    anchor = models.CharField(
        _("anchor"), max_length=12, help_text=_("Its name for ever, such as a7.")
    )
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="turns",
        verbose_name=_("speaker"),
    )
    label = models.CharField(
        _("printed mark"),
        max_length=200,
        blank=True,
        help_text=_(
            "What the source prints before the words: a dash, a name, nothing."
        ),
    )
    text = models.TextField(_("words"))
    question = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("answers the question"),
    )
    language = models.CharField(
        _("language"),
        max_length=35,
        blank=True,
        validators=[check_language],
        help_text=_("Only where it is not the interview’s."),
    )
    rule = models.CharField(_("rule"), max_length=100, blank=True)
    confidence = models.FloatField(
        _("confidence"),
        default=1.0,
        validators=[MinValueValidator(0.0), MaxValueValidator(1.0)],
    )
    doubt = models.TextField(_("doubt"), blank=True)

    objects = TurnQuerySet.as_manager()
    history = remembered()

    class Meta:
        verbose_name = _("turn")
        verbose_name_plural = _("turns")
        ordering = ("interview", "sequence")
        constraints = (
            models.UniqueConstraint(
                fields=("interview", "sequence"), name="turn_has_one_place"
            ),
            models.UniqueConstraint(
                fields=("interview", "anchor"), name="turn_anchor_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="turn_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="turn_has_words"),
            models.CheckConstraint(
                condition=Q(question=None) | Q(kind=Kind.ANSWER),
                name="only_answers_answer",
            ),
            models.CheckConstraint(
                condition=Q(question=None) | ~Q(question=F("pk")),
                name="no_turn_answers_itself",
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1),
                name="confidence_is_a_share",
            ),
        )

    def __str__(self) -> str:
        return f"{self.anchor}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return f"{self.interview.get_absolute_url()}#{self.anchor}"

    def get_exchange_url(self) -> str:
        """The page of the exchange this turn belongs to."""
        first = self.question if self.question is not None else self
        return reverse("exchange", args=[self.interview.slug, first.anchor])

    @cached_property
    def parts(self) -> list[Part]:
        """Its segments in order, as they were when first asked for."""
        return [*self.segments.all().parts()]

    @property
    def number(self) -> int:
        """The number readers see. It is a name, not a position."""
        return int(self.anchor[1:])


class OfKind(models.Manager.from_queryset(TurnQuerySet)):  # type: ignore[misc]
    """Turns of one kind, through a proxy model."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind

    def get_queryset(self) -> TurnQuerySet:
        turns: TurnQuerySet = super().get_queryset()
        return turns.filter(kind=self.kind)


def save_as_turn(proxy: Turn, kind: Kind, **options: Any) -> None:
    """Save a proxy as the turn it is, so that history and index hear of it."""
    fields = {each.attname for each in Turn._meta.concrete_fields}
    proxy.kind = kind
    turn = Turn(**{name: getattr(proxy, name) for name in fields})
    turn._state = proxy._state  # noqa: SLF001 - new or known, as the proxy is
    turn.save(**options)
    proxy.pk = turn.pk


class Question(Turn):
    objects = OfKind(Kind.QUESTION)  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def save(self, **options: Any) -> None:
        save_as_turn(self, Kind.QUESTION, **options)


class Answer(Turn):
    objects = OfKind(Kind.ANSWER)  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def save(self, **options: Any) -> None:
        save_as_turn(self, Kind.ANSWER, **options)
