"""Topics, a tree readers browse by, and the exchanges under them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from archive.models.publishing import Basis, is_public
from archive.models.turns import Turn, TurnQuerySet
from archive.models.validators import check_language


class TopicQuerySet(models.QuerySet["Topic"]):
    def public(self) -> TopicQuerySet:
        """Those with an exchange readers may see, and the parents of such."""
        own = Tagging.objects.public().filter(topic=OuterRef("pk"))
        below = Tagging.objects.public().filter(topic__parent=OuterRef("pk"))
        return self.filter(Exists(own) | Exists(below))


class Topic(models.Model):
    """A subject. `parent` is the broader one."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=100, unique=True, allow_unicode=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("broader topic"),
    )
    scope_note = models.TextField(
        _("scope note"),
        blank=True,
        help_text=_("What belongs here, and what does not."),
    )

    objects = TopicQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="topic_is_named"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("pk")),
                name="topic_is_not_its_own_parent",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])

    def clean(self) -> None:
        if self.parent is not None and self in self.parent.with_broader():
            raise ValidationError(
                {"parent": _("This topic is itself broader than the one you chose.")}
            )

    def with_broader(self) -> list[Topic]:
        """The topic and all broader ones, narrowest first."""
        line: list[Topic] = []
        topic: Topic | None = self
        while topic is not None and topic not in line:
            line.append(topic)
            topic = topic.parent
        return line

    def exchanges(self) -> TurnQuerySet:
        """The public questions under this topic or a narrower one, in order."""
        under = Tagging.objects.filter(
            Q(topic=self) | Q(topic__parent=self), ACCEPTED, turn=OuterRef("pk")
        )
        return Turn.objects.public().filter(Exists(under)).in_sequence()


class TopicLabel(models.Model):
    """Another name of a topic, in some language."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="labels")
    language = models.CharField(
        _("language"), max_length=35, validators=[check_language]
    )
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("alternative label")
        verbose_name_plural = _("alternative labels")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("topic", "language", "name"), name="label_is_told_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class TaggingBasis(models.TextChoices):
    SIDECAR = Basis.SIDECAR.value, Basis.SIDECAR.label
    EDITOR = Basis.EDITOR.value, Basis.EDITOR.label
    SUGGESTED = "suggested", _("suggested")


ACCEPTED = ~Q(basis=TaggingBasis.SUGGESTED)


class TaggingQuerySet(models.QuerySet["Tagging"]):
    def public(self) -> TaggingQuerySet:
        return self.filter(ACCEPTED, is_public("turn__interview__"))


class Tagging(models.Model):
    """A topic of an exchange: `turn` is its question, or a lone statement."""

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="taggings")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="taggings")
    basis = models.CharField(
        _("basis"),
        max_length=9,
        choices=TaggingBasis.choices,
        default=TaggingBasis.EDITOR,
    )

    objects = TaggingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("topic of an exchange")
        verbose_name_plural = _("topics of exchanges")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("turn", "topic"), name="topic_is_given_once"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=TaggingBasis.values), name="tagging_has_a_basis"
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic}: {self.turn.anchor}"
