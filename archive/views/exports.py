"""Every search as CSV and as JSON, whole. The fields are told in docs/search.md."""

import csv
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone

from archive.errors import EngineUnavailable, SearchTooLong
from archive.models import Interview, Turn
from archive.search.exporting import Export, Match, export
from archive.search.requests import SearchRequest
from archive.transcript import PARAGRAPH_BREAK
from archive.views.refusals import Refusal, refuse
from archive.views.throttle import throttled

RETRY_AFTER = 60
COLUMNS = (
    *("address", "interview", "outlet", "date", "date_precision", "date_basis"),
    *("speaker", "kind", "anchor", "language", "text", "spans", "printed"),
)
UNDATED = {"on": "", "precision": "", "basis": ""}
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With these a spreadsheet takes a text for a formula (OWASP, CSV Injection)."""

Write = Callable[[Export], Iterator[str]]

logger = logging.getLogger(__name__)


class Echo:
    """A file for the csv module that keeps nothing."""

    def write(self, line: str) -> str:
        return line


@throttled("exports", Refusal.CSV)
def show_csv(request: HttpRequest) -> HttpResponseBase:
    response = answer(request, Refusal.CSV, write_csv)
    if response.streaming:
        name = 'attachment; filename="suhbat-search.csv"'
        response.headers["Content-Disposition"] = name
    return response


@throttled("exports", Refusal.JSON)
def show_json(request: HttpRequest) -> HttpResponseBase:
    return answer(request, Refusal.JSON, write_json)


def answer(request: HttpRequest, kind: Refusal, write: Write) -> HttpResponseBase:
    asked = SearchRequest.read(dict(request.GET.lists())).at_page(1)
    try:
        found = export(asked)
    except SearchTooLong:
        return refuse(422, 0, kind)
    except EngineUnavailable as reason:
        logger.warning("%s", reason)
        return refuse(503, RETRY_AFTER, kind)
    return StreamingHttpResponse(write(found), content_type=kind.value)


def write_csv(found: Export) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield writer.writerow(COLUMNS)
    for match in found.matches:
        yield writer.writerow(map(harmless, row_of(match)))


def write_json(found: Export) -> Iterator[str]:
    head = json.dumps(head_of(found), ensure_ascii=False, indent=1)
    yield head.removesuffix("\n}") + ',\n "turns": ['
    mark = "\n"
    for match in found.matches:
        yield f"{mark}{json.dumps(told_of(match), ensure_ascii=False)}"
        mark = ",\n"
    yield "\n]}\n"


def head_of(found: Export) -> dict[str, Any]:
    asked = found.request
    return {
        "query": asked.q,
        "filters": {name: list(values) for name, values in asked.chosen.items()},
        "order": asked.order,
        "address": absolute(f"{reverse('search')}?{asked.query_string}"),
        "made": timezone.now().isoformat(timespec="seconds"),
        "total": found.total,
        "notes": list(found.notes),
    }


def told_of(match: Match) -> dict[str, Any]:
    turn, interview = match.turn, match.turn.interview
    speaker = turn.speaker
    return {
        "address": absolute(turn.get_absolute_url()),
        "anchor": turn.anchor,
        "kind": turn.kind,
        "speaker": speaker
        and {"name": speaker.name, "address": absolute(speaker.get_absolute_url())},
        "interview": {
            "title": interview.title,
            "address": absolute(interview.get_absolute_url()),
            "outlet": interview.outlet and interview.outlet.name,
        },
        "date": date_of(interview),
        "language": turn.language or interview.language,
        "text": turn.text,
        "spans": match.spans,
        "printed": printed_of(turn) or None,
    }


def date_of(interview: Interview) -> dict[str, str] | None:
    """The date to its own precision, and who says so; None when it is unknown."""
    if not interview.date_iso:
        return None
    return {
        "on": interview.date_iso,
        "precision": interview.date_precision,
        "basis": interview.date_basis,
    }


def row_of(match: Match) -> tuple[str, ...]:
    turn, interview = match.turn, match.turn.interview
    return (
        absolute(turn.get_absolute_url()),
        interview.title,
        interview.outlet.name if interview.outlet else "",
        *(date_of(interview) or dict.fromkeys("abc", "")).values(),
        name_of(turn),
        turn.kind,
        turn.anchor,
        turn.language or interview.language,
        turn.text,
        " ".join(f"{start}-{end}" for start, end in match.spans),
        printed_of(turn),
    )


def printed_of(turn: Turn) -> str:
    """The turn as the source prints it, where editors corrected its words."""
    parts = turn.segments.all()
    if not any(part.printed for part in parts):
        return ""
    words = turn.text
    return PARAGRAPH_BREAK.join(
        part.printed or words[part.start : part.end] for part in parts
    )


def name_of(turn: Turn) -> str:
    return turn.speaker.name if turn.speaker else ""


def harmless(words: str) -> str:
    """The words, an apostrophe before what a spreadsheet would compute."""
    return f"'{words}" if words.lstrip(" ").startswith(FORMULAS) else words


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
