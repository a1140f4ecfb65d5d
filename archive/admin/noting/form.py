"""The form that ties a note to words of a turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.leaf import Paragraph
from archive.admin.noting.kinds import ParticularsForm
from archive.admin.passages import Quotation, candidates
from archive.models import Annotation, Hold, Turn
from archive.transcript import Span

AROUND = 40


@dataclass(frozen=True, slots=True)
class Place:
    """One place a quotation may mean, shown so that an editor can tell it apart."""

    start: int
    paragraph: int
    before: str
    words: str
    after: str


class AnnotationForm(ParticularsForm):
    turn = forms.ModelChoiceField(
        Turn.objects.select_related("interview"), widget=forms.HiddenInput
    )
    exact = forms.CharField(
        label=gettext_lazy("Words the note stands on"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    before = forms.CharField(
        label=gettext_lazy("Before"), required=False, max_length=200, strip=False
    )
    after = forms.CharField(
        label=gettext_lazy("After"), required=False, max_length=200, strip=False
    )
    # Where the words begin: told by the script, or chosen among several places.
    place = forms.IntegerField(required=False, widget=forms.HiddenInput)
    chosen = forms.IntegerField(required=False)

    class Meta:
        model = Annotation
        fields = ("turn", "kind", "body")
        widgets = {
            "body": forms.Textarea(attrs={"rows": 6}),
            "kind": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spans: list[Span] = []
        self.is_preview = "_preview" in self.data
        if self.instance.pk:
            self.fields["turn"].disabled = True
            self.initial["exact"] = self.instance.exact
            self.initial["before"] = self.instance.prefix
            self.initial["after"] = self.instance.suffix
            self.initial["place"] = self.instance.start

    def is_valid(self) -> bool:
        """A preview is read and checked, and never saved."""
        return super().is_valid() and not self.is_preview

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        turn, words = told.get("turn"), told.get("exact")
        if turn and words:
            self.spans = candidates(turn.text, self.read_quotation(told))
            if self.stays_orphaned(told):
                self.spans = []
            else:
                self.check_passage(turn)
        self.read_particulars(told)
        return told

    def stays_orphaned(self, told: dict[str, Any]) -> bool:
        """Whether the words are lost and nobody gave others in their place."""
        is_orphan = self.instance.hold == Hold.ORPHANED
        words = told["exact"].replace("\r\n", "\n")
        return is_orphan and words == self.instance.exact and len(self.spans) != 1

    def read_quotation(self, told: dict[str, Any]) -> Quotation:
        chosen, place = told.get("chosen"), told.get("place")
        return Quotation(
            words=told["exact"],
            prefix=told.get("before", ""),
            suffix=told.get("after", ""),
            start=place if chosen is None else chosen,
        )

    def check_passage(self, turn: Turn) -> None:
        if not self.spans:
            fault = _(
                "These words do not stand in %(anchor)s. Select them in the text, or "
                "copy them from it."
            )
            self.add_error("exact", ValidationError(fault % {"anchor": turn.anchor}))
        elif len(self.spans) > 1:
            fault = _("These words stand at %(count)s places. Choose the one you mean.")
            self.add_error("exact", ValidationError(fault % {"count": len(self.spans)}))
        else:
            self.take_place(turn, self.spans[0])
            self.keep_place()

    def take_place(self, turn: Turn, span: Span) -> None:
        """Stand there; a note that was moved there stays so until that is decided."""
        note = self.instance
        place = note.start, note.end, note.wording
        doubt = note.hold, note.hold_evidence, note.moved_from
        note.turn = turn
        note.stand_on(span)
        if place == (note.start, note.end, note.wording):
            note.hold, note.hold_evidence, note.moved_from = doubt

    def keep_place(self) -> None:
        """A form that comes back, for whatever reason, still means the same words."""
        given: Any = self.data
        kept = given.copy()
        kept["exact"] = self.instance.exact
        kept["place"] = str(self.instance.start)
        self.data = kept

    @property
    def passage(self) -> Span | None:
        """The words the form stands on now, to be marked in the text."""
        if self.is_bound:
            return self.spans[0] if len(self.spans) == 1 else None
        shown = self.instance
        is_there = shown.pk and shown.turn.text[shown.start : shown.end] == shown.exact
        return Span(shown.start, shown.end) if is_there else None

    def places(self, paragraphs: list[Paragraph]) -> Iterator[Place]:
        """The places to choose from, when there are several."""
        text = "\n\n".join(paragraph.text for paragraph in paragraphs)
        for span in self.spans if len(self.spans) > 1 else ():
            held = [part for part in paragraphs if part.start <= span.start]
            yield Place(
                start=span.start,
                paragraph=held[-1].number if held else 1,
                before=shorten(text[: span.start][::-1])[::-1],
                words=text[span.start : span.end],
                after=shorten(text[span.end :]),
            )


def shorten(text: str) -> str:
    return text if len(text) <= AROUND else f"{text[:AROUND]}…"
