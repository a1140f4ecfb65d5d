"""The small form of each kind of note, and what it makes of what was written in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.memory import ReasonForm
from archive.admin.noting.rows import DateField, StatusesField
from archive.errors import MalformedNote
from archive.models import AnnotationKind, Verdict
from archive.models.particulars import (
    Cited,
    Commitment,
    FactCheck,
    Particulars,
    Reading,
    Translation,
    write_particulars,
)
from archive.models.references import read_reference, resolve
from archive.models.validators import check_language
from archive.templatetags.notes import bracketed_in, told_of

# What has to be written, by kind; the first is blamed for what has no other place.
ASKED: dict[str, tuple[str, ...]] = {
    AnnotationKind.CORRECTION: (),
    AnnotationKind.FACT_CHECK: ("claim", "verdict"),
    AnnotationKind.COMMITMENT: ("promised",),
    AnnotationKind.TRANSLATION: ("translated_into", "translated"),
    AnnotationKind.SOURCE: ("citation",),
}
OFFERED: dict[str, tuple[str, ...]] = {
    **ASKED,
    AnnotationKind.CORRECTION: ("reading",),
    AnnotationKind.FACT_CHECK: ("claim", "verdict", "sources"),
    AnnotationKind.COMMITMENT: ("promised", "due", "statuses"),
    AnnotationKind.SOURCE: ("citation", "address"),
}
FEW = forms.Textarea(attrs={"rows": 2})


class SourcesField(forms.CharField):
    """Sources, one a line: what it is, and at the end its address if it has one."""

    def clean(self, value: Any) -> Any:
        lines = super().clean(value).splitlines()
        return tuple(read_source(line) for line in lines if line.strip())

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{each.citation} {each.address}".strip() for each in value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def read_source(line: str) -> Cited:
    words, _space, address = line.strip().rpartition(" ")
    if not re.match(r"https?://", address):
        words, address = line.strip(), ""
    try:
        return Cited(words.strip() or address, address)
    except MalformedNote as fault:
        raise forms.ValidationError(str(fault)) from fault


class ParticularsForm(ReasonForm):
    """What every kind can be asked; each note answers for its own kind alone."""

    reading = forms.CharField(
        label=gettext_lazy("Should read"), required=False, widget=FEW
    )
    claim = forms.CharField(label=gettext_lazy("Claim"), required=False, widget=FEW)
    verdict = forms.ChoiceField(
        label=gettext_lazy("Verdict"),
        required=False,
        choices=[("", "—"), *Verdict.choices],
    )
    sources = SourcesField(
        label=gettext_lazy("Sources, one a line, each with its address at the end"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    promised = forms.CharField(
        label=gettext_lazy("What was promised"), required=False, widget=FEW
    )
    due = DateField(
        label=gettext_lazy("By when (2025, 2025-03 or 2025-03-14)"), required=False
    )
    statuses = StatusesField(label=gettext_lazy("What became of it"), required=False)
    translated_into = forms.CharField(
        label=gettext_lazy("Language (en, kk, ru …)"),
        required=False,
        max_length=35,
        validators=[check_language],
    )
    translated = forms.CharField(
        label=gettext_lazy("Translation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    citation = forms.CharField(
        label=gettext_lazy("What the source is"), required=False, widget=FEW
    )
    address = forms.CharField(
        label=gettext_lazy("Its address on the web"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(initial_of(told_of(self.instance)))

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        return kind

    def clean_body(self) -> str:
        """References to what is not there are named."""
        body: str = self.cleaned_data["body"]
        turn = self.cleaned_data.get("turn")
        for fault in faults_of(body, turn.interview_id if turn else None):
            self.add_error("body", fault)
        return body

    def read_particulars(self, told: Mapping[str, Any]) -> None:
        """Set what the kind tells; what is missing is a fault of its field."""
        kind = told.get("kind", "")
        offered = OFFERED.get(kind, ())
        if any(name in self.errors for name in offered):
            return
        missing = [name for name in ASKED.get(kind, ()) if not told.get(name)]
        if missing and self.is_from_before(told, offered):
            return
        for name in missing:
            self.add_error(name, _("A note of this kind needs this."))
        if not missing:
            self.set_particulars(kind, told)

    def set_particulars(self, kind: str, told: Mapping[str, Any]) -> None:
        try:
            self.instance.particulars = write_particulars(particulars_of(kind, told))
        except MalformedNote as fault:
            self.add_error(OFFERED[kind][0], str(fault))
        if not told.get("body") and not self.instance.particulars:
            self.add_error("body", _("Write the note."))

    def is_from_before(self, told: Mapping[str, Any], offered: Iterable[str]) -> bool:
        """A note whose kind told nothing yet may go on so."""
        kept = self.instance
        was_bare = bool(kept.pk) and not kept.particulars
        is_bare = not any(told.get(name) for name in offered)
        return was_bare and is_bare and self.initial.get("kind") == told.get("kind")

    def kinds(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each kind that asks for any."""
        return [
            (kind, [self[name] for name in names]) for kind, names in OFFERED.items()
        ]


def initial_of(particulars: Particulars | None) -> dict[str, Any]:
    match particulars:
        case Translation(language, text):
            return {"translated_into": language, "translated": text}
        case None:
            return {}
    return {name: getattr(particulars, name) for name in particulars.__slots__}


def particulars_of(kind: str, told: Mapping[str, Any]) -> Particulars | None:
    """Return what the fields of a kind tell. Raises MalformedNote."""
    if kind == AnnotationKind.CORRECTION:
        return Reading(told["reading"]) if told["reading"] else None
    if kind == AnnotationKind.FACT_CHECK:
        return FactCheck(told["claim"], told["verdict"], told["sources"])
    if kind == AnnotationKind.COMMITMENT:
        return Commitment(told["promised"], told["due"], told["statuses"])
    if kind == AnnotationKind.TRANSLATION:
        return Translation(told["translated_into"], told["translated"])
    if kind == AnnotationKind.SOURCE:
        return Cited(told["citation"], told["address"])
    return None


def faults_of(body: str, interview: int | None) -> list[str]:
    """What is wrong with the references of a note on that interview, one by one."""
    named = bracketed_in(body) if "[[" in body else []
    read = {words: read_reference(words) for words in named}
    if interview is None:
        return []
    known = resolve((interview, each) for each in read.values() if each)
    there = known.get(interview, {})
    shape = _("[[%(name)s]] names no passage. Write [[q7p2]], or [[address/q7p2]].")
    lost = _("[[%(name)s]]: there is no such passage. Look its name up in the margin.")
    return [
        (lost if reference else shape) % {"name": words}
        for words, reference in read.items()
        if reference not in there
    ]
