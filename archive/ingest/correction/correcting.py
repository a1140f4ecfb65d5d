"""What editors corrected in a Transcript, done again on one freshly parsed. Pure.

A correction is found by words, never by numbers; where its place is no longer found,
or found twice, it is not done and said so.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from archive.errors import AnchorLost
from archive.ingest.correction import dividing, recasting, rewording, waiting
from archive.ingest.correction.acts import LABELLED, Act, Correction
from archive.ingest.revision.wording import Running, Spot, end_alike, wording_of
from archive.transcript import Kind, Transcript, Turn, check, settled

LONG = 24


@dataclasses.dataclass(frozen=True, slots=True)
class Lost:
    """A correction that was not done, and why."""

    correction: Correction
    complaint: str


@dataclasses.dataclass(frozen=True, slots=True)
class Corrected:
    transcript: Transcript
    lost: tuple[Lost, ...] = ()


def correct(told: Transcript, corrections: Iterable[Correction]) -> Corrected:
    """Return the Transcript with these corrections done in their order."""
    lost: list[Lost] = []
    now, running = told, Running(told.turns)
    for correction in corrections:
        try:
            done = _STEPS[correction.act](now, running, correction)
        except AnchorLost as error:
            lost.append(Lost(correction, str(error)))
            now = _doubted(now, running, correction)
            continue
        if len(done.turns) != len(now.turns) or correction.act is Act.REWORD:
            running = Running(done.turns)
        now = done
    whole = told if now is told else check(settled(now))
    return Corrected(whole, tuple(lost))


def about_turn(told: Transcript, number: int, act: Act, value: str = "") -> Correction:
    """The correction of a turn as it stands; accepting settles its doubt."""
    running, turn = Running(told.turns), told.turns[number]
    return Correction(
        act=act,
        place=running.opening_of(number),
        wording=wording_of(turn),
        closing=running.closing_of(number),
        value=turn.doubt if act is Act.ACCEPT else value,
    )


def split_before(
    told: Transcript,
    number: int,
    offset: int,
    kind: Kind | None = None,
    label: str = "",
) -> Correction:
    """The division of a turn before the word at this place of its text.

    A label is printed there, and is no part of the words that begin behind it.
    Raises AnchorLost where no second part would begin.
    """
    running, turn = Running(told.turns), told.turns[number]
    at = running.after(_spot(turn, number, offset + len(label)))
    spot = running.spot(at)
    if spot.turn != number:
        raise AnchorLost("No words of this turn follow there. Choose a word in it.")
    cut = dividing.cut_at(told.turns, spot, label)
    if label and not cut.mark.startswith(label):
        raise AnchorLost("The label does not stand just before the words. Copy it.")
    kind = kind or recasting.OTHER.get(turn.kind, turn.kind)
    value = f"{kind.value}{LABELLED}{label}" if label else kind.value
    return Correction(Act.SPLIT, running.describe(at), wording_of(turn), value=value)


def reword(told: Transcript, number: int, place: int, words: str) -> Correction:
    """The correction of a paragraph of a turn to these words.

    Raises AnchorLost when they are no paragraph, or those that stand there.
    """
    running, turn = Running(told.turns), told.turns[number]
    segment, words = turn.segments[place], rewording.cleaned(words)
    if words == segment.text:
        raise AnchorLost("These are the words that stand there. Change one of them.")
    at = running.after(Spot(number, place, 0))
    return Correction(
        Act.REWORD,
        running.describe(at),
        wording_of(turn),
        value=words,
        printed=segment.text,
    )


def memory_of(
    before: Transcript, after: Transcript, correction: Correction
) -> dict[str, Any]:
    """What a correction took from `before`; JSON can keep it. See `undo`."""
    memory = recasting.memory_of(before, after)
    if correction.act is Act.REWORD:
        number, place = _paragraph(after, Running(after.turns), _back(correction))
        memory["segment"] = after.turns[number].segments[place].anchor
    if correction.act is Act.SPLIT and len(after.turns) > len(before.turns):
        running = Running(before.turns)
        spot = running.spot(running.locate(correction.place))
        _kind, _colon, label = correction.value.partition(LABELLED)
        cut = dividing.cut_at(before.turns, spot, label)
        memory["joint"] = dividing.joint_of(before, cut)
    return memory


def undo(
    told: Transcript, correction: Correction, memory: Mapping[str, Any]
) -> Transcript:
    """Return the Transcript as it was before this correction of it.

    Raises AnchorLost when the words it was done at are not found any more.
    """
    running = Running(told.turns)
    if correction.act is Act.REWORD:
        return check(settled(_reword(told, running, _back(correction))))
    spot = running.spot(running.locate(correction.place))
    begins = running.turns[spot.turn].start == running.after(spot)
    if "joint" in memory and begins and spot.turn:
        told = recasting.united(told, spot.turn, memory["joint"])
    for gone in memory["gone"]:
        if spot.segment:
            cut = dividing.Cut(spot.turn, spot.segment, 0)
            told = recasting.parted(told, cut, gone)
    return check(settled(recasting.restored(told, memory)))


def find_turn(told: Transcript, running: Running, correction: Correction) -> int:
    """The number of the turn a correction means.

    Its words alone are enough where they are many and stand once; else the turn has
    to begin between the same words as then, and to end as it did.
    """
    same = running.wordings.get(correction.wording, [])
    if len(same) == 1 and len(correction.place.exact) >= LONG:
        return same[0]
    at = running.locate(correction.place)
    number = running.spot(at).turn
    if running.turns[number].start != at:
        raise AnchorLost("No turn begins at these words any more. Correct it again.")
    if number in same or end_alike(correction.closing, running.closing_of(number)):
        return number
    raise AnchorLost("The turn that begins there goes on otherwise. Correct it again.")


def _accept(told: Transcript, running: Running, correction: Correction) -> Transcript:
    number = find_turn(told, running, correction)
    doubt = told.turns[number].doubt
    is_known = number in running.wordings.get(correction.wording, [])
    if not doubt:
        return told
    if not is_known and doubt != correction.value:
        raise AnchorLost(f"Its words changed, and its doubt is another: {doubt}")
    return recasting.accepted(told, number)


def _recast(told: Transcript, running: Running, correction: Correction) -> Transcript:
    number = find_turn(told, running, correction)
    return recasting.recast(told, number, Kind(correction.value))


def _attribute(
    told: Transcript, running: Running, correction: Correction
) -> Transcript:
    number = find_turn(told, running, correction)
    return recasting.attributed(told, number, correction.value)


def _split(told: Transcript, running: Running, correction: Correction) -> Transcript:
    """A turn that begins there already is only told what it does."""
    at = running.locate(correction.place)
    spot = running.spot(at)
    value, _colon, label = correction.value.partition(LABELLED)
    kind = Kind(value) if value else None
    if running.turns[spot.turn].start != at:
        cut = dividing.cut_at(told.turns, spot, label)
        return recasting.split(told, cut, kind)
    if kind in (None, told.turns[spot.turn].kind):
        return told
    return recasting.recast(told, spot.turn, kind)


def _merge(told: Transcript, running: Running, correction: Correction) -> Transcript:
    """Words that stand inside a turn already are with those before them."""
    at = running.locate(correction.place)
    number = running.spot(at).turn
    if running.turns[number].start != at:
        return told
    if not number:
        raise AnchorLost("No turn stands before it that it could be joined to.")
    return recasting.merged(told, number)


def _reword(told: Transcript, running: Running, correction: Correction) -> Transcript:
    """What is printed as it was corrected to, needs no correction."""
    number, place = _paragraph(told, running, correction)
    now = told.turns[number].segments[place].text
    words = rewording.merged_words(correction.printed, correction.value, now)
    return told if words == now else rewording.reworded(told, number, place, words)


def _paragraph(
    told: Transcript, running: Running, correction: Correction
) -> tuple[int, int]:
    """The turn and paragraph that are meant: by all of its words, or where it began."""
    for words in (correction.printed, correction.value):
        same = [
            (number, place)
            for number, turn in enumerate(told.turns)
            for place, segment in enumerate(turn.segments)
            if segment.text == words
        ]
        if len(same) == 1:
            return same[0]
    spot = running.spot(running.locate(correction.place))
    return spot.turn, spot.segment


def _back(correction: Correction) -> Correction:
    """The correction that takes another one back."""
    before, now = correction.printed, correction.value
    return dataclasses.replace(correction, printed=now, value=before)


Step = Callable[[Transcript, Running, Correction], Transcript]

_STEPS: dict[Act, Step] = {
    Act.ACCEPT: _accept,
    Act.KIND: _recast,
    Act.SPEAKER: _attribute,
    Act.SPLIT: _split,
    Act.MERGE: _merge,
    Act.REWORD: _reword,
}


def _doubted(told: Transcript, running: Running, lost: Correction) -> Transcript:
    """Return it with a doubt about the turn in which a correction finds no place.

    What was accepted is doubtful already, if it still is.
    """
    if lost.act is Act.ACCEPT:
        return told
    return waiting.doubted(told, running.most_like(lost.place), lost.wait)


def _spot(turn: Turn, number: int, offset: int) -> Spot:
    """The letter at this place of a turn's text."""
    place = 0
    for place, (_, span) in enumerate(turn.spans()):
        if offset < span.end:
            return Spot(number, place, max(0, offset - span.start))
    return Spot(number, place, len(turn.segments[place].text))
