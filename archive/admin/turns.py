"""Turns, and questions and answers apart. Their words are never changed here.

What the program inferred of a turn can be corrected: its kind, its speaker, the
question it answers, its language, a doubt; and the topics of an exchange.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.counting import count_of
from archive.admin.inlines import Inline, ReadOnlyInline
from archive.admin.interviews import InterviewFilter
from archive.admin.leaf import notes_on, paragraphs_of
from archive.admin.memory import ReasonForm, Remembered, editor_of
from archive.ingest.correction import standing
from archive.ingest.correction.acts import Act
from archive.ingest.correction.correcting import about_turn
from archive.ingest.correction.standing import Signed
from archive.models import (
    Annotation,
    Answer,
    Interview,
    Kind,
    Question,
    Segment,
    Tagging,
    Turn,
)
from archive.transcript import Transcript

# What an ingest tells of a turn, and an editor may tell otherwise.
CORRECTED = {"kind", "speaker", "doubt"}


class TurnForm(ReasonForm):
    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        kind = told.get("kind", self.instance.kind)
        if kind != Kind.ANSWER:
            told["question"] = None
        self.check_question(told.get("question"))
        if kind != self.instance.kind:
            self.check_kind(kind)
        return told

    def check_question(self, question: Turn | None) -> None:
        if question is None:
            return
        if question.interview_id != self.instance.interview_id:
            self.add_error("question", _("This question is in another interview."))
        elif question.kind != Kind.QUESTION:
            self.add_error("question", _("This turn is no question."))

    def check_kind(self, kind: str) -> None:
        """Whatever hangs on a question must be moved first, by a person."""
        answers = self.instance.answers.values_list("anchor", flat=True)
        if anchors := ", ".join(answers):
            fault = _("%(anchors)s answer this question. Move them to another first.")
            self.add_error("kind", ValidationError(fault % {"anchors": anchors}))
        if kind == Kind.ANSWER and self.instance.taggings.exists():
            fault = _("It has topics, and answers have none. Remove them first.")
            self.add_error("kind", ValidationError(fault))


def told_of(turn: Turn) -> Transcript | None:
    """The interview as it is kept; None for one that has no source."""
    interview = Interview.objects.get(pk=turn.interview_id)
    return interview.as_transcript() if interview.editions.exists() else None


def keep_corrections(
    before: Transcript, turn: Turn, changed: set[str], signed: Signed
) -> None:
    """Leave what was changed on this page as corrections, for later ingests."""
    number = [one.anchor for one in before.turns].index(turn.anchor)
    values = {
        "kind": (Act.KIND, turn.kind),
        "speaker": (Act.SPEAKER, turn.speaker.name if turn.speaker else ""),
        "doubt": (Act.ACCEPT, ""),
    }
    for field in sorted(changed):
        act, value = values[field]
        if act is not Act.ACCEPT or not turn.doubt:
            correction = about_turn(before, number, act, value)
            standing.keep(before, correction, signed, turn.interview_id)


class TaggingInline(Inline):
    model = Tagging
    fields = ("topic", "basis")
    autocomplete_fields = ("topic",)
    verbose_name = gettext_lazy("topic")
    verbose_name_plural = gettext_lazy("topics of this exchange")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("topic", "turn")


class SegmentInline(ReadOnlyInline):
    model = Segment
    fields = ("anchor", "kind", "start", "end", "source_start", "source_end")
    classes = ("collapse",)


class DoubtfulFilter(admin.SimpleListFilter):
    title = gettext_lazy("doubt")
    parameter_name = "doubts"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", gettext_lazy("doubtful")), ("no", gettext_lazy("no doubt"))]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        wanted = queryset.exclude if self.value() == "yes" else queryset.filter
        return wanted(doubt="")


class TopicFilter(admin.SimpleListFilter):
    """Shown once chosen, from the list of topics."""

    title = gettext_lazy("topic")
    parameter_name = "topic"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        slug = request.GET.get(self.parameter_name, "")
        return [(slug, slug)] if slug else []

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        slug = self.value()
        return queryset.filter(taggings__topic__slug=slug) if slug else queryset


@admin.register(Turn)
class TurnAdmin(Remembered):
    form = TurnForm
    # A correction is taken back at the ingest desk, where it outlives an ingest.
    is_restorable = False
    change_form_template = "admin/archive/turn/change_form.html"
    list_display: Any = (
        "anchor",
        "opening",
        "annotate",
        "kind",
        "speaker",
        "note_count",
        "doubt",
        "where",
    )
    list_display_links = ("anchor", "opening")
    list_filter: ClassVar[Any] = (DoubtfulFilter, "kind", InterviewFilter, TopicFilter)
    list_select_related = ("interview", "speaker")
    list_per_page = 50
    search_fields = ("text", "=anchor", "interview__title", "speaker__name")
    autocomplete_fields = ("speaker", "question")
    readonly_fields = ("interview", "anchor", "label", "rule", "confidence")
    fields: ClassVar[Any] = (
        "kind",
        "speaker",
        "question",
        "language",
        "doubt",
        "reason",
        "interview",
        "anchor",
        "label",
        "rule",
        "confidence",
    )
    inlines = (TaggingInline, SegmentInline)
    history_links = ((Tagging, "turn_id"),)
    actions = None
    show_full_result_count = False
    kinds: tuple[Kind, ...] = tuple(Kind)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Turn]:
        """Turns, for proxies too: history and index listen to Turn alone."""
        turns = Turn.objects.filter(kind__in=self.kinds).in_sequence()
        return turns.annotate(note_total=count_of(Annotation.objects.all(), "turn"))

    def get_list_display(self, request: HttpRequest) -> Any:
        shown = super().get_list_display(request)
        if request.user.has_perm("archive.add_annotation"):
            return shown
        return [name for name in shown if name != "annotate"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: Any
    ) -> None:
        """Save; a kind or speaker that was changed outlives the next ingest."""
        changed = CORRECTED.intersection(form.changed_data)
        before = told_of(obj) if changed else None
        super().save_model(request, obj, form, change)
        if before:
            reason = form.cleaned_data.get("reason", "")
            signed = Signed(editor_of(request), reason)
            keep_corrections(before, obj, changed, signed)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        is_answer = obj is not None and obj.kind == Kind.ANSWER
        return (SegmentInline,) if is_answer else self.inlines

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        turn = kwargs["obj"]
        context["paragraphs"] = paragraphs_of(turn)
        if request.user.has_perm("archive.view_annotation"):
            context["notes"] = notes_on(turn.interview).filter(turn=turn)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=gettext_lazy("words"))
    def opening(self, turn: Turn) -> str:
        return Truncator(turn.text).chars(80)

    @admin.display(description=gettext_lazy("interview"), ordering="interview__title")
    def where(self, turn: Turn) -> str:
        return Truncator(turn.interview.title).chars(40)

    @admin.display(description=gettext_lazy("notes"), ordering="note_total")
    def note_count(self, turn: Any) -> int:
        return int(turn.note_total)

    @admin.display(description=gettext_lazy("annotate"))
    def annotate(self, turn: Turn) -> SafeString:
        address = reverse("admin:archive_annotation_add")
        link = '<a href="{}?turn={}" aria-label="{}">{}</a>'
        label = _("Annotate %(anchor)s") % {"anchor": turn.anchor}
        return format_html(link, address, turn.pk, label, _("Annotate"))


class OfOneKind(TurnAdmin):
    """A proxy's own list. Its kind is corrected among the turns."""

    list_filter = (DoubtfulFilter, InterviewFilter, TopicFilter)
    list_display = tuple(name for name in TurnAdmin.list_display if name != "kind")
    fields = tuple(name for name in TurnAdmin.fields if name != "kind")


@admin.register(Question)
class QuestionAdmin(OfOneKind):
    kinds = (Kind.QUESTION,)
    fields = tuple(name for name in OfOneKind.fields if name != "question")


@admin.register(Answer)
class AnswerAdmin(OfOneKind):
    kinds = (Kind.ANSWER,)
