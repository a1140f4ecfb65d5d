"""The queues of suggested topics and of key phrases: accepted, rejected, looked for."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.admin.memory import record
from archive.admin.ordering.pages import (
    check,
    choices,
    keys_in,
    may,
    show,
    signed_by,
    tools,
)
from archive.authorities import suggesting, topics
from archive.ingest.addresses import slug_of
from archive.models import (
    Interview,
    KeyPhrase,
    PhraseState,
    Tagging,
    Topic,
    Trail,
    Turn,
)

A_PAGE = 50
AT_ONCE = 20_000
"""Turns looked through while an editor waits; more are `suggest_topics`’s work."""


def show_suggestions(request: HttpRequest) -> HttpResponse:
    """What is suggested, topic by topic, with the words it was suggested from."""
    check(request, "view_tagging")
    waiting = Tagging.objects.suggested().select_related("topic", "turn__interview")
    chosen = keys_in([request.GET.get("topic", "")])
    if chosen:
        waiting = waiting.filter(topic__in=chosen)
    pages = Paginator(waiting.order_by("topic__name", "topic", "pk"), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return show(
        request,
        "suggestions",
        _("Suggested topics"),
        page=page,
        total=pages.count,
        topic=Topic.objects.filter(pk__in=chosen).first(),
        rows=[(row, *evidence_of(row)) for row in page],
        phrase_total=KeyPhrase.objects.filter(state=PhraseState.WAITING).count(),
        may_decide=may(request, "change_tagging"),
    )


def evidence_of(row: Tagging) -> tuple[str, str, str, str]:
    """Anchor, and the words before, in and after the brackets of the evidence."""
    anchor, _colon, words = row.evidence.partition(": ")
    before, _open, rest = words.partition("[")
    said, _close, after = rest.partition("]")
    return anchor, before, said, after


def decide_suggestions(request: HttpRequest) -> HttpResponse:
    """Accept or reject one suggestion by its button, or all that are ticked."""
    check(request, "change_tagging")
    act, _colon, key = request.POST.get("act", "").partition(":")
    keys = keys_in([key] if key else request.POST.getlist("tagging"))
    waiting = Tagging.objects.suggested().filter(pk__in=keys).select_related("topic")
    accepts = act == "accept"
    total = topics.decide(waiting, signed_by(request), accepts=accepts)
    if accepts:
        told = ngettext("%(n)s accepted.", "%(n)s accepted.", total)
    else:
        told = ngettext("%(n)s rejected.", "%(n)s rejected.", total)
    messages.success(request, told % {"n": total})
    return redirect(back_to(request, "admin:archive_suggestions"))


def look(request: HttpRequest) -> HttpResponse:
    """Look for topics in the words of an interview, or of the whole archive."""
    check(request, "add_tagging")
    slug = request.POST.get("interview", "").strip()
    turns = Turn.objects.all()
    if slug:
        turns = turns.filter(interview=get_object_or_404(Interview, slug=slug))
    if turns.count() > AT_ONCE:
        told = _(
            "That is more than can be looked through while you wait. Name an "
            "interview, or run manage.py suggest_topics."
        )
        messages.error(request, told)
        return redirect("admin:archive_suggestions")
    with transaction.atomic():
        total = suggesting.suggest(turns, tools())
        actor, found = request.user.get_username(), f"topics: {total} suggested"
        Trail.objects.record(actor, "suggest", found)
    if not slug:
        suggesting.count_phrases(turns, tools())
    told = ngettext("%(n)s new suggestion.", "%(n)s new suggestions.", total)
    messages.success(request, told % {"n": total})
    return redirect("admin:archive_suggestions")


def show_phrases(request: HttpRequest) -> HttpResponse:
    """What the archive says often, and is no topic yet."""
    check(request, "view_keyphrase")
    waiting = KeyPhrase.objects.filter(state=PhraseState.WAITING)
    page = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "phrases",
        _("Key phrases of the archive"),
        page=page,
        total=page.paginator.count,
        topics=choices(),
        may_decide=may(request, "change_keyphrase", "add_topic"),
    )


def decide_phrases(request: HttpRequest) -> HttpResponse:
    """Make a topic of a phrase, or reject what is ticked."""
    check(request, "change_keyphrase", "add_topic")
    act, _colon, key = request.POST.get("act", "").partition(":")
    keys = keys_in([key] if key else request.POST.getlist("phrase"))
    waiting = KeyPhrase.objects.filter(pk__in=keys, state=PhraseState.WAITING)
    with transaction.atomic():
        for phrase in waiting:
            if act == "accept":
                accept(request, phrase)
            else:
                phrase.state = PhraseState.REJECTED
                phrase.save(update_fields=["state"])
                record(request, "reject", phrase)
    return redirect(back_to(request, "admin:archive_phrases"))


def accept(request: HttpRequest, phrase: KeyPhrase) -> None:
    """The phrase is a topic, or a label of one; its exchanges are suggested."""
    into = Topic.objects.filter(pk__in=keys_in([request.POST.get("into", "")])).first()
    name = request.POST.get(f"name-{phrase.pk}", "").strip()[:100] or phrase.phrase
    topic = into or named(name, phrase)
    if into:
        into.labels.get_or_create(language=phrase.language, name=name)
    phrase.state, phrase.topic = PhraseState.ACCEPTED, topic
    phrase.save(update_fields=["state", "topic"])
    record(request, "accept", phrase)
    record(request, "change" if into else "add", topic)
    exchanges = suggesting.holding(phrase, Turn.objects.all(), tools())
    wanted = Turn.objects.filter(pk__in=exchanges)
    answers = Turn.objects.filter(question__in=exchanges)
    total = suggesting.suggest(wanted | answers, tools())
    told = _("%(topic)s: %(n)s exchanges suggested.") % {"topic": topic, "n": total}
    messages.success(request, told)


def named(name: str, phrase: KeyPhrase) -> Topic:
    """The topic of that name; a new one when there is none."""
    slug = slug_of(name)
    known = Topic.objects.addressed(slug)
    return known or Topic.objects.create(
        name=name[:1].upper() + name[1:], slug=slug, language=phrase.language
    )


def back_to(request: HttpRequest, name: str) -> str:
    """The list as it was being looked at."""
    told = [(key, request.POST.get(key, "")) for key in ("page", "topic")]
    query = urlencode([(key, value) for key, value in told if value.isdecimal()])
    return f"{reverse(name)}?{query}" if query else reverse(name)


def count_suggestions(_request: HttpRequest) -> int:
    return Tagging.objects.suggested().count()


def say_suggestions(total: int) -> str:
    said = ngettext("%(n)s topic is suggested", "%(n)s topics are suggested", total)
    return said % {"n": total}


def count_phrases(_request: HttpRequest) -> int:
    return KeyPhrase.objects.filter(state=PhraseState.WAITING).count()


def say_phrases(total: int) -> str:
    said = ngettext(
        "%(n)s key phrase may be a topic", "%(n)s key phrases may be topics", total
    )
    return said % {"n": total}
