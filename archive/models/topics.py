"""Topics, a tree readers browse by, and the exchanges under them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.models.interviews import Interview
from archive.models.locks import wait_for_other_writers
from archive.models.memory import remembered
from archive.models.publishing import Basis, State, is_public
from archive.models.turns import Turn, TurnQuerySet
from archive.models.validators import check_language


class TopicQuerySet(models.QuerySet["Topic"]):
    def public(self) -> TopicQuerySet:
        """Those with an exchange readers may see, and all that are broader."""
        under = Tagging.objects.public().filter(topic__lines__broader=OuterRef("pk"))
        return self.filter(Exists(under))

    def labelled(self) -> TopicQuerySet:
        """With their labels at hand, for `Topic.label`."""
        return self.prefetch_related("labels")

    def addressed(self, slug: str) -> Topic | None:
        """The one a slug leads to, or led to before it was given up."""
        found = self.filter(slug=slug).first()
        return found or self.filter(addresses__slug=slug).first()

    def withdrawn_behind(self, slug: str) -> models.QuerySet[Interview]:
        """Withdrawn interviews with an exchange under the one at this address."""
        known = Topic.objects.addressed(slug)
        under = Tagging.objects.accepted().filter(topic__lines__broader=known)
        gone = Interview.objects.filter(
            state=State.WITHDRAWN, turns__in=under.values("turn")
        )
        return gone.distinct().order_by("pk") if known else gone.none()


class Label(NamedTuple):
    """A name as a page shows it, and the language it is in."""

    name: str
    language: str


class Topic(models.Model):
    """A subject, a SKOS concept. `parent` is the broader one."""

    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(
        _("language of the name"),
        max_length=35,
        default="en",
        validators=[check_language],
        help_text=_("BCP 47, such as en, kk or ru."),
    )
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        allow_unicode=True,
        help_text=_("Its address. The old one keeps working when you change it."),
    )
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
    history = remembered()

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the lines above follow a move, a given-up address is kept."""
        with transaction.atomic():
            kept = Topic.objects.filter(pk=self.pk).values_list("slug", "parent")
            slug, parent = kept.first() or (None, None)
            if slug is None or parent != self.parent_id:
                self._check_line()
            super().save(*args, **kwargs)
            if slug is None or parent != self.parent_id:
                self.lines.model.objects.draw(self)
            if slug not in (None, self.slug):
                self.addresses.model.objects.update_or_create(
                    slug=slug, defaults={"topic": self}
                )
                self.addresses.filter(slug=self.slug).delete()

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])

    def clean(self) -> None:
        if self.parent is not None and self in self.parent.with_broader():
            raise ValidationError(
                {"parent": _("This topic is itself broader than the one you chose.")}
            )

    @property
    def label(self) -> Label:
        """Its name in the language of the page, or else the one it has."""
        names = (
            Label(each.name, each.language)
            for each in self.labels.all()
            if each.kind == LabelKind.PREFERRED
        )
        return best_label(Label(self.name, self.language), names)

    def with_broader(self) -> list[Topic]:
        """The topic and all broader ones, narrowest first."""
        line: list[Topic] = []
        topic: Topic | None = self
        while topic is not None and topic not in line:
            line.append(topic)
            topic = topic.parent
        return line

    def related(self) -> TopicQuerySet:
        """Those an editor put beside it, whichever of the two was told first."""
        return Topic.objects.filter(
            Q(relations_first__second=self) | Q(relations_second__first=self)
        )

    def exchanges(self) -> TurnQuerySet:
        """The public questions under this topic or a narrower one, in order."""
        under = Tagging.objects.filter(
            ACCEPTED, topic__lines__broader=self, turn=OuterRef("pk")
        )
        return Turn.objects.public().filter(Exists(under)).in_sequence()

    def _check_line(self) -> None:
        """Two who move two topics under each other wait for one another here."""
        wait_for_other_writers()
        above = Topic.objects.filter(pk=self.parent_id or 0, lines__broader=self.pk)
        if self.pk and above.exists():
            raise ValidationError(_("A topic is never under itself."))


def best_label(own: Label, names: Iterable[Label]) -> Label:
    """Of a topic's names the one for the language of the page; else its own."""
    wanted = (get_language() or "").lower()
    if _primary(wanted) == _primary(own.language):
        return own
    near = [name for name in names if _primary(name.language) == _primary(wanted)]
    exact = [name for name in near if name.language.lower() == wanted]
    return next(iter([*exact, *near]), own)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


class LabelKind(models.TextChoices):
    PREFERRED = "preferred", _("name in this language")
    ALTERNATIVE = "alternative", _("alternative label, found by search")


class TopicLabel(models.Model):
    """Another name of a topic, in some language."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="labels")
    language = models.CharField(
        _("language"), max_length=35, validators=[check_language]
    )
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(
        _("kind"),
        max_length=11,
        choices=LabelKind.choices,
        default=LabelKind.ALTERNATIVE,
    )

    history = remembered()

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("topic", "language", "name"), name="label_is_told_once"
            ),
            # SKOS S14: a concept has at most one preferred label in a language.
            models.UniqueConstraint(
                fields=("topic", "language"),
                condition=Q(kind="preferred"),
                name="label_is_preferred_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LabelKind.values), name="label_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.name


class TaggingBasis(models.TextChoices):
    SIDECAR = Basis.SIDECAR.value, Basis.SIDECAR.label
    EDITOR = Basis.EDITOR.value, Basis.EDITOR.label
    SUGGESTED = "suggested", _("suggested")
    REJECTED = "rejected", _("rejected")


ACCEPTED = Q(basis__in=(TaggingBasis.SIDECAR, TaggingBasis.EDITOR))


class TaggingQuerySet(models.QuerySet["Tagging"]):
    def public(self) -> TaggingQuerySet:
        return self.accepted().filter(is_public("turn__interview__"))

    def accepted(self) -> TaggingQuerySet:
        """Those that somebody told: no suggestion, whatever became of it."""
        return self.filter(ACCEPTED)

    def suggested(self) -> TaggingQuerySet:
        return self.filter(basis=TaggingBasis.SUGGESTED)


class Tagging(models.Model):
    """A topic of an exchange: `turn` is its question, or a lone statement.

    One that was suggested and rejected is kept, so that it does not come back.
    """

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="taggings")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="taggings")
    basis = models.CharField(
        _("basis"),
        max_length=9,
        choices=TaggingBasis.choices,
        default=TaggingBasis.EDITOR,
    )
    evidence = models.CharField(
        _("evidence"),
        max_length=300,
        blank=True,
        help_text=_("The words that a suggestion was made from."),
    )

    objects = TaggingQuerySet.as_manager()
    history = remembered()

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
        indexes = (
            models.Index(
                fields=("topic", "id"),
                condition=Q(basis="suggested"),
                name="tagging_that_is_suggested",
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic}: {self.turn.anchor}"
