"""What holds between the rows of every interview, whatever was written down."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from archive.anchoring import describe
from archive.errors import MalformedNote
from archive.fixity.rows import Kept, Part, Spoken
from archive.models import Annotation, Hold, wording_of
from archive.models.particulars import read_particulars
from archive.transcript import PARAGRAPH_BREAK, Span
from archive.transcript.laws import PLAIN_TEXT, quotes

Fault = tuple[str, str]


def check_rows(kept: Kept) -> Iterator[Fault]:
    """Yield each broken law of the turns and of their places in the source."""
    gone = {stone.anchor for stone in kept.stones}
    places = {turn.pk: turn.sequence for turn in kept.turns}
    for expected, turn in enumerate(kept.turns, 1):
        if turn.sequence != expected:
            told = _("it stands at place %(place)d, and %(expected)d comes next.")
            yield turn.anchor, told % {"place": turn.sequence, "expected": expected}
        if turn.question and places.get(turn.question, turn.sequence) >= turn.sequence:
            yield turn.anchor, _("it answers nothing that was asked before it.")
        yield from _untiled(turn, kept.parts[turn.pk])
        for name in (turn.anchor, *(part.anchor for part in kept.parts[turn.pk])):
            if name in gone:
                yield name, _("its name was retired, and is given again.")
    yield from _misplaced(kept)


def check_history(kept: Kept) -> Iterator[Fault]:
    """Yield each former wording that is not the one that was kept."""
    for number, edition in enumerate(kept.editions, 1):
        if edition.number != number:
            told = _("edition %(number)d is gone.") % {"number": number}
            yield _("editions"), told
            break
    others = _("the words it had before are not those that were kept.")
    for change in kept.changes:
        if change.text and wording_of(change.text) != change.sha256:
            yield f"{change.anchor}, edition {change.edition.number}", others
    for stone in kept.stones:
        if wording_of(stone.text) != stone.sha256:
            yield f"{stone.anchor}, retired", others


def check_notes(kept: Kept, spoilt: set[str]) -> Iterator[Fault]:
    """Yield each note that is not on its words; of spoilt turns nothing is said."""
    turns = {turn.pk: turn for turn in kept.turns}
    for note in kept.notes:
        turn = turns[note.turn_id]
        if note.hold != Hold.ORPHANED and turn.anchor not in spoilt:
            yield from _adrift(note, turn)
        try:
            read_particulars(note.kind, note.particulars)
        except MalformedNote as fault:
            name = _("note %(key)d on %(turn)s") % {"key": note.pk, "turn": turn.anchor}
            yield name, str(fault)


def _adrift(note: Annotation, turn: Spoken) -> Iterator[Fault]:
    name = _("note %(key)d on %(turn)s") % {"key": note.pk, "turn": turn.anchor}
    if note.end > len(turn.text):
        yield name, _("its place is outside of the turn.")
    elif describe(turn.text, Span(note.start, note.end)) != note.selectors:
        yield name, _("the words it stands on are not at its place.")
    elif note.wording != wording_of(turn.text):
        yield name, _("it is pinned to other words than those of its turn.")


def _untiled(turn: Spoken, parts: list[Part]) -> Iterator[Fault]:
    """Paragraphs fill their turn, a blank line between them and nothing else."""
    reached = 0
    for number, part in enumerate(parts, 1):
        if part.start != reached or part.end <= part.start or part.order != number:
            yield part.anchor, _("it does not begin where the one before it ends.")
            return
        if not part.anchor.startswith(f"{turn.anchor}p"):
            yield part.anchor, _("it has the name of another turn.")
        reached = part.end + len(PARAGRAPH_BREAK)
    if reached != len(turn.text) + len(PARAGRAPH_BREAK):
        yield turn.anchor, _("its paragraphs do not make up its words.")
    joined = (turn.text[part.end : part.end + 2] for part in parts[:-1])
    if any(between != PARAGRAPH_BREAK for between in joined):
        yield turn.anchor, _("its paragraphs are not parted by blank lines.")


def _misplaced(kept: Kept) -> Iterator[Fault]:
    """Everything has a place of its own in the source, and plain words stand there."""
    places = [
        (part.source_start, part.source_end, part.anchor)
        for turn in kept.turns
        for part in kept.parts[turn.pk]
    ]
    places += [(each.start, each.end, _("interlude")) for each in kept.asides]
    places += [(start, end, kind) for start, end, kind, _note in kept.skipped]
    reached = 0
    for start, end, name in sorted(places):
        if start < reached or end <= start or end > len(kept.source):
            told = _("its place in the source, %(start)d–%(end)d, is not its own.")
            yield name, told % {"start": start, "end": end}
        reached = max(reached, end)
    if kept.media_type == PLAIN_TEXT:
        yield from _misquoted(kept)


def _misquoted(kept: Kept) -> Iterator[Fault]:
    for turn in kept.turns:
        for part in kept.parts[turn.pk]:
            stands = kept.source[part.source_start : part.source_end]
            said = part.printed or turn.text[part.start : part.end]
            if said != stands and not quotes(said, stands):
                yield part.anchor, _("it is not what the source says at its place.")
