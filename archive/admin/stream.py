"""The trail in words: who did what to which thing, with a link to the thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Interview, Trail

SHOWN = 90
SUBJECT = re.compile(r"(?P<model>[a-z]+) (?P<key>[0-9]{1,18}): (?P<name>.*)", re.DOTALL)
INTERVIEW = re.compile(r"interview (?P<slug>[-\w]+)")
DEEDS = {
    "add": gettext_lazy("{who} added {what}"),
    "change": gettext_lazy("{who} changed {what}"),
    "delete": gettext_lazy("{who} deleted {what}"),
    "publish": gettext_lazy("{who} published {what}"),
    "submit": gettext_lazy("{who} sent {what} to review"),
    "send-back": gettext_lazy("{who} sent {what} back"),
    "schedule": gettext_lazy("{who} gave {what} a time to appear"),
    "reschedule": gettext_lazy("{who} gave {what} another time to appear"),
    "cancel": gettext_lazy("{who} gave up publishing {what}"),
    "withdraw": gettext_lazy("{who} withdrew {what}"),
    "explain": gettext_lazy("{who} told readers anew why {what} was withdrawn"),
    "republish": gettext_lazy("{who} published again {what}"),
    "correct": gettext_lazy("{who} corrected turns of {what}"),
    "reword": gettext_lazy("{who} corrected words of {what}"),
    "tag": gettext_lazy("{who} gave a topic: {what}"),
    "untag": gettext_lazy("{who} took a topic away: {what}"),
    "decide": gettext_lazy("{who} decided on suggested topics: {what}"),
    "merge topics": gettext_lazy("{who} merged topics: {what}"),
    "move": gettext_lazy("{who} moved topics: {what}"),
    "merge speakers": gettext_lazy("{who} merged speakers: {what}"),
    "reassign": gettext_lazy("{who} gave turns to another speaker: {what}"),
    "take back": gettext_lazy("{who} undid at once: {what}"),
    "accept": gettext_lazy("{who} made a topic of {what}"),
    "reject": gettext_lazy("{who} rejected {what}"),
    "undo": gettext_lazy("{who} took back a correction of {what}"),
    "bring in": gettext_lazy("{who} brought in {what}"),
    "ingest": gettext_lazy("{who} took in {what}"),
    "refresh": gettext_lazy("{who} asked again for {what}"),
    "link": gettext_lazy("{who} said that these are one conversation: {what}"),
    "keep apart": gettext_lazy("{who} said that these are two: {what}"),
    "change password": gettext_lazy("{who} changed the password of {what}"),
    "lock out": gettext_lazy("{who} was locked out: {what}"),
    "restore state": gettext_lazy("{who} brought back an earlier state of {what}"),
    "backup": gettext_lazy("{who} made the backup {what}"),
    "restore": gettext_lazy("{who} restored {what}"),
    "place": gettext_lazy("{who} placed again {what}"),
    "suggest": gettext_lazy("{who} had topics looked for in the words: {what}"),
    "undo reword": gettext_lazy("{who} took back a correction of words in {what}"),
    "accept report": gettext_lazy("{who} accepted a reader’s report: {what}"),
    "decline report": gettext_lazy("{who} declined a reader’s report: {what}"),
    "reopen report": gettext_lazy("{who} reopened a reader’s report: {what}"),
    "forget contact": gettext_lazy("{who} removed the contact of a reader: {what}"),
    "log in": gettext_lazy("{who} logged in: {what}"),
    "log out": gettext_lazy("{who} logged out: {what}"),
    "seal": gettext_lazy("The archive sealed what {who} left: {what}"),
}
# Written with every change, or of no interest to who wants to know what changed.
SILENT = ("seal", "log in", "log out")


@dataclass(frozen=True, slots=True)
class Deed:
    """One act as a sentence, and what sort of thing it was done to."""

    at: datetime
    says: SafeString
    thing: str


def lately(request: HttpRequest, number: int) -> list[Deed]:
    """The last acts that this editor may read of, the newest first: at least theirs."""
    acts = Trail.objects.exclude(act__in=SILENT).order_by("-number")
    if request.user.has_perm("archive.view_trail"):
        return deeds_of(acts[:number], linked_to_acts)
    own = acts.filter(actor=request.user.get_username())
    return deeds_of(own[:number], plainly)


def plainly(actor: str) -> SafeString:
    return format_html("<b>{}</b>", actor)


def linked_to_acts(actor: str) -> SafeString:
    """The name of a person, as the way to all that they did."""
    page = reverse("admin:archive_trail_changelist")
    address = f"{page}?{urlencode({'actor': actor})}"
    return format_html('<a href="{}"><b>{}</b></a>', address, actor)


def deeds_of(acts: Iterable[Trail], name: Callable[[str], SafeString]) -> list[Deed]:
    """Return acts as they are told; one query finds the interviews they name."""
    known = list(acts)
    slugs = [match["slug"] for act in known if (match := named_by_slug(act))]
    interviews = {each.slug: each for each in Interview.objects.filter(slug__in=slugs)}
    return [_told(act, interviews, name(act.actor)) for act in known]


def named_by_slug(act: Trail) -> re.Match[str] | None:
    return INTERVIEW.fullmatch(act.subject)


def _told(act: Trail, interviews: dict[str, Interview], who: SafeString) -> Deed:
    model, name, address = _subject(act, interviews)
    thing = format_html('<a href="{}">{}</a>', address, name) if address else name
    if act.act in DEEDS:
        says = format_html(str(DEEDS[act.act]), who=who, what=thing)
    else:
        says = format_html("{}: {} {}", who, act.act, thing)
    return Deed(act.at, says, _name(model) if model else "")


def _subject(act: Trail, interviews: dict[str, Interview]) -> tuple[str, str, str]:
    """The model of the thing, its name, and the address of its page if it has one."""
    if match := SUBJECT.fullmatch(act.subject):
        address = "" if act.act == "delete" else _address(match["model"], match["key"])
        return match["model"], Truncator(match["name"]).chars(SHOWN), address
    match = named_by_slug(act)
    if match and (known := interviews.get(match["slug"])):
        address = _address("interview", known.pk)
        return "interview", Truncator(known.title).chars(SHOWN), address
    return "", act.subject, ""


def _name(model: str) -> str:
    """What a model is called; models of the accounts are of another application."""
    for label in ("archive", "auth"):
        try:
            return str(apps.get_model(label, model)._meta.verbose_name)
        except LookupError:
            continue
    return _("thing")


def _address(model: str, key: Any) -> str:
    label = "auth" if model in {"user", "group"} else "archive"
    try:
        return reverse(f"admin:{label}_{model}_change", args=[key])
    except NoReverseMatch:
        return ""
