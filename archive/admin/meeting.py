"""Two editors at once: the second is told, sees both, loses nothing, and chooses."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from archive.admin.history import Piece, compare

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm

# What follows from a save, and is nobody's edit.
FOLLOWS = {"created_at", "updated_at"}
Links = Sequence[tuple[Any, str]]


@dataclass(frozen=True, slots=True)
class Beside:
    """One field, as it is kept now and as the second editor wants it."""

    field: str
    theirs: str
    mine: str
    pieces: tuple[Piece, ...]


class MeetingForm(ModelForm):
    """A form that knows which version of a thing it was opened on."""

    # What is kept beside the thing and belongs to it: see `Remembered.history_links`.
    linked: Links = ()

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was_met = False
        self.opened: datetime | None = None
        if self.instance.pk:
            version = version_of(self.instance, self.linked)
            self.now = f"{version}@{timezone.now().isoformat()}"
            self.initial["seen"] = self.now

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        version, _at, opened = told.get("seen", "").partition("@")
        if self.instance.pk and version and version != self.now.partition("@")[0]:
            self.opened = read_time(opened)
            self.was_met = True
            self.see_again()
            raise ValidationError(
                _(
                    "Somebody else saved this after you had opened it. Nothing of "
                    "yours is lost: it stands in the form, and beside it what is kept "
                    "now. Choose, and save once more."
                )
            )
        return told

    def see_again(self) -> None:
        """What was shown beside is seen: the next save is a choice."""
        sent: Any = self.data
        given = sent.copy()
        given[self.add_prefix("seen")] = self.now
        self.data = given

    def beside(self) -> Iterator[Beside]:
        """Yield the fields that differ between what is kept and what was sent."""
        for name, field in self.fields.items():
            if name in {"seen", "reason"} or not hasattr(self.instance, name):
                continue
            theirs = self.get_initial_for_field(field, name)
            mine = self[name].data
            if field.has_changed(theirs, mine):
                told = told_by(field, theirs), told_by(field, mine)
                yield Beside(str(self[name].label), *told, tuple(compare(*told)))


def version_of(thing: Any, linked: Links = ()) -> str:
    """A digest of a thing and of what belongs to it, as they are kept."""
    fields = [field.attname for field in thing._meta.concrete_fields]
    told = [[name, getattr(thing, name)] for name in fields if name not in FOLLOWS]
    rows = [
        list(model.objects.filter(**{link: thing.pk}).order_by("pk").values())
        for model, link in linked
    ]
    words = json.dumps([told, rows], cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def read_time(words: str) -> datetime | None:
    try:
        return parse_datetime(words)
    except ValueError:
        return None


def told_by(field: Any, value: Any) -> str:
    """A value in words; what a choice or a link stands for."""
    if value in (None, ""):
        return ""
    if isinstance(field, forms.ModelChoiceField):
        offered: Any = field.queryset
        found = offered.filter(pk=getattr(value, "pk", value)).first()
        return str(found or value)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(value, value))
    return str(field.prepare_value(value)).replace("\r\n", "\n")
