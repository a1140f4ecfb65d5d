"""Bring in: a source is looked at beside its parse, mended, and only then kept."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.admin import refusing, stating
from archive.admin.bringing import BringForm
from archive.admin.memory import editor_of, record
from archive.admin.parsing import rows_of
from archive.admin.reading import ReadOnly
from archive.admin.stating import PeopleForms, StatedForm
from archive.errors import SourceError
from archive.ingest.pipeline import FAULTS
from archive.ingest.report import report
from archive.ingest.storing import store
from archive.ingest.storing.shared_passages import shared_passages
from archive.models import Upload
from archive.transcript import State, Transcript

ROWS = 200
# More than these are read when they are looked at.
AT_ONCE = 20
KEEPING = {"keep", "publish"}


@admin.register(Upload)
class UploadAdmin(ReadOnly):
    """Who may add interviews brings them in here; each sees what they brought."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("archive.add_interview")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The form to bring something, and what waits to be looked at."""
        self.refuse_strangers(request)
        form = BringForm(*given_in(request))
        if form.is_valid():
            brought = form.keep_aside(editor_of(request))
            for upload in brought[:AT_ONCE]:
                refusing.read(upload, request.user.get_username())
            Upload.objects.outdated().delete()
            return redirect(address_of(brought[0]) if len(brought) == 1 else ".")
        own = Upload.objects.filter(author=request.user.pk).defer("content")
        context = self.context(request, _("Bring in an interview"))
        context |= {"form": form, "uploads": own}
        return TemplateResponse(request, "admin/ingest/bring.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One source beside its parse."""
        self.refuse_strangers(request)
        own = Upload.objects.filter(author=request.user.pk)
        key = object_id if object_id.isdecimal() and len(object_id) < 19 else 0
        upload = get_object_or_404(own, pk=key)
        if request.method == "POST" and "discard" in request.POST:
            upload.delete()
            messages.info(request, _("Set aside: %(name)s") % {"name": upload.name})
            return redirect("admin:archive_upload_changelist")
        look = Look(request, upload)
        if request.method == "POST" and (answer := look.answer()):
            return answer
        context = {**self.context(request, upload.name), **look.context()}
        return TemplateResponse(request, "admin/ingest/review.html", context)

    def refuse_strangers(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        shared = self.admin_site.each_context(request)
        return {**shared, "opts": self.opts, "title": title}


class Look:
    """One look at an upload: what it is told to be, and what is stated of it."""

    def __init__(self, request: HttpRequest, upload: Upload) -> None:
        self.request, self.upload = request, upload
        self.by = request.user.get_username()
        self.told, self.refusal = refusing.read(upload, self.by)
        initial = stating.initial_of(self.told, upload)
        people = stating.people_of(self.told) or stating.people_stated(upload)
        given, _files = given_in(request)
        self.form = StatedForm(given, initial=initial)
        self.people = PeopleForms(given, initial=people, prefix="people")

    def answer(self) -> HttpResponse | None:
        """Take what was stated; keep the source when that was asked and can be done."""
        if not (self.form.is_valid() and self.people.is_valid()):
            return None
        self.state()
        wish = KEEPING.intersection(self.request.POST)
        if not wish:
            return redirect(self.request.get_full_path())
        self.told, self.refusal = refusing.read(self.upload, self.by)
        return self.keep(self.told, wish.pop()) if self.told else None

    def state(self) -> None:
        """Keep what the form says; the source is read once without it, to compare."""
        chosen = self.form.cleaned_data
        self.upload.stated = {name: chosen[name] for name in stating.CHOICES}
        stating.call_as(self.upload, chosen["format"])
        try:
            found = stating.unstated(self.upload)
        except (SourceError, *FAULTS):
            found = None
        self.upload.stated = stating.stated_by(found, self.form, self.people)
        self.upload.save(update_fields=["stated", "name"])

    def keep(self, told: Transcript, wish: str) -> HttpResponse | None:
        """Store the interview; an error is said in the form, and nothing is kept."""
        may_publish = self.request.user.has_perm("archive.publish_interview")
        is_public = wish == "publish" and may_publish
        state = State.PUBLISHED if is_public else State.DRAFT
        try:
            with transaction.atomic():
                told = dataclasses.replace(told, state=state)
                stored = store.store(told, received=self.upload.received)
                stored = store.publish(stored) if is_public else stored
                record(self.request, "bring in", stored.interview)
                self.upload.delete()
        except SourceError as error:
            self.form.add_error(None, str(error))
            return None
        said = {"title": stored.interview.title, "outcome": stored.outcome}
        messages.success(self.request, _("“%(title)s”: %(outcome)s.") % said)
        if stored.interview.turns.doubtful().exists():
            desk = reverse("admin:archive_desk")
            return redirect(f"{desk}?interview={stored.interview.slug}")
        return redirect("admin:archive_interview_change", stored.interview.pk)

    def context(self) -> dict[str, Any]:
        return {
            "upload": self.upload,
            "told": self.told,
            "form": self.form,
            "people": self.people,
            "refusal": self.refusal,
            "may_publish": self.request.user.has_perm("archive.publish_interview"),
            **(self.parse_context(self.told) if self.told else {}),
            "rivals": self.rivals(),
        }

    def parse_context(self, told: Transcript) -> dict[str, Any]:
        rows = Paginator(rows_of(told), ROWS)
        return {
            "page": rows.get_page(self.request.GET.get("page")),
            "report": report(told, ""),
            "foreseen": self.foreseen(told),
            "shared": shared_passages(told)[:5],
        }

    def foreseen(self, told: Transcript) -> str:
        """What keeping it would come to."""
        try:
            known, outcome = store.foresee(told)
        except SourceError as error:
            return str(error)
        if known is None:
            return ""
        words = _("In the archive already as “%(title)s”. To keep it: %(outcome)s.")
        return words % {"title": known.title, "outcome": outcome}

    def rivals(self) -> list[stating.Rival]:
        try:
            return stating.rivals(self.upload)
        except (SourceError, *FAULTS):
            return []


def given_in(request: HttpRequest) -> tuple[Any, Any]:
    """What was sent with a form; nothing where a page was only asked for."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def address_of(upload: Upload) -> str:
    return reverse("admin:archive_upload_change", args=[upload.pk])
