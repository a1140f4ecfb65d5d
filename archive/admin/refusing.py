"""A source that cannot be read, shown all the same: its lines, and the complaint."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.admin import stating
from archive.admin.beside import Line, SourceText, Stretch
from archive.errors import SourceError
from archive.ingest.readers import READERS, media_type_of
from archive.models import Reading, Upload
from archive.transcript import Span, Transcript

log = logging.getLogger(__name__)
AROUND = 8000
# More of the character NUL than that are in no text.
FEW = 8


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no parse; `line` counts from one, 0 for the whole source."""

    complaint: str
    line: int
    lines: list[Line]


def read(upload: Upload, by: str) -> tuple[Transcript | None, Refusal | None]:
    """The Transcript of an upload, or why there is none; notes which it is.

    Whatever fails, the desk goes on: what an editor brought can be thrown away.
    """
    told, refusal = None, None
    try:
        told = stating.parse(upload, by)
    except SourceError as error:
        refusal = Refusal(str(error), error.line or 0, lines_of(upload, error.line))
    except Exception as error:
        log.exception("reading upload %s failed", upload.pk)
        words = _(
            "This source could not be read (%(why)s). It is kept aside: throw it away, "
            "and please tell us of it."
        )
        why = {"why": type(error).__name__}
        refusal = Refusal(words % why, 0, lines_of(upload, None))
    note(upload, told)
    return told, refusal


def note(upload: Upload, told: Transcript | None) -> None:
    reading = Reading.READ if told else Reading.REFUSED
    if told and any(turn.doubt for turn in told.turns):
        reading = Reading.DOUBTFUL
    if upload.reading != reading:
        upload.reading = reading.value
        upload.save(update_fields=["reading"])


def lines_of(upload: Upload, number: int | None) -> list[Line]:
    """The lines around one, or the first ones; of what is no text there are none."""
    text = SourceText(text_of(upload))
    place = text.beginning(number or 1)
    around = text.around(Span(place, place), AROUND)
    marked = [Stretch(place, text.ending(number), "words")] if number else []
    return text.lines(around, marked)


def text_of(upload: Upload) -> str:
    """What its reader makes of the bytes, or else what they look like."""
    content = bytes(upload.content)
    try:
        known = READERS[media_type_of(content, upload.name)]
        return known.read(content, upload.name).text
    except Exception:  # noqa: BLE001 - shown because it cannot be read
        is_text = content.count(b"\0") <= FEW
        return content.decode(errors="replace") if is_text else ""
