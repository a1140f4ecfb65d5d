"""People who speak, the names they go by, and their part in each interview."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.interviews import Interview
from archive.models.memory import remembered
from archive.models.publishing import Basis, State
from archive.models.validators import check_identifiers, check_language


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def public(self) -> SpeakerQuerySet:
        """Those with a part or a turn in an interview that readers may see."""
        interviews = Interview.objects.public()
        takes_part = Q(pk__in=interviews.values("participations__speaker"))
        return self.filter(takes_part | Q(pk__in=interviews.values("turns__speaker")))

    def named(self, name: str) -> SpeakerQuerySet:
        """Those whose name or alias is exactly this, upper or lower case apart."""
        return self.filter(
            Q(name__iexact=name) | Q(aliases__name__iexact=name)
        ).distinct()

    def addressed(self, slug: str) -> Speaker | None:
        """The one a slug leads to, or led to before it was given up."""
        found = self.filter(slug=slug).first()
        return found or self.filter(addresses__slug=slug).first()

    def withdrawn_behind(self, slug: str) -> models.QuerySet[Interview]:
        """Withdrawn interviews in which the one at this address has a part or turn."""
        known = Speaker.objects.addressed(slug)
        speaks = Q(participations__speaker=known) | Q(turns__speaker=known)
        gone = Interview.objects.filter(speaks, state=State.WITHDRAWN)
        return gone.distinct().order_by("pk") if known else gone.none()


class Speaker(models.Model):
    """A person."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        allow_unicode=True,
        help_text=_("Its address. The old one keeps working when you change it."),
    )
    sort_name = models.CharField(
        _("sort name"), max_length=200, blank=True, help_text=_("Surname, given name.")
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Who this is, in a line.")
    )
    identifiers = models.JSONField(
        _("identifiers"),
        default=dict,
        blank=True,
        validators=[check_identifiers],
        help_text=_('Such as {"wikidata": "Q1234"}.'),
    )

    objects = SpeakerQuerySet.as_manager()
    history = remembered()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ("sort_name", "name")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="speaker_is_named"),
        )
        indexes = (models.Index(Lower("name"), name="speaker_by_name"),)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a name given up is kept as an alias, so that it still finds them.

        An address given up is kept, too; one taken back is not.
        """
        with transaction.atomic():
            kept = Speaker.objects.filter(pk=self.pk).values_list("name", "slug")
            before, slug = kept.first() or (None, None)
            super().save(*args, **kwargs)
            if before not in (None, self.name):
                self.aliases.get_or_create(name=before)
            if slug not in (None, self.slug):
                SpeakerAddress.objects.update_or_create(
                    slug=slug, defaults={"speaker": self}
                )
                self.addresses.filter(slug=self.slug).delete()

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.slug])

    @cached_property
    def initials(self) -> str:
        """First and last initial, as the margin prints them: K.T.

        `archive.models.sigla` tells those of one conversation apart.
        """
        first, *rest = self.name.split() or [""]
        return "".join(f"{word[0].upper()}." for word in (first, *rest[-1:]) if word)


class SpeakerAlias(models.Model):
    """Another name of a speaker: a short form, another script, a former name."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(
        _("language"),
        max_length=35,
        blank=True,
        validators=[check_language],
        help_text=_("And script, such as kk-Cyrl or kk-Latn."),
    )

    history = remembered()

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("speaker", "name"), name="alias_is_told_once"
            ),
        )
        indexes = (models.Index(Lower("name"), name="speaker_alias_by_name"),)

    def __str__(self) -> str:
        return self.name


class SpeakerAddress(models.Model):
    """A slug given up by a rename or a merger, that still leads to its speaker."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="addresses")
    slug = models.SlugField(_("slug"), max_length=100, unique=True, allow_unicode=True)

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.slug


class Role(models.TextChoices):
    INTERVIEWER = "interviewer", _("interviewer")
    INTERVIEWEE = "interviewee", _("interviewee")
    MODERATOR = "moderator", _("moderator")
    OTHER = "other", _("other")


class Participation(models.Model):
    """What a speaker does in one interview, and how we know."""

    interview = models.ForeignKey(
        Interview, models.CASCADE, related_name="participations"
    )
    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="participations")
    order = models.PositiveIntegerField(_("order"), default=0)
    role = models.CharField(_("role"), max_length=11, choices=Role.choices)
    basis = models.CharField(
        _("basis"), max_length=8, choices=Basis.choices, default=Basis.EDITOR
    )
    evidence = models.TextField(_("evidence"), blank=True)

    history = remembered()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("interview", "speaker", "role"), name="role_is_held_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="participation_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=Basis.values), name="participation_has_a_basis"
            ),
        )

    def __str__(self) -> str:
        return f"{self.speaker}, {self.get_role_display()}"
