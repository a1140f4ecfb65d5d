"""What a reader finds wrong in a passage: a form that reaches the editors alone."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect

from archive.models import Erratum, Interview, Segment, Turn, wording_of
from archive.models.errata import CONTACT_KEPT, CONTACT_WAITS, LONGEST
from archive.transcript import Span
from archive.views.access import reads_interview
from archive.views.interviews import lead_from_grave
from archive.views.marked import span_of
from archive.views.marks import Mark, pin, read_marks
from archive.views.passages import Quoted, lead_from_gone, quoted
from archive.views.throttle import wait_of

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Erratum]
else:
    ModelForm = forms.ModelForm

A_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Passage:
    """The words that are reported: some of one turn, as it reads now."""

    turn: Turn
    mark: Mark
    span: Span

    @property
    def address(self) -> str:
        """In context, pinned to the wording."""
        context = self.turn.interview.get_absolute_url()
        part = self.mark.segment
        return f"{context}?mark={Mark(part, self.mark.span, pin(self.turn))}#{part}"

    @property
    def shown(self) -> list[Quoted]:
        found = {self.turn.anchor: [(self.span.start, self.span.end)]}
        return list(quoted([self.turn], found))


class ErratumForm(ModelForm):
    """What is wrong; `website` is a box that programs fill in and people do not see."""

    wording = forms.CharField(max_length=64, widget=forms.HiddenInput)
    website = forms.CharField(required=False)

    class Meta:
        model = Erratum
        fields = ("kind", "body", "contact")
        error_messages = {
            "kind": {"required": gettext_lazy("Choose what is wrong.")},
            "body": {"required": gettext_lazy("Say what is wrong, and what is right.")},
        }

    def __init__(self, passage: Passage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passage = passage
        self.initial["wording"] = wording_of(passage.turn.text)

    def clean_wording(self) -> str:
        """What was written about other words is not kept as if it were of these."""
        wording = str(self.cleaned_data["wording"])
        if wording != self.initial["wording"]:
            given: Any = self.data
            self.data = {**given.dict(), "wording": self.initial["wording"]}
            raise ValidationError(
                _(
                    "The editors changed this turn while you wrote. It is shown as it "
                    "reads now: if the error is still there, send the report again."
                )
            )
        return wording

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave the box for programs empty."))
        return ""

    def keep(self) -> None:
        """Save the report; one that was sent twice is kept once."""
        erratum, passage = self.instance, self.passage
        erratum.stand_on(passage.turn, passage.span)
        erratum.anchor, erratum.address = passage.mark.segment, passage.address
        twins = Erratum.objects.waiting().filter(
            turn=passage.turn, start=erratum.start, end=erratum.end, body=erratum.body
        )
        if not twins.exists():
            erratum.save()


@csrf_protect
@reads_interview
def show_form(request: HttpRequest, interview: Interview, anchor: str) -> HttpResponse:
    passage = find_passage(request, interview, anchor)
    if passage is None:
        lead = lead_from_gone if "p" in anchor else lead_from_grave
        return lead(request, interview, anchor)
    if request.method != "POST":
        return ask(request, ErratumForm(passage))
    if any("\0" in words for words in request.POST.values()):
        raise BadRequest("NUL in the form")
    form = ErratumForm(passage, request.POST)
    if not form.is_valid():
        return ask(request, form, HTTPStatus.BAD_REQUEST)
    if seconds := wait_of(request, "reports"):
        return ask(request, form, HTTPStatus.TOO_MANY_REQUESTS, seconds)
    if Erratum.objects.all().is_full():
        return ask(request, form, HTTPStatus.SERVICE_UNAVAILABLE, A_DAY)
    form.keep()
    Erratum.objects.all().forget_contacts()
    where = {"slug": interview.slug, "anchor": anchor}
    return HttpResponseRedirect(reverse("reported", kwargs=where))


@reads_interview
def show_thanks(
    request: HttpRequest, interview: Interview, anchor: str
) -> HttpResponse:
    """What happens next; tells nothing of any report."""
    passage = find_passage(request, interview, anchor)
    page = {"interview": interview, "passage": passage, "days": CONTACT_KEPT.days}
    return private(render(request, "errata/thanks.html", page))


def find_passage(
    request: HttpRequest, interview: Interview, anchor: str
) -> Passage | None:
    """The words an address means: those it marks in the turn it names, or all of it."""
    turns = interview.turns.select_related("speaker")
    turn = turns.filter(anchor=anchor.partition("p")[0]).first()
    if turn is None:
        return None
    own = [mark for mark in read_marks(request.GET) if mark.turn == turn.anchor]
    for mark in (*own, Mark(anchor)):
        span = span_of(mark, turn) if mark.is_of(turn) else None
        if span is not None and span[0] < span[1]:
            turn.interview = interview
            return Passage(turn, mark, Span(*span))
    return None


def ask(
    request: HttpRequest,
    form: ErratumForm,
    status: HTTPStatus = HTTPStatus.OK,
    seconds: int = 0,
) -> HttpResponse:
    """The form, with what was written in it; `seconds` to wait where it was refused."""
    passage = form.passage
    page = {
        "form": form,
        "passage": passage,
        "interview": passage.turn.interview,
        "others": others_in(passage),
        "longest": LONGEST,
        "is_refused": status >= HTTPStatus.TOO_MANY_REQUESTS,
        "minutes": -(-seconds // 60),
        "status": status.value,
        "days": CONTACT_KEPT.days,
        "days_at_most": CONTACT_WAITS.days,
        "contact": settings.CONTACT_EMAIL,
    }
    response = private(render(request, "errata/report.html", page, status=status))
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response


def others_in(passage: Passage) -> list[Segment]:
    """The other paragraphs of the exchange, should the error be in one of them."""
    first = passage.turn.question or passage.turn
    parts = Segment.objects.filter(turn__in=[first, *first.answers.all()])
    return list(
        parts.exclude(anchor=passage.mark.segment).order_by("turn__sequence", "order")
    )


def private(response: HttpResponse) -> HttpResponse:
    """A page with a token in it is nobody else's."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
