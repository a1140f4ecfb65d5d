"""What people were, from when to when: offices that a name stood beside."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from archive.models.interviews import Interview, Precision
from archive.models.memory import remembered
from archive.models.speakers import Speaker
from archive.models.validators import check_language

PATTERNS = {
    Precision.DAY: "DATE_FORMAT",
    Precision.MONTH: "YEAR_MONTH_FORMAT",
    Precision.YEAR: "Y",
}


class Office(models.Model):
    """An office, post or profession; what is not known of its dates is left empty."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="offices")
    title = models.CharField(
        _("title"), max_length=200, help_text=_("Such as: President of Kazakhstan.")
    )
    language = models.CharField(
        _("language"), max_length=35, default="en", validators=[check_language]
    )
    start = models.DateField(_("from"), null=True, blank=True)
    start_precision = models.CharField(
        _("precision"), max_length=5, choices=Precision.choices, blank=True
    )
    end = models.DateField(_("to"), null=True, blank=True)
    end_precision = models.CharField(
        _("precision"), max_length=5, choices=Precision.choices, blank=True
    )
    evidence = models.CharField(
        _("evidence"), max_length=500, blank=True, help_text=_("Where this is said.")
    )

    history = remembered()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = (F("start").asc(nulls_first=True), "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="office_is_named"),
            models.CheckConstraint(
                condition=(
                    Q(start=None, start_precision="")
                    | Q(start__isnull=False, start_precision__in=Precision.values)
                )
                & (
                    Q(end=None, end_precision="")
                    | Q(end__isnull=False, end_precision__in=Precision.values)
                ),
                name="office_date_says_how_exact",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        for name in ("start", "end"):
            precision = f"{name}_precision"
            if getattr(self, name) and not getattr(self, precision):
                raise ValidationError({precision: _("Say how exact the date is.")})
            if getattr(self, precision) and not getattr(self, name):
                raise ValidationError(
                    {precision: _("State the date, or no precision.")}
                )
        if self.start and self.end and self._first > self._last:
            raise ValidationError({"end": _("It ends before it begins.")})

    @property
    def period(self) -> str:
        """From when to when, as exactly as it is known: 2019–, March 2019–2021."""
        start = _told(self.start, self.start_precision)
        end = _told(self.end, self.end_precision)
        return f"{start}–{end}" if start or end else ""

    def covers(self, interview: Interview) -> bool:
        """Whether it was held when the interview was given, as far as dates tell.

        Without a beginning nothing is covered; nor is an interview without a date.
        """
        if self.start is None or interview.date_start is None:
            return False
        given = _span(interview.date_start, interview.date_precision)
        return self._first <= given[0] and given[1] <= self._last

    @property
    def _first(self) -> date:
        return _span(self.start, self.start_precision)[0] if self.start else date.min

    @property
    def _last(self) -> date:
        return _span(self.end, self.end_precision)[1] if self.end else date.max


def office_at(offices: Iterable[Office], interview: Interview) -> Office | None:
    """The one to be named beside the speaker: the last begun that covers its date."""
    held = [office for office in offices if office.covers(interview)]
    return max(held, key=lambda office: office.start or date.min, default=None)


def _span(start: date, precision: str) -> tuple[date, date]:
    """The first and the last day that a date of this precision may mean."""
    if precision == Precision.YEAR:
        return start.replace(month=1, day=1), start.replace(month=12, day=31)
    if precision == Precision.MONTH:
        last = monthrange(start.year, start.month)[1]
        return start.replace(day=1), start.replace(day=last)
    return start, start


def _told(day: date | None, precision: str) -> str:
    return date_format(day, PATTERNS[Precision(precision)]) if day else ""
