"""“Edit this” on public pages, for those who may and for them alone.

A reader without a session is asked nothing: no cookie, no query, not a byte more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.models import Annotation, Part, Turn

register = template.Library()

NOTHING = SafeString("")
LINK = '<a href="{}" rel="nofollow">{}</a>'
BAR = '<nav class="edits" aria-label="{}">{}</nav>'
MARK = (
    '<details class="edit-mark"><summary aria-label="{}" title="{}">✎</summary>'
    "<p>{}</p></details>"
)
# What a page is about, by the name its view gives it.
SUBJECTS = ("topic", "speaker", "interview")


@dataclass(frozen=True, slots=True)
class Edits:
    """Links to the desk for one editor, by what they may do."""

    rights: frozenset[str]

    def may(self, right: str) -> bool:
        return f"archive.{right}" in self.rights

    @property
    def may_change_notes(self) -> bool:
        return self.may("change_annotation")

    def of_turn(self, turn: Turn, parts: Iterable[Part]) -> SafeString:
        """One mark beside a turn, which opens to all that can be done with it."""
        links = []
        if self.may("change_turn"):
            desk = reverse("admin:archive_desk_turn", args=[turn.pk])
            links.append((desk, _("Edit %(anchor)s") % {"anchor": turn.anchor}))
            links += [
                (
                    f"{desk}?paragraph={part.order - 1}#words",
                    _("Correct the words of %(anchor)s") % {"anchor": part.anchor},
                )
                for part in parts
            ]
        if self.may("add_annotation"):
            add = reverse("admin:archive_annotation_add")
            told = _("Annotate %(anchor)s") % {"anchor": turn.anchor}
            links.insert(0, (f"{add}?turn={turn.pk}", told))
        if not links:
            return NOTHING
        label = _("Edit %(anchor)s") % {"anchor": turn.anchor}
        return format_html(MARK, label, label, format_html_join("", LINK, links))

    def of(self, thing: Model) -> SafeString:
        name = thing._meta.model_name
        if not self.may(f"change_{name}"):
            return NOTHING
        told = _("Edit this page")
        links = [(reverse(f"admin:archive_{name}_change", args=[thing.pk]), told)]
        if name == "interview" and self.may("change_turn"):
            desk = reverse("admin:archive_desk")
            slug = getattr(thing, "slug", "")
            links.append((f"{desk}?interview={slug}&all=1", _("Its turns")))
        return bar_of(links, told)


def bar_of(links: list[tuple[str, str]], label: str) -> SafeString:
    if not links:
        return NOTHING
    told = format_html_join(" ", LINK, links)
    return format_html(BAR, label, told)


def edits_for(request: HttpRequest | None) -> Edits | None:
    """What this visitor may edit; None for a reader.

    What is answered to a session is kept by nobody: see `archive.stored.keeping`.
    """
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = getattr(request, "user", None)
    if user is None or not (user.is_active and user.is_staff):
        return None
    return Edits(frozenset(user.get_all_permissions()))


@register.simple_tag(takes_context=True)
def edit_bar(context: Any) -> SafeString:
    """Return the way to the desk for what the page is about; nothing for readers."""
    about = [context.get(name) for name in SUBJECTS]
    thing = next((each for each in about if isinstance(each, Model) and each.pk), None)
    edits = edits_for(context.get("request")) if thing else None
    return edits.of(thing) if thing and edits else NOTHING


@register.simple_tag
def edit_note(edits: Edits | None, note: Annotation) -> SafeString:
    if not edits or not edits.may_change_notes:
        return NOTHING
    address = reverse("admin:archive_annotation_change", args=[note.pk])
    return format_html(
        '<a class="edit" href="{}" rel="nofollow">{}</a>', address, _("Edit")
    )
