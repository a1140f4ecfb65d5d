"""Interviews, the outlets that printed them, and what is claimed about them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from archive.models.memory import remembered
from archive.models.publishing import Basis, Publishable, State, is_public
from archive.models.transcripts import transcript_of
from archive.models.validators import check_language

if TYPE_CHECKING:
    import datetime

    from archive.models.corrections import Correction
    from archive.transcript import Transcript


class Outlet(models.Model):
    """A newspaper, agency or site that published an interview."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(_("slug"), max_length=100, unique=True, allow_unicode=True)
    address = models.URLField(_("address"), blank=True)

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class InterviewQuerySet(models.QuerySet["Interview"]):
    def public(self) -> InterviewQuerySet:
        return self.filter(is_public())

    def withdrawn(self) -> InterviewQuerySet:
        return self.filter(state=State.WITHDRAWN)

    def in_date_order(self) -> InterviewQuerySet:
        """Newest first; those without a date last, by the day they came to us."""
        dated = F("date_start").desc(nulls_last=True)
        return self.order_by(dated, "-created_at", "-pk")


class Precision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class Interview(Publishable):
    """One conversation, as published."""

    title = models.CharField(_("title"), max_length=500)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        allow_unicode=True,
        help_text=_("Its address. The old one keeps working when you change it."),
    )
    standfirst = models.TextField(_("standfirst"), blank=True)
    section = models.CharField(_("section"), max_length=200, blank=True)
    language = models.CharField(
        _("language"),
        max_length=35,
        validators=[check_language],
        help_text=_("BCP 47, such as en, kk or ru."),
    )
    outlet = models.ForeignKey(
        Outlet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interviews",
        verbose_name=_("outlet"),
    )
    republisher = models.ForeignKey(
        Outlet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="republished",
        verbose_name=_("republisher"),
        help_text=_("Where the text was found, when that is not the outlet."),
    )
    rights = models.TextField(_("rights"), blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    date_start = models.DateField(_("date"), null=True, blank=True)
    date_precision = models.CharField(
        _("precision"), max_length=5, choices=Precision.choices, blank=True
    )
    date_basis = models.CharField(
        _("basis of the date"), max_length=8, choices=Basis.choices, blank=True
    )
    date_evidence = models.TextField(_("evidence for the date"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = InterviewQuerySet.as_manager()
    history = remembered()

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        ordering = ("title",)
        permissions = (
            ("review_interview", _("Can send interviews back")),
            ("publish_interview", _("Can publish, schedule and withdraw interviews")),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(slug=""), name="interview_is_named"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="interview_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(date_start=None, date_precision="", date_basis="")
                | Q(
                    date_start__isnull=False,
                    date_precision__in=Precision.values,
                    date_basis__in=Basis.values,
                ),
                name="interview_date_says_how_exact_and_who_says_so",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; an address given up is kept as an alias, one taken back is not."""
        with transaction.atomic():
            kept = Interview.objects.filter(pk=self.pk).values_list("slug", flat=True)
            before = kept.first()
            super().save(*args, **kwargs)
            if before not in (None, self.slug):
                self.aliases.get_or_create(slug=before)
                self.aliases.filter(slug=self.slug).delete()

    def clean(self) -> None:
        taken = InterviewAlias.objects.filter(slug=self.slug).exclude(interview=self.pk)
        if taken.exists():
            raise ValidationError(
                {"slug": _("Old links to another interview use this address.")}
            )

    def get_absolute_url(self) -> str:
        return reverse("interview", args=[self.slug])

    @cached_property
    def word_corrections(self) -> list[Correction]:
        """The corrections of words that stand, asked for once a page."""
        corrections: Any = self.corrections
        return list(corrections.standing().filter(act="reword"))

    @property
    def date_is_inferred(self) -> bool:
        return self.date_basis == Basis.INFERRED

    @property
    def date_label(self) -> str:
        """The date to its own precision, for readers; empty when unknown."""
        if self.date_start is None:
            return ""
        date = _written(self.date_start, self.date_precision, get_language())
        return (
            gettext("about %(date)s") % {"date": date}
            if self.date_is_inferred
            else date
        )

    @property
    def date_iso(self) -> str:
        """The date in ISO 8601, cut to its precision; empty when unknown."""
        length = {"year": 4, "month": 7, "day": 10}
        cut = length.get(self.date_precision, 0)
        return self.date_start.isoformat()[:cut] if self.date_start else ""

    def printed_elsewhere(self) -> InterviewQuerySet:
        """The public interviews that editors found to be this conversation."""
        linked = Q(printed_again__second=self) | Q(reprints__first=self)
        return Interview.objects.public().filter(linked).distinct()

    def as_transcript(self) -> Transcript:
        """Return the interview as it would leave the archive."""
        return transcript_of(self)


@lru_cache(1000)
def _written(date: datetime.date, precision: str, _language: str | None) -> str:
    """A date as the language of the page writes it, of which a page has many."""
    patterns = {
        Precision.DAY: "DATE_FORMAT",
        Precision.MONTH: "YEAR_MONTH_FORMAT",
        Precision.YEAR: "Y",
    }
    return str(date_format(date, patterns[Precision(precision)]))


class InterviewAlias(models.Model):
    """An address an interview once had; it redirects for ever."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="aliases")
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self) -> str:
        return self.slug


class Claim(models.Model):
    """One thing said about an interview, by whom, and the words that carry it."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="claims")
    order = models.PositiveIntegerField()
    field = models.CharField(_("about"), max_length=30)
    value = models.TextField(_("claim"))
    basis = models.CharField(_("basis"), max_length=8, choices=Basis.choices)
    evidence = models.TextField(_("evidence"), blank=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ("interview", "order")
        constraints = (
            models.UniqueConstraint(
                F("interview"), F("order"), name="claim_has_one_place"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=Basis.values), name="claim_has_a_basis"
            ),
        )

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"
