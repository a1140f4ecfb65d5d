"""What an editor states of a source before it is kept: a sidecar, written as a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date as day
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.errors import MalformedTranscript
from archive.ingest.conventions import CONVENTIONS
from archive.ingest.hints import charset_in
from archive.ingest.pipeline import parse_content
from archive.ingest.readers import READERS, media_type_of
from archive.ingest.readers.decoding import KNOWN
from archive.ingest.sidecar import Sidecar, StatedPerson
from archive.ingest.surroundings import imprint
from archive.models import Role, Upload
from archive.models.validators import check_language
from archive.transcript import (
    Basis,
    Dating,
    Precision,
    State,
    Transcript,
    loads,
    settled,
)
from archive.transcript import Role as Part

WORDS = ("title", "language", "outlet", "standfirst", "slug", "rights")
CHOICES = ("convention", "encoding", "format")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


@dataclass(frozen=True, slots=True)
class Rival:
    """A convention, how well it fits this source, and how many turns it sees."""

    name: str
    fit: float
    evidence: str
    turns: int


class StatedForm(forms.Form):
    """Only what differs from the text's own word is stated beside it."""

    convention = forms.ChoiceField(
        label=gettext_lazy("Convention"),
        required=False,
        choices=[("", gettext_lazy("the one that fits best"))]
        + [(name, name) for name in CONVENTIONS],
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        required=False,
        choices=[("", gettext_lazy("as it looks"))]
        + [(known.suffixes[0], known.name) for known in READERS.values()],
    )
    encoding = forms.ChoiceField(
        label=gettext_lazy("Encoding"),
        required=False,
        choices=[("", gettext_lazy("as it looks")), *KNOWN.items()],
        help_text=gettext_lazy("Believed where the bytes say no other."),
    )
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=500)
    date = forms.CharField(
        label=gettext_lazy("Date"),
        required=False,
        help_text=gettext_lazy("2024-01-31, 2024-01 or 2024."),
    )
    language = forms.CharField(
        label=gettext_lazy("Language"),
        required=False,
        max_length=35,
        validators=[check_language],
        help_text=gettext_lazy("BCP 47, such as en, kk or ru."),
    )
    outlet = forms.CharField(
        label=gettext_lazy("Outlet"), required=False, max_length=200
    )
    standfirst = forms.CharField(
        label=gettext_lazy("Standfirst"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=100,
        allow_unicode=True,
    )
    rights = forms.CharField(label=gettext_lazy("Rights"), required=False)

    def clean_date(self) -> str:
        words = str(self.cleaned_data["date"])
        try:
            day.fromisoformat(first_day(words) if words else "2024-01-01")
        except ValueError as error:
            told = _("Write a day such as 2024-01-31, or 2024-01, or 2024.")
            raise ValidationError(told) from error
        return words


class PersonForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=200)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), required=False, choices=Role.choices
    )
    aliases = forms.CharField(
        label=gettext_lazy("Also printed as"), required=False, max_length=300
    )


PeopleForms = formset_factory(PersonForm, extra=2, max_num=60)


def parse(upload: Upload, by: str) -> Transcript:
    """Return what an upload holds, with all that was stated. Raises SourceError."""
    return parse_with(upload, sidecar_of(upload, by))


def parse_with(upload: Upload, stated: Sidecar) -> Transcript:
    content = bytes(upload.content)
    header = charset_in(upload.received.get("Content-Type", ""))
    charset = upload.stated.get("encoding", "") or header
    if upload.name.lower().endswith(".json"):
        try:
            told = settled(loads(content.decode(errors="replace"), upload.name))
        except MalformedTranscript:
            return parse_content(content, upload.name, stated, charset)
        return replace(told, state=State.DRAFT)
    return parse_content(content, upload.name, stated, charset)


def call_as(upload: Upload, suffix: str) -> None:
    """Give a file the ending by which its reader is known."""
    if suffix and not upload.name.lower().endswith(suffix):
        upload.name = f"{PurePath(upload.name).stem or upload.name}{suffix}"


def unstated(upload: Upload) -> Transcript:
    """What the text says by itself, by the convention that was chosen."""
    convention = upload.stated.get("convention", "")
    return parse_with(upload, Sidecar(convention=convention))


def rivals(upload: Upload) -> list[Rival]:
    """Every convention with its fit, the best first. Raises SourceError."""
    content = bytes(upload.content)
    known = READERS[media_type_of(content, upload.name)]
    spoken, _credit = imprint.without_credit(known.read(content, upload.name).blocks)
    seen = {name: recognise(spoken) for name, recognise in CONVENTIONS.items()}
    ordered = sorted(seen, key=lambda name: -seen[name].fit)
    return [
        Rival(name, seen[name].fit, seen[name].evidence, len(seen[name].openings))
        for name in ordered
    ]


def sidecar_of(upload: Upload, by: str) -> Sidecar:
    told: Mapping[str, Any] = upload.stated
    words = dict(told.get("words", {}))
    words |= {
        name: told_of
        for name, told_of in (
            ("origin", upload.origin),
            ("obtained", upload.obtained),
        )
        if told_of
    }
    return Sidecar(
        name=_("stated by %(who)s") % {"who": by},
        words=words,
        convention=told.get("convention", ""),
        dating=dating_of(told.get("date", ""), by),
        people=tuple(
            StatedPerson(name, Part(role), tuple(aliases))
            for name, role, aliases in told.get("people", ())
        ),
    )


def first_day(words: str) -> str:
    """The first day that a date such as 2024-01 can mean; ValueError for no date."""
    if not DATE.fullmatch(words):
        raise ValueError(words)
    return f"{words}-01-01" if len(words) == 4 else f"{words}-01"[:10]


def dating_of(words: str, by: str) -> Dating | None:
    if not words:
        return None
    return Dating(first_day(words), PRECISIONS[len(words)], Basis.SIDECAR, by)


def initial_of(told: Transcript | None, upload: Upload) -> dict[str, Any]:
    """What the form shows at first: what is told now, or was stated so far."""
    if told is None:
        date = upload.stated.get("date", "")
        return {**upload.stated.get("words", {}), "date": date, **choices_of(upload)}
    words = {name: getattr(told, name) for name in WORDS}
    date = told.dating.label if told.dating else ""
    return {**words, "date": date, **choices_of(upload)}


def choices_of(upload: Upload) -> dict[str, str]:
    """How an editor wants it read."""
    return {name: upload.stated.get(name, "") for name in CHOICES}


def people_stated(upload: Upload) -> list[dict[str, str]]:
    """Whom an editor named of a source that could not be read."""
    return [
        {"name": name, "role": role, "aliases": ", ".join(aliases)}
        for name, role, aliases in upload.stated.get("people", ())
    ]


def people_of(told: Transcript | None) -> list[dict[str, str]]:
    if told is None:
        return []
    people = {person.key: person for person in told.speakers}
    return [
        {
            "name": people[each.speaker].name,
            "role": each.role.value,
            "aliases": ", ".join(people[each.speaker].aliases),
        }
        for each in told.participations
    ]


def stated_by(
    found: Transcript | None, form: StatedForm, people: Any
) -> dict[str, Any]:
    """What the form says otherwise than the text does, if that can be read at all."""
    told = form.cleaned_data
    words = {
        name: told[name].strip()
        for name in WORDS
        if told[name].strip() and told[name].strip() != getattr(found, name, "")
    }
    date = found.dating.label if found and found.dating else ""
    named = [one.cleaned_data for one in people if one.cleaned_data.get("name")]
    is_other = [_plain(one) for one in named] != [
        _plain(one) for one in people_of(found)
    ]
    return {
        "words": words,
        **{name: told[name] for name in CHOICES},
        "date": told["date"] if told["date"] != date else "",
        "people": [_person(one) for one in named] if is_other else [],
    }


def _plain(one: Mapping[str, Any]) -> tuple[str, str, str]:
    return one["name"].strip(), one["role"], one["aliases"].strip()


def _person(one: Mapping[str, Any]) -> list[Any]:
    aliases = [alias.strip() for alias in one["aliases"].split(",")]
    return [one["name"].strip(), one["role"], [alias for alias in aliases if alias]]
