"""The pages about the archive itself: home, about, help, style guide, robots."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from archive.models import Edition, Interview, Kind, Speaker, Tagging, Turn
from archive.models.errata import CONTACT_KEPT
from archive.models.publishing import is_public
from archive.pictures.faces import colour
from archive.views.catalogue import told_of
from archive.views.index import Entry, in_two_levels, index_of
from archive.views.trace import Measured, trace_of

LATEST = 5
MOST_ENTRIES = 40
# Not longer than a year, says RFC 9116.
BELIEVED = timedelta(days=180)
PAPER = colour("paper")


def show_home(request: HttpRequest) -> HttpResponse:
    public = Interview.objects.public()
    keys = list(public.in_date_order().values_list("pk", flat=True)[: LATEST + 1])
    latest = told_of(keys[:LATEST])
    is_more = len(keys) > LATEST
    page = {
        "interviews": latest,
        "more": is_more,
        "several": len(keys) > 1,
        "total": public.count() if is_more else len(keys),
        "index": short_index(),
        "exchange": last_exchange(latest),
    }
    return render(request, "home.html", page)


def show_about(request: HttpRequest) -> HttpResponse:
    editions = Edition.objects.filter(is_public("interview__"))
    newest = editions.select_related("interview", "source").defer(
        "source__content", "source__text"
    )
    page = {
        "editions": newest.order_by("-pk")[:LATEST],
        "contact": settings.CONTACT_EMAIL,
        "interviews": Interview.objects.public().count(),
        "speakers": Speaker.objects.public().count(),
        "days": CONTACT_KEPT.days,
    }
    return render(request, "about.html", page)


def show_help(request: HttpRequest) -> HttpResponse:
    return render(request, "help.html")


def show_styleguide(request: HttpRequest) -> HttpResponse:
    """Every component; the trace is drawn of a talk that nobody had."""
    talk = [
        Measured(f"{kind[0]}{number}", kind, letters)
        for number, length in enumerate((900, 600, 1500, 500, 700), start=1)
        for kind, letters in (("question", 160), ("answer", length))
    ]
    path = reverse("interviews")
    page = {
        "trace": trace_of([*talk, Measured("s1", "statement", 700)], path),
        "standing": trace_of(talk, path, lit={"a2", "a5"}, here="q3"),
    }
    return render(request, "styleguide.html", page)


def show_robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


def show_security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole (RFC 9116), and until when that may be believed."""
    mail = settings.CONTACT_EMAIL
    about = f"{settings.SITE_URL}{reverse('about')}"
    lines = {
        "Contact": f"mailto:{mail}" if mail else about,
        "Expires": f"{timezone.now() + BELIEVED:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages": "en, kk, ru",
        "Canonical": f"{settings.SITE_URL}{request.path}",
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def show_manifest(request: HttpRequest) -> HttpResponse:
    """What a browser shows of the archive when it is kept as an application."""
    icon = {"src": static("img/mark.svg"), "type": "image/svg+xml", "sizes": "any"}
    manifest = {
        "name": gettext("Suhbat, an archive of interviews"),
        "short_name": "Suhbat",
        "lang": get_language(),
        "start_url": reverse("home"),
        "scope": reverse("home"),
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [icon],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")


def short_index() -> list[Entry]:
    """The whole index, or where that is long its broadest topics alone."""
    entries = index_of(Tagging.objects.public())
    return entries if len(entries) <= MOST_ENTRIES else in_two_levels(entries)


def last_exchange(interviews: list[Interview]) -> Turn | None:
    """The question an interview ends with: often the most human one.

    One whose people are named, of the newest interview that has such.
    """
    answers = Turn.objects.filter(question=OuterRef("pk"))
    named = Q(speaker__isnull=False) & Exists(answers.exclude(speaker=None))
    questions = Turn.objects.filter(interview__in=interviews, kind=Kind.QUESTION)
    return (
        questions.annotate(is_named=named & ~Exists(answers.filter(speaker=None)))
        .select_related("interview", "speaker")
        .prefetch_related("answers__speaker")
        .order_by(
            F("is_named").desc(),
            F("interview__date_start").desc(nulls_last=True),
            "-interview__created_at",
            "-interview",
            "-sequence",
        )
        .first()
    )
