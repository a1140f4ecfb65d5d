"""Fields for dates that may be a month or a year, and for a history of statuses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from django import forms
from django.template.loader import get_template
from django.utils.safestring import SafeString

from archive.errors import MalformedNote
from archive.models import Standing
from archive.models.particulars import MOST, Status, check_date

if TYPE_CHECKING:
    from django.utils.datastructures import MultiValueDict

SPARE = 2


class DateField(forms.CharField):
    """A date of ISO 8601, as far as it is known."""

    def clean(self, value: Any) -> str:
        told: str = super().clean(value)
        if told:
            try:
                check_date(told)
            except MalformedNote as fault:
                raise forms.ValidationError(str(fault)) from fault
        return told


class StatusRows(forms.Widget):
    """A row for each status, and a few for new ones; an empty row is none."""

    template_name = "admin/archive/annotation/statuses.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        given: MultiValueDict[str, str] = data
        if not hasattr(given, "getlist"):
            return []
        columns = (given.getlist(f"{name}_{part}") for part in PARTS)
        rows = [
            tuple(part.strip() for part in row) for row in zip(*columns, strict=False)
        ]
        return [row for row in rows if any(row)][:MOST]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        rows = [*rows_of(value or ()), *[("", "", "")] * SPARE]
        context: dict[str, Any] = super().get_context(name, None, attrs)
        return {**context, "rows": rows, "standings": Standing.choices}

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        """With the site's own templates, which Django's forms do not look for."""
        rows = get_template(self.template_name)
        return SafeString(rows.render(self.get_context(name, value, attrs)))


class StatusesField(forms.Field):
    widget = StatusRows

    def clean(self, value: Any) -> tuple[Status, ...]:
        """Statuses in order of time, however they were written down."""
        try:
            return tuple(sorted((Status(*row) for row in value), key=by_date))
        except MalformedNote as fault:
            raise forms.ValidationError(str(fault)) from fault

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(rows_of(initial or ())) != list(data or ())


Row = tuple[str, ...]
PARTS = ("standing", "date", "remark")


def rows_of(statuses: Iterable[Any]) -> list[Row]:
    return [
        astuple(each) if isinstance(each, Status) else tuple(each) for each in statuses
    ]


def by_date(status: Status) -> str:
    return status.date
