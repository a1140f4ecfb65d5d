"""The start page of the desk: what waits, what was done lately, what is to appear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.admin import lacking
from archive.admin.ordering import suggestions
from archive.admin.queues import Queue, waiting_in
from archive.admin.stream import lately
from archive.errors import SearchError
from archive.models import (
    Annotation,
    Correction,
    Erratum,
    Hold,
    IndexTask,
    Interview,
    Reading,
    State,
    Turn,
    Upload,
)
from archive.search.connection import engine
from archive.search.indexing import waiting

if TYPE_CHECKING:
    from archive.apps import Desk

SHOWN = 10
COUNTED = 1000


def count_doubts(request: HttpRequest) -> int:
    return Turn.objects.doubtful().count()


def say_doubts(total: int) -> str:
    said = ngettext("%(n)s doubtful turn", "%(n)s doubtful turns", total)
    return said % {"n": total}


def count_lost_corrections(request: HttpRequest) -> int:
    return Correction.objects.waiting().count()


def say_lost_corrections(total: int) -> str:
    said = ngettext(
        "%(n)s correction waits for its place",
        "%(n)s corrections wait for their place",
        total,
    )
    return said % {"n": total}


def count_uploads(request: HttpRequest) -> int:
    return Upload.objects.filter(author=request.user.pk).count()


def say_uploads(total: int) -> str:
    said = ngettext(
        "%(n)s source that you brought in is not kept yet",
        "%(n)s sources that you brought in are not kept yet",
        total,
    )
    return said % {"n": total}


def count_refused(request: HttpRequest) -> int:
    own = Upload.objects.filter(author=request.user.pk)
    return own.filter(reading=Reading.REFUSED).count()


def say_refused(total: int) -> str:
    said = ngettext(
        "%(n)s source of yours could not be read",
        "%(n)s sources of yours could not be read",
        total,
    )
    return said % {"n": total}


def count_notes_in_review(request: HttpRequest) -> int:
    return Annotation.objects.filter(state=State.IN_REVIEW).count()


def say_notes_in_review(total: int) -> str:
    said = ngettext("%(n)s note is in review", "%(n)s notes are in review", total)
    return said % {"n": total}


def count_interviews_in_review(request: HttpRequest) -> int:
    return Interview.objects.filter(state=State.IN_REVIEW).count()


def say_interviews_in_review(total: int) -> str:
    said = ngettext(
        "%(n)s interview is in review", "%(n)s interviews are in review", total
    )
    return said % {"n": total}


def count_orphans(request: HttpRequest) -> int:
    return Annotation.objects.waiting().filter(hold=Hold.ORPHANED).count()


def say_orphans(total: int) -> str:
    said = ngettext(
        "%(n)s note has lost its words", "%(n)s notes have lost their words", total
    )
    return said % {"n": total}


def count_moved(request: HttpRequest) -> int:
    return Annotation.objects.waiting().filter(hold=Hold.MOVED).count()


def say_moved(total: int) -> str:
    said = ngettext(
        "%(n)s note has moved with its words",
        "%(n)s notes have moved with their words",
        total,
    )
    return said % {"n": total}


def count_errata(request: HttpRequest) -> int:
    return Erratum.objects.waiting().count()


def say_errata(total: int) -> str:
    said = ngettext(
        "%(n)s error that a reader reported",
        "%(n)s errors that readers reported",
        total,
    )
    return said % {"n": total}


def count_index_tasks(request: HttpRequest) -> int:
    """Changes that no search finds yet; what waits for its time is not late."""
    if IndexTask.objects.count() > COUNTED:
        return IndexTask.objects.count()
    return len(waiting())


def say_index_tasks(total: int) -> str:
    said = ngettext(
        "%(n)s change is not searchable yet: the next one will take it along, or "
        "manage.py update_index",
        "%(n)s changes are not searchable yet: the next one will take them along, or "
        "manage.py update_index",
        total,
    )
    return said % {"n": total}


def listed(model: str, query: str = "") -> Any:
    return lambda: reverse(f"admin:archive_{model}_changelist") + query


# One entry a queue, in the order in which a day begins. Other rooms add theirs here.
QUEUES = (
    Queue(
        "archive.change_turn",
        count_doubts,
        say_doubts,
        lambda: reverse("admin:archive_desk"),
    ),
    Queue(
        "archive.change_turn",
        lacking.count_unattributed,
        lacking.say_unattributed,
        listed("interview", "?doubts=voices"),
    ),
    Queue(
        "archive.change_interview",
        lacking.count_without_language,
        lacking.say_without_language,
        listed("interview", "?language__exact=und"),
    ),
    Queue(
        "archive.change_turn",
        count_lost_corrections,
        say_lost_corrections,
        listed("correction", "?state=waiting"),
    ),
    Queue("archive.add_interview", count_uploads, say_uploads, listed("upload")),
    Queue("archive.add_interview", count_refused, say_refused, listed("upload")),
    Queue(
        "archive.change_interview",
        count_interviews_in_review,
        say_interviews_in_review,
        listed("interview", "?state__exact=in_review"),
    ),
    Queue(
        "archive.view_annotation",
        count_notes_in_review,
        say_notes_in_review,
        listed("annotation", "?state__exact=in_review"),
    ),
    Queue(
        "archive.change_annotation",
        count_orphans,
        say_orphans,
        lambda: f"{reverse('admin:archive_annotation_queue')}?hold=orphaned",
    ),
    Queue(
        "archive.change_annotation",
        count_moved,
        say_moved,
        lambda: f"{reverse('admin:archive_annotation_queue')}?hold=moved",
    ),
    Queue(
        "archive.change_erratum",
        count_errata,
        say_errata,
        listed("erratum", "?state__exact=waiting"),
    ),
    Queue(
        "archive.change_interview",
        count_index_tasks,
        say_index_tasks,
        lambda: reverse("help"),
    ),
    Queue(
        "archive.change_tagging",
        suggestions.count_suggestions,
        suggestions.say_suggestions,
        lambda: reverse("admin:archive_suggestions"),
    ),
    Queue(
        "archive.change_keyphrase",
        suggestions.count_phrases,
        suggestions.say_phrases,
        lambda: reverse("admin:archive_phrases"),
    ),
)


def overview(request: HttpRequest) -> dict[str, Any]:
    """What the start page shows this editor; the queries do not grow with anything."""
    return {
        "waiting": list(waiting_in(QUEUES, request)),
        "is_searchable": search_works(),
        "scheduled": list(scheduled(request)),
        "lately": lately(request, SHOWN),
    }


cast("Desk", admin.site).overview = overview


def search_works() -> bool:
    try:
        engine().languages()
    except SearchError:
        return False
    return True


def scheduled(request: HttpRequest) -> list[dict[str, Any]]:
    """What appears by itself, the next one first."""
    found: list[dict[str, Any]] = []
    later = {"state": State.PUBLISHED, "publish_at__gt": timezone.now()}
    if request.user.has_perm("archive.view_interview"):
        interviews = Interview.objects.filter(**later).order_by("publish_at")
        found += [_told(each, each.title) for each in interviews[:SHOWN]]
    if request.user.has_perm("archive.view_annotation"):
        notes = Annotation.objects.filter(**later).order_by("publish_at")
        for note in notes.select_related("turn__interview")[:SHOWN]:
            words = {"words": note.exact[:60], "title": note.turn.interview.title}
            found.append(_told(note, _("a note on “%(words)s”, %(title)s") % words))
    return sorted(found, key=lambda each: each["at"])[:SHOWN]


def _told(thing: Any, what: str) -> dict[str, Any]:
    name = f"admin:archive_{thing._meta.model_name}_change"
    address = reverse(name, args=[thing.pk])
    return {"at": thing.publish_at, "what": what, "address": address}
