"""Errors that readers reported: the passage beside the report, and a decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.interviews import InterviewFilter
from archive.admin.leaf import Paragraph, paragraphs_of
from archive.admin.memory import Trailed, editor_of, record
from archive.anchoring import locate
from archive.errors import AnchorLost
from archive.models import Erratum, ErratumState
from archive.models.errata import MOST_A_DAY, MOST_WAITING
from archive.transcript import Span

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Erratum]
else:
    ModelForm = forms.ModelForm

ACTS = {
    ErratumState.WAITING.value: "reopen report",
    ErratumState.ACCEPTED.value: "accept report",
    ErratumState.DECLINED.value: "decline report",
}


class DecisionForm(ModelForm):
    class Meta:
        model = Erratum
        fields = ("state", "decision")
        widgets = {"state": forms.RadioSelect, "decision": forms.Textarea({"rows": 4})}
        help_texts = {"decision": gettext_lazy("Kept with the report; for editors.")}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        is_closed = told.get("state") != ErratumState.WAITING
        if is_closed and not str(told.get("decision", "")).strip():
            self.add_error("decision", _("Say why: it is kept with the report."))
        return told


@dataclass(frozen=True, slots=True)
class Reported:
    """The turn as it reads now, the reported words marked where they still stand."""

    paragraphs: list[Paragraph]
    is_found: bool


@admin.register(Erratum)
class ErratumAdmin(Trailed):
    form = DecisionForm
    change_form_template = "admin/archive/erratum/change_form.html"
    list_display = ("what", "words", "where", "kind", "state", "reported", "closed_by")
    list_display_links = ("what",)
    list_filter = ("state", "kind", InterviewFilter)
    list_select_related = ("interview", "closed_by")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("body", "exact", "decision", "interview__title")
    actions = ("forget_contacts",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Reports come from readers."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if Erratum.objects.all().is_full():
            told = _(
                "No more reports are taken: %(waiting)s may wait, and %(daily)s may "
                "come in a day. Decide or delete some."
            )
            limits = {"waiting": MOST_WAITING, "daily": MOST_A_DAY}
            messages.warning(request, told % limits)
        return super().changelist_view(request, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        erratum: Erratum = kwargs["obj"]
        context.update(
            title=_("Reported error in %(place)s") % {"place": erratum.anchor},
            subtitle=None,
            reported=reported_of(erratum),
            others=others_on(erratum),
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: Any
    ) -> None:
        if "state" in form.changed_data:
            is_closed = obj.state != ErratumState.WAITING
            obj.closed_at = timezone.now() if is_closed else None
            obj.closed_by = editor_of(request) if is_closed else None
            Erratum.objects.all().forget_contacts()
        super().save_model(request, obj, form, change)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """What was decided goes on the trail under a name of its own."""
        record(request, ACTS[obj.state], obj)
        return super(Trailed, self).log_change(request, obj, message)

    @admin.action(
        permissions=["change"], description=gettext_lazy("Forget the contacts")
    )
    def forget_contacts(self, request: HttpRequest, chosen: QuerySet[Erratum]) -> None:
        """At once, whoever asks for it and whatever was decided."""
        holding = list(chosen.exclude(contact="").values_list("pk", flat=True))
        meant = Erratum.objects.filter(pk__in=holding)
        meant.forget_contacts(at_once=True)
        for erratum in meant:
            record(request, "forget contact", erratum)
        told = ngettext(
            "%(count)s contact is forgotten.",
            "%(count)s contacts are forgotten.",
            len(holding),
        )
        self.message_user(request, told % {"count": len(holding)}, messages.SUCCESS)

    @admin.display(description=gettext_lazy("report"), ordering="body")
    def what(self, erratum: Erratum) -> str:
        return Truncator(erratum.body).chars(80)

    @admin.display(description=gettext_lazy("words"))
    def words(self, erratum: Erratum) -> str:
        return Truncator(erratum.exact).chars(60)

    @admin.display(description=gettext_lazy("place"), ordering="interview__title")
    def where(self, erratum: Erratum) -> str:
        return f"{erratum.anchor}, {Truncator(erratum.interview.title).chars(40)}"

    @admin.display(description=gettext_lazy("reported"), ordering="created_at")
    def reported(self, erratum: Erratum) -> str:
        return date_format(localtime(erratum.created_at), "SHORT_DATE_FORMAT")


def reported_of(erratum: Erratum) -> Reported:
    """Look-alike words are never marked: they are found by their surroundings, too."""
    if erratum.turn is None:
        return Reported([], is_found=False)
    span = Span(erratum.start, erratum.end)
    if not erratum.is_of_this_wording:
        try:
            span = locate(erratum.turn.text, erratum.selectors)
        except AnchorLost:
            return Reported(paragraphs_of(erratum.turn), is_found=False)
    return Reported(paragraphs_of(erratum.turn, span), is_found=True)


def others_on(erratum: Erratum) -> QuerySet[Erratum]:
    """What else is said of the same turn."""
    same = Erratum.objects.filter(turn=erratum.turn_id).exclude(pk=erratum.pk)
    return same.exclude(turn=None)[:20]
