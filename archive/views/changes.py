"""What changed between the editions of an interview, word by word, and by whom."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from django.db.models import prefetch_related_objects
from django.db.models.fields.json import KeyTransform
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from archive.ingest.correction.standing import REWORDING, UNDOING
from archive.models import (
    Change,
    ChangeKind,
    Checksums,
    Edition,
    Interview,
    Tombstone,
)
from archive.views.access import reads_interview
from archive.views.collation import GONE, NEW, Piece, collate, shortened
from archive.views.moved import mark_moved
from archive.views.notes import gone_from

Names = Mapping[str, object]
BY_HAND = {
    ChangeKind.REWORDED: gettext_lazy("divided otherwise"),
    ChangeKind.ADDED: gettext_lazy("a turn of its own"),
    ChangeKind.REMOVED: gettext_lazy("joined to another turn"),
}
REWORDINGS = {
    REWORDING: gettext_lazy("words corrected"),
    UNDOING: gettext_lazy("a correction of words taken back"),
}
HEADLINES = {
    "title": gettext_lazy("title"),
    "standfirst": gettext_lazy("standfirst"),
}


@dataclass(frozen=True)
class Entry:
    """One changed turn: its words before and now, and where it is found today.

    Of a turn that editors divided or joined only its bounds are others.
    """

    change: Change
    now: str
    leads_to: str
    pieces: Sequence[Piece] = ()
    said_by: str = ""

    @property
    def collated(self) -> list[Piece]:
        """Its words before beside those now; nothing where only its bounds changed."""
        if self.is_reworded:
            return collate(self.change.text, self.now)
        if self.is_by_hand:
            return []
        if self.change.kind == ChangeKind.ADDED:
            return [Piece(NEW, self.now)]
        is_gone = self.change.kind == ChangeKind.REMOVED
        return [Piece(GONE, self.change.text)] if is_gone else []

    @property
    def is_by_hand(self) -> bool:
        return self.change.edition.actor != "ingest"

    @property
    def is_corrected(self) -> bool:
        """Whether editors changed its words, which are not those of the source."""
        return self.change.edition.act in REWORDINGS

    @property
    def is_reworded(self) -> bool:
        is_of_words = self.is_corrected or not self.is_by_hand
        return self.change.kind == ChangeKind.REWORDED and is_of_words

    @property
    def name(self) -> str:
        kind = ChangeKind(self.change.kind)
        if self.is_corrected and kind is ChangeKind.REWORDED:
            return str(REWORDINGS[self.change.edition.act])
        return str(BY_HAND.get(kind, kind.label) if self.is_by_hand else kind.label)

    @property
    def otherwise(self) -> str:
        """What is told otherwise of it; how it was known to be the same is left out."""
        told = self.change.evidence.split("; ")
        return "; ".join(told[self.change.kind != ChangeKind.RECAST :])


@dataclass(frozen=True)
class Headline:
    """A title or standfirst that the source words otherwise than before."""

    field: str
    before: str
    now: str

    @property
    def name(self) -> str:
        return str(HEADLINES[self.field])

    @cached_property
    def pieces(self) -> list[Piece]:
        return collate(self.before, self.now)


@dataclass(frozen=True)
class Revised:
    """An edition beside the one before it."""

    edition: Edition
    before: Edition
    entries: Sequence[Entry]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many turns were changed in which way, by the name of the way."""
        return list(Counter(entry.name for entry in self.in_order).items())

    @property
    def in_order(self) -> list[Entry]:
        ways = ChangeKind.values
        return sorted(self.entries, key=lambda entry: ways.index(entry.change.kind))

    @property
    def headlines(self) -> list[Headline]:
        """Only where both editions tell what the source called itself."""
        was, now = (
            getattr(each, "words", None) for each in (self.before, self.edition)
        )
        if not (was and now and self.has_other_bytes):
            return []
        return [
            Headline(field, was[field], now[field])
            for field in HEADLINES
            if was[field] != now[field]
        ]

    @property
    def changes(self) -> int:
        """How many things a reader is told of."""
        return len(self.entries) + len(self.headlines)

    @property
    def is_by_hand(self) -> bool:
        """Whether an editor made it; who that was, the trail says to editors."""
        return self.edition.actor != "ingest"

    @property
    def reasons(self) -> list[str]:
        """Why editors corrected its words, as they say to readers."""
        if self.edition.act != REWORDING:
            return []
        return [each.reason for each in self.edition.corrections.all()]

    @property
    def has_other_bytes(self) -> bool:
        return self.edition.source_id != self.before.source_id

    @property
    def origin(self) -> str:
        """Whose change it is: that of the source, of its reading, of the editors."""
        if self.is_by_hand:
            return "editors"
        return "source" if self.has_other_bytes else "reading"


@reads_interview
def show_changes(request: HttpRequest, interview: Interview) -> HttpResponse:
    revisions = revisions_of(interview)
    by_source = [each for each in revisions if each.origin == "source"]
    by_archive = [each for each in revisions if each.origin != "source"]
    page = {
        "interview": interview,
        "revisions": revisions,
        "by_source": by_source,
        "by_archive": by_archive,
        "gone": gone_from(interview),
    }
    return render(request, "interviews/changes.html", page)


def revisions_of(interview: Interview) -> list[Revised]:
    """Every edition but the first, newest first, with what it changed."""
    kept = interview.editions.select_related("source").order_by("number")
    kept = kept.annotate(words=KeyTransform("words", "told"))
    editions = list(kept.defer("source__content", "source__text", "told"))
    entries = _entries(interview)
    corrected = [edition for edition in editions if edition.act == REWORDING]
    prefetch_related_objects(corrected, "corrections")
    return [
        Revised(edition, before, entries.get(edition.pk, []))
        for before, edition in reversed([*pairwise(editions)])
    ]


def _entries(interview: Interview) -> dict[int, list[Entry]]:
    """What each edition changed, in the order of its turns."""
    changes = list(
        Change.objects.filter(edition__interview=interview)
        .select_related("edition")
        .defer("edition__told")
        .order_by("-edition__number", "order")
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
    speakers = _said_by(interview, changes)
    return {key: _told(of_edition, speakers) for key, of_edition in entries.items()}


def _told(entries: Sequence[Entry], speakers: Mapping[int, str]) -> list[Entry]:
    """What an edition changed, with the words that only moved, and who said others."""
    moved = mark_moved([entry.collated for entry in entries])
    return [
        replace(
            entry,
            pieces=shortened(pieces),
            said_by=speakers.get(entry.change.pk, ""),
        )
        for entry, pieces in zip(entries, moved, strict=True)
    ]


def _said_by(interview: Interview, changes: Sequence[Change]) -> dict[int, str]:
    """Who said each turn that is removed, as the edition before had it on record."""
    gone = [each for each in changes if each.kind == ChangeKind.REMOVED]
    before = {each.edition.number - 1 for each in gone}
    kept = Checksums.objects.filter(
        edition__interview=interview, edition__number__in=before
    )
    columns = ("edition__number", "said__voices", "said__names")
    told = {number: said for number, *said in kept.values_list(*columns)}
    return {
        each.pk: _name(each.anchor, *told.get(each.edition.number - 1, (None, None)))
        for each in gone
    }


def _name(anchor: str, voices: Names | None, names: Names | None) -> str:
    key = (voices or {}).get(anchor)
    return str((names or {}).get(str(key), ""))
