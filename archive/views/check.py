"""The quotation check: a text in, a verdict on each quotation out. Nothing is kept."""

import json
import logging
from collections.abc import Iterator, Mapping

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from archive.quoting import checking, keeping
from archive.quoting.finding import find_quoted
from archive.quoting.settling import Checked
from archive.views.refusals import Refusal, refuse
from archive.views.reports import REPORTS, Report, as_json
from archive.views.throttle import wait_of

LONGEST_NAME = 200
AT_ONCE = 10
"""Quotations of a text that is answered when all are judged; longer ones are shown
how far the check is."""

CAUGHT_UP = 20
HERE = "<!-- checked -->"

logger = logging.getLogger(__name__)


class TooMuch(Exception):
    """A text that is longer than one request may check. The message says what to do."""


class Unread(Exception):
    """A request whose text cannot be read. The message says what to do."""

    def __init__(self, told: str, status: int = 400) -> None:
        super().__init__(told)
        self.status = status


class CheckForm(forms.Form):
    text = forms.CharField(required=False, strip=False)
    speaker = forms.CharField(required=False)
    report = forms.ChoiceField(choices=[(key, key) for key in REPORTS], required=False)


# A form that changes nothing and knows nobody needs no token, and so no cookie.
@csrf_exempt
def show_check(request: HttpRequest) -> HttpResponseBase:
    response = _answer(request) if request.method == "POST" else _ask(request)
    response.headers["Cache-Control"] = "no-store"
    return response


def _ask(request: HttpRequest, status: int = 200, **told: str) -> HttpResponse:
    limits = {
        "most_letters": checking.MOST_LETTERS,
        "most_quotations": checking.MOST_QUOTATIONS,
    }
    return render(request, "check/check.html", {**limits, **told}, status=status)


def _answer(request: HttpRequest) -> HttpResponseBase:
    is_json = _wants_json(request)
    if seconds := wait_of(request, "check"):
        return refuse(429, seconds, Refusal.JSON if is_json else Refusal.PAGE)
    try:
        report = _read(request)
    except TooMuch as fault:
        return _refuse(request, 413, str(fault), is_json=is_json)
    except Unread as fault:
        return _refuse(request, fault.status, str(fault), is_json=is_json)
    if not any(each.isalnum() for each in report.text):
        told = _("There is nothing to check: paste a quotation or an article.")
        return _refuse(request, 400, told, is_json=is_json)
    return _reported(request, report, "json" if is_json else "")


def _wants_json(request: HttpRequest) -> bool:
    kinds = ["text/html", "application/json"]
    return request.get_preferred_type(kinds) == "application/json"


def _refuse(
    request: HttpRequest, status: int, told: str, *, is_json: bool
) -> HttpResponse:
    if is_json:
        return JsonResponse({"error": told}, status=status)
    return _ask(request, status, fault=told)


def _read(request: HttpRequest) -> Report:
    """The text and who is said to say it, as far as it may be checked at once."""
    try:
        form = CheckForm(_sent(request))
    except RequestDataTooBig as fault:
        raise TooMuch(_too_long()) from fault
    sent = form.data.get("text", "")
    if "\x00" in sent and any(each.isalnum() for each in sent):
        raise Unread(_("The text holds a NUL character: paste it as plain text."))
    form.full_clean()
    fields = form.cleaned_data
    text = checking.cleaned(fields.get("text", ""))
    if len(text) > checking.MOST_LETTERS:
        raise TooMuch(_too_long())
    quoted = find_quoted(text)
    if len(quoted) > checking.MOST_QUOTATIONS:
        raise TooMuch(_too_many(len(quoted)))
    speaker = checking.cleaned(fields.get("speaker", ""))[:LONGEST_NAME].strip()
    return Report(text, speaker, len(quoted), wanted=fields.get("report", ""))


FORMS = ("", "application/x-www-form-urlencoded", "multipart/form-data")


def _sent(request: HttpRequest) -> Mapping[str, str]:
    """The fields of a form, or of an object of JSON."""
    if request.content_type in FORMS:
        return request.POST
    if request.content_type != "application/json":
        told = _("Send the text as a form, or as JSON: {“text”: “…”, “speaker”: “…”}.")
        raise Unread(told, 415)
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict) or not all(
        isinstance(sent.get(name, ""), str) for name in CheckForm.base_fields
    ):
        told = _("The JSON is not read: send an object with “text” and “speaker”.")
        raise Unread(told)
    return sent


def _too_long() -> str:
    return _(
        "The text is too long: %(most)s characters can be checked at once. "
        "Paste it in parts."
    ) % {"most": f"{checking.MOST_LETTERS:,}"}


def _too_many(number: int) -> str:
    return _(
        "The text has %(number)s quotations, and %(most)s can be checked at once. "
        "Paste it in parts."
    ) % {"number": f"{number:,}", "most": checking.MOST_QUOTATIONS}


def _reported(request: HttpRequest, report: Report, wanted: str) -> HttpResponseBase:
    report.unread = _catch_up()
    wanted = wanted or report.wanted
    if not wanted and report.total > AT_ONCE:
        return StreamingHttpResponse(_stream(request, report))
    report.checked = list(checking.check(report.text, report.speaker))
    if _wants_json(request):
        return JsonResponse(as_json(report))
    if wanted:
        return _download(report, wanted)
    return render(request, "check/check.html", {"report": report})


def _download(report: Report, wanted: str) -> HttpResponse:
    media_type, write = REPORTS[wanted]
    response = HttpResponse(write(report), content_type=f"{media_type}; charset=utf-8")
    name = f'attachment; filename="quotations.{wanted}"'
    response.headers["Content-Disposition"] = name
    return response


def _stream(request: HttpRequest, report: Report) -> Iterator[str]:
    """The page as it comes about: its head, how far the check is, the report, the end.

    Each step hides the one before, so progress needs no script.
    """
    page = {"report": report, "is_streamed": True}
    whole = render_to_string("check/check.html", page, request)
    head, _here, end = whole.partition(HERE)
    yield head
    checked: list[Checked] = []
    try:
        for each in checking.check(report.text, report.speaker):
            checked.append(each)
            step = {"done": len(checked), "total": report.total}
            yield render_to_string("check/step.html", step)
        report.checked = checked
        yield render_to_string("check/report.html", {"report": report}, request)
    except DatabaseError:
        logger.exception("A check was broken off")
        yield render_to_string("check/broken.html")
    yield end


def _catch_up() -> int:
    """Read interviews that changed a moment ago; return how many are left unread."""
    try:
        return keeping.catch_up(CAUGHT_UP)
    except DatabaseError as fault:
        logger.warning("Changes are not compared with quotations yet: %s", fault)
        return keeping.pending().count()
