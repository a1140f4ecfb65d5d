"""Two topics, or two people, made one: found by name, looked at, done."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from archive.admin.counting import count_of
from archive.admin.ordering.pages import check, choices, keys_in, show, signed_by
from archive.authorities import speakers, topics
from archive.errors import RearrangingError, SearchError
from archive.models import Interview, Participation, Speaker, Tagging, Topic
from archive.search import names
from archive.search.connection import engine

MOST = 30
"""Candidates shown of those a name finds."""


def show_topic_merger(request: HttpRequest, key: int) -> HttpResponse:
    """Into which topic this one goes, and what that would change."""
    check(request, "change_topic", "delete_topic", "change_tagging")
    gone = get_object_or_404(Topic, pk=key)
    kept = chosen_in(request, Topic.objects.exclude(pk=gone.pk))
    if request.method == "POST" and kept:
        try:
            topics.merge(gone, kept, signed_by(request))
        except RearrangingError as error:
            messages.error(request, str(error))
        else:
            told = _("%(gone)s is now %(kept)s.") % {"gone": gone, "kept": kept}
            messages.success(request, told)
            return redirect("admin:archive_topic_change", kept.pk)
    return show(
        request,
        "merge_topics",
        _("Merge the topic %(name)s into another") % {"name": gone},
        gone=gone,
        kept=kept,
        topics=[each for each in choices() if each[1] != gone],
        change=foreseen(gone, kept) if kept else None,
    )


def foreseen(gone: Topic, kept: Topic) -> dict[str, Any]:
    """What a merger of topics would do, in numbers and names."""
    theirs = gone.taggings.accepted()
    both = theirs.filter(turn__in=kept.taggings.values("turn")).count()
    return {
        "exchanges": theirs.count() - both,
        "both": both,
        "narrower": list(gone.narrower.exclude(pk=kept.pk)),
        "labels": [gone.name, *gone.labels.values_list("name", flat=True)],
        "addresses": [gone.slug, *gone.addresses.values_list("slug", flat=True)],
    }


def move_topics(request: HttpRequest) -> HttpResponse:
    """Put the ticked topics under the chosen one, or at the top."""
    check(request, "change_topic")
    ticked = list(Topic.objects.filter(pk__in=keys_in(request.POST.getlist("topic"))))
    parent = Topic.objects.filter(pk__in=keys_in([request.POST.get("parent", "")]))
    if not ticked:
        messages.error(request, _("Tick the topics that are to move."))
        return redirect("admin:archive_topic_tree")
    try:
        topics.move(ticked, parent.first(), signed_by(request))
    except RearrangingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Moved. Their addresses are what they were."))
    return redirect("admin:archive_topic_tree")


def show_tree(request: HttpRequest) -> HttpResponse:
    """All topics as a tree, to be moved, merged and opened."""
    check(request, "view_topic")
    counted = Topic.objects.labelled().annotate(
        told=count_of(Tagging.objects.accepted(), "topic"),
        waiting=count_of(Tagging.objects.suggested(), "topic"),
    )
    in_tree = topics.depth_first(counted)
    for depth, topic in in_tree:
        topic.indent = "\u2003" * depth  # type: ignore[attr-defined]
    return show(request, "tree", _("Tree of topics"), topics=in_tree)


def show_speaker_merger(request: HttpRequest, key: int) -> HttpResponse:
    """Who this person is, too: found by name, compared, made one."""
    check(request, "change_speaker", "delete_speaker", "change_turn")
    gone = get_object_or_404(Speaker, pk=key)
    others = Speaker.objects.exclude(pk=gone.pk)
    kept = chosen_in(request, others)
    if request.method == "POST" and kept:
        try:
            speakers.merge(gone, kept, signed_by(request))
        except RearrangingError as error:
            messages.error(request, str(error))
        else:
            told = _("%(gone)s is now %(kept)s.") % {"gone": gone, "kept": kept}
            messages.success(request, told)
            return redirect("admin:archive_speaker_change", kept.pk)
    named = request.GET.get("find", gone.name)
    return show(
        request,
        "merge_speakers",
        _("Merge %(name)s into another person") % {"name": gone},
        gone=gone,
        kept=kept,
        named=named,
        candidates=called(named, others),
        change=speakers.foresee(gone, kept) if kept else None,
    )


def show_reassigning(request: HttpRequest, key: int) -> HttpResponse:
    """Of one interview, all that a person says given to another."""
    check(request, "change_turn", "change_speaker")
    speaker = get_object_or_404(Speaker, pk=key)
    here = Interview.objects.filter(
        Q(turns__speaker=speaker) | Q(participations__speaker=speaker)
    ).distinct()
    interview = chosen_in(request, here, "interview")
    others = Speaker.objects.exclude(pk=speaker.pk)
    other = chosen_in(request, others)
    if request.method == "POST" and interview and other:
        total = speakers.reassign(interview, speaker, other, signed_by(request))
        told = _("%(total)s turns of %(interview)s are now said by %(name)s.")
        words = {"total": total, "interview": interview, "name": other}
        messages.success(request, told % words)
        return redirect("admin:archive_speaker_change", speaker.pk)
    named = request.GET.get("find", speaker.name)
    return show(
        request,
        "reassign",
        _("Give what %(name)s says in an interview to another") % {"name": speaker},
        speaker=speaker,
        interviews=here.order_by("title"),
        interview=interview,
        other=other,
        named=named,
        candidates=called(named, others),
        total=interview.turns.filter(speaker=speaker).count() if interview else 0,
    )


def chosen_in(request: HttpRequest, rows: QuerySet[Any], name: str = "into") -> Any:
    """The row a form or an address names; None when it names none of these."""
    told = request.POST.get(name) or request.GET.get(name) or ""
    return rows.filter(pk__in=keys_in([told])).first()


def called(named: str, others: QuerySet[Speaker]) -> list[Speaker]:
    """Those whose name or alias holds the words, in any script; hidden ones too."""
    languages: frozenset[str] = frozenset()
    with suppress(SearchError):
        languages = engine().languages()
    known = names.read(languages)
    keys = known.speakers.named(named) or known.speakers.begun(named)
    found = others.filter(pk__in=keys).annotate(
        interview_total=count_of(Participation.objects.all(), "speaker", "interview")
    )
    return list(found.prefetch_related("aliases").order_by("sort_name", "name")[:MOST])
