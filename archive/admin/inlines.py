"""Rows of one thing on the page of another; every field and every row has a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import TextField
from django.forms import BaseInlineFormSet, Form, Textarea
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    TabularInline = admin.TabularInline[Any, Any]
    FormSet = BaseInlineFormSet[Any, Any, Any]
else:
    TabularInline, FormSet = admin.TabularInline, BaseInlineFormSet


# For those who have no script that adds one.
AN_EMPTY_ROW = 1


class Rows(FormSet):
    def add_fields(self, form: Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            told = gettext_lazy("Delete this row")
            form.fields["DELETE"].widget.attrs["aria-label"] = told


class Inline(TabularInline):
    """A column's heading is no label; so each field carries its own."""

    formset = Rows
    template = "admin/archive/tabular.html"
    extra = 0
    formfield_overrides = {TextField: {"widget": Textarea(attrs={"rows": 2})}}

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_dbfield(*args, **kwargs)
        if field is not None:
            inner = getattr(field.widget, "widget", field.widget)
            inner.attrs["aria-label"] = field.label
        return field


class ReadOnlyInline(Inline):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
