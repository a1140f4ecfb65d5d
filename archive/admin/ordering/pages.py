"""What these pages have in common: who may, what a page is told, what went wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy

from archive.admin.memory import editor_of
from archive.authorities.remembering import Signed
from archive.authorities.suggesting import Tools
from archive.authorities.topics import depth_first
from archive.models import Topic
from archive.search import analysis
from archive.search.stopwords import is_common


def check(request: HttpRequest, *rights: str) -> None:
    """Raise PermissionDenied unless the editor has all of these rights."""
    if not request.user.has_perms([f"archive.{right}" for right in rights]):
        raise PermissionDenied


def may(request: HttpRequest, *rights: str) -> bool:
    return request.user.has_perms([f"archive.{right}" for right in rights])


def show(request: HttpRequest, template: str, title: str, **told: Any) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": title, **told}
    return TemplateResponse(request, f"admin/ordering/{template}.html", context)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason, for the history"), required=False, max_length=100
    )


def signed_by(request: HttpRequest) -> Signed:
    """Who asks, and the reason given in a box of that name."""
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return Signed(editor_of(request), reason)


def keys_in(told: Iterable[str]) -> list[int]:
    """The keys among what a form sends; whatever else is passed over."""
    return [int(key) for key in told if key.isdecimal() and len(key) < 19]


def tools() -> Tools:
    """How the search room reads words."""
    return Tools(analysis.tokens, lambda word, code: is_common(word, frozenset({code})))


def choices() -> list[tuple[str, Topic]]:
    """All topics in the order of the tree, each with the indent of its depth."""
    topics = Topic.objects.labelled()
    return [("\u2003" * depth, topic) for depth, topic in depth_first(topics)]
