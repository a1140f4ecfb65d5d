"""Bringing sources in: files, a pasted text or an address, kept aside at first."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.errors import SourceError
from archive.ingest.obtaining.archives import Archive
from archive.ingest.obtaining.fetching import obtain
from archive.ingest.pipeline import LARGEST
from archive.ingest.readers import says_it_is_readable
from archive.models import Upload

PASTED = "pasted.txt"
MOST_MEMBERS = 200


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


if TYPE_CHECKING:
    File = UploadedFile[Any]
else:
    File = UploadedFile


class FilesField(forms.FileField):
    """Any number of files, none larger than the archive reads."""

    widget = FilesInput

    def clean(self, given: Any, initial: Any = None) -> list[File]:
        files = [file for file in given or [] if file]
        for file in files:
            super().clean(file, initial)
            if file.size > LARGEST:
                most = LARGEST // 1024**2
                raise ValidationError(
                    _("%(name)s is larger than %(most)s MB. Split it.")
                    % {"name": file.name, "most": most}
                )
        return files


class BringForm(forms.Form):
    sources = FilesField(label=gettext_lazy("Files"), required=False)
    address = forms.CharField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    name = forms.CharField(
        label=gettext_lazy("A name for the text"), required=False, max_length=200
    )

    def clean(self) -> dict[str, Any]:
        """Obtain what was meant; what cannot be had is said at its field."""
        told = super().clean() or {}
        self.uploads: list[Upload] = []
        for field, read in (
            ("sources", from_files),
            ("address", from_address),
            ("text", self.from_text),
        ):
            if told.get(field) and not self.errors:
                try:
                    self.uploads += read(told[field])
                except SourceError as error:
                    self.add_error(field, str(error))
        if not self.uploads and not self.errors:
            raise ValidationError(_("Choose a file, paste a text or give an address."))
        return told

    def from_text(self, text: str) -> list[Upload]:
        name = " ".join(self.cleaned_data.get("name", "").split()) or PASTED
        if "." not in name:
            name = f"{name}.txt"
        return [Upload(name=name, content=text.replace("\r\n", "\n").encode())]

    def keep_aside(self, author: User) -> list[Upload]:
        """Keep what was brought until it is looked at; nothing is in the archive."""
        for upload in self.uploads:
            upload.author = author
            upload.obtained = upload.obtained or timezone.localdate().isoformat()
            upload.save()
        return self.uploads


def from_files(files: list[File]) -> list[Upload]:
    return [upload for file in files for upload in from_file(file)]


def from_file(file: File) -> Iterator[Upload]:
    """The file itself; of a zip, the files in it that the archive can read."""
    name, content = str(file.name), file.read()
    if name.lower().endswith(".zip"):
        yield from from_zip(name, content)
    else:
        yield Upload(name=name, content=content)


def from_zip(name: str, content: bytes) -> Iterator[Upload]:
    archive = Archive(io.BytesIO(content), name)
    found = [
        entry.filename
        for entry in archive.files()
        if says_it_is_readable(entry.filename)
    ]
    if not 0 < len(found) <= MOST_MEMBERS:
        raise SourceError(
            name,
            f"it holds {len(found)} sources. Bring 1 to {MOST_MEMBERS} at a time; "
            "`manage.py ingest` takes any number.",
        )
    for member in found:
        short = member.rpartition("/")[2]
        yield Upload(name=short, content=archive.read(member), origin=name)


def from_address(address: str) -> list[Upload]:
    held = obtain(address.strip())
    return [
        Upload(
            name=held.name,
            content=held.content,
            origin=held.origin,
            obtained=held.obtained,
            received=held.headers,
        )
    ]
