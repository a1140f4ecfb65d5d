"""What changed between the editions of an interview, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.models import Change, ChangeKind, Edition, Interview, Tombstone
from archive.views.access import reads_interview
from archive.views.collation import Piece, collate, shortened


@dataclass(frozen=True)
class Entry:
    """One changed turn: its words before and now, and where it is found today."""

    change: Change
    now: str
    leads_to: str

    @cached_property
    def pieces(self) -> list[Piece]:
        return shortened(collate(self.change.text, self.now))

    @property
    def is_reworded(self) -> bool:
        return self.change.kind == ChangeKind.REWORDED


@dataclass(frozen=True)
class Revised:
    """An edition beside the one before it."""

    edition: Edition
    before: Edition
    entries: Sequence[Entry]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many turns were changed in which way, by the name of the way."""
        kinds = [entry.change.kind for entry in self.entries]
        counted = ((kind, kinds.count(kind.value)) for kind in ChangeKind)
        return [(str(kind.label), times) for kind, times in counted if times]

    @property
    def is_by_hand(self) -> bool:
        """Whether an editor made it; who that was, the trail says to editors."""
        return self.edition.actor != "ingest"

    @property
    def has_other_bytes(self) -> bool:
        return self.edition.source_id != self.before.source_id


@reads_interview
def show_changes(request: HttpRequest, interview: Interview) -> HttpResponse:
    page = {"interview": interview, "revisions": revisions_of(interview)}
    return render(request, "interviews/changes.html", page)


def revisions_of(interview: Interview) -> list[Revised]:
    """Every edition but the first, newest first, with what it changed."""
    kept = interview.editions.select_related("source").order_by("number")
    editions = list(kept.defer("source__content", "source__text", "told"))
    entries = _entries(interview)
    return [
        Revised(edition, before, entries.get(edition.pk, []))
        for before, edition in reversed([*pairwise(editions)])
    ]


def _entries(interview: Interview) -> dict[int, list[Entry]]:
    """What each edition changed, in the order of its turns."""
    changes = list(
        Change.objects.filter(edition__interview=interview).order_by(
            "-edition__number", "order"
        )
    )
    anchors = {change.anchor for change in changes}
    living = interview.turns.filter(anchor__in=anchors)
    words = dict(living.values_list("anchor", "text"))
    stones = Tombstone.objects.filter(interview=interview, anchor__in=anchors)
    buried = {stone.anchor for stone in stones}
    entries: dict[int, list[Entry]] = {}
    for change in changes:
        now = words.get(change.anchor, "")
        leads_to = "" if change.anchor in buried else change.anchor
        of_edition = entries.setdefault(change.edition_id, [])
        of_edition.append(Entry(change, now, leads_to))
        # Read backwards: what it had before is what it had after the one before.
        words[change.anchor] = change.text
    return entries
