"""Where the words of a note stand in another edition, and how surely. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.anchoring import CONTEXT, Selectors, passages, places
from archive.ingest.revision.aligning import words_of
from archive.ingest.revision.between import hemmed, is_cut_alike
from archive.transcript import Span

NEIGHBOUR = CONTEXT // 2
LONG = 8


@dataclass(frozen=True, slots=True)
class Wordings:
    """The words of a turn before an edition, empty for a new one, and in it."""

    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a note stood; `text` is the wording it was made on, if that is known."""

    anchor: str
    text: str
    selectors: Selectors


@dataclass(frozen=True, slots=True)
class Found:
    """A turn and the passage of it, and how it is known to be the same.

    Without evidence it is where it was; without a span it is lost, and the evidence
    says why.
    """

    anchor: str
    span: Span | None
    evidence: str = ""


def settle(stood: Stood, own: str | None, fresh: Mapping[str, Wordings]) -> Found:
    """Return where a note stands now: in its own turn, moved to another, or lost.

    `own` is what its turn says now, None for one that is gone; `fresh` are the turns
    that the edition added or reworded.
    """
    span = stay(stood.text, own, stood.selectors) if own is not None else None
    if span:
        return Found(stood.anchor, span)
    found, why = move(fresh, stood)
    if found:
        told = f"{found.evidence}, in {found.anchor}; before in {stood.anchor}"
        return Found(found.anchor, found.span, told)
    gone = f"{stood.anchor} is gone; " if own is None else ""
    return Found(stood.anchor, None, f"{gone}{why}")


def stay(before: str, now: str, selectors: Selectors) -> Span | None:
    """The passage in its own turn, when all that surrounds it is still there.

    Of several that look alike it is the same one only if none came or went, and
    nothing changed up to it, or nothing from it on.
    """
    was, stands = passages(before, selectors), passages(now, selectors)
    if _is_copied(before, now, selectors):
        return None
    if len(stands) == 1 and len(was) <= 1:
        return stands[0]
    own = Span(selectors.start, selectors.end)
    if len(stands) != len(was) or own not in was:
        return None
    if now.startswith(before[: own.end + CONTEXT]):
        return own
    shift = len(now) - len(before)
    kept = before[max(0, own.start - CONTEXT) :]
    return Span(own.start + shift, own.end + shift) if now.endswith(kept) else None


def _is_copied(before: str, now: str, selectors: Selectors) -> bool:
    """Whether more places than before look like it, if only on one side."""
    known = (
        selectors.prefix[-NEIGHBOUR:] + selectors.exact,
        selectors.exact + selectors.suffix[:NEIGHBOUR],
    )
    return any(
        len(places(now, words)) > max(1, len(places(before, words))) for words in known
    )


def move(fresh: Mapping[str, Wordings], stood: Stood) -> tuple[Found | None, str]:
    """The one place in changed turns that can be meant, or why there is none.

    The same words are not enough: what stood before them or behind them must stand
    there too, or they must be many. What stood there already is another passage.
    """
    found = [
        Found(anchor, span, evidence)
        for anchor, words in fresh.items()
        for span, evidence in _candidates(words, stood, anchor)
    ]
    if len(found) == 1:
        return found[0], ""
    if found:
        where = ", ".join(dict.fromkeys(each.anchor for each in found))
        return None, f"the words stand in {len(found)} places: {where}"
    return None, "the words stand nowhere between the words they were chosen from"


def _candidates(
    words: Wordings, stood: Stood, anchor: str
) -> Iterator[tuple[Span, str]]:
    """Places with evidence; in its own turn the note stood at one of them itself."""
    selectors, text = stood.selectors, words.now
    own = 1 if anchor == stood.anchor else 0
    starts = places(text, selectors.exact)
    are_many = len(words_of(selectors.exact)) >= LONG
    between = _between(words, stood) if own else ()
    for start in starts:
        span = Span(start, start + len(selectors.exact))
        if not is_cut_alike(_cutting(selectors), (text, span)):
            continue
        known, evidence = _evidence(text, span, selectors)
        if not evidence and are_many and len(starts) == 1:
            known, evidence = selectors.exact, "the same words, and many"
        if evidence and len(places(words.before, known)) <= own:
            yield span, evidence
        elif span in between:
            yield span, "the same words, and what stands beside them changed"


def _cutting(selectors: Selectors) -> tuple[str, Span]:
    """The words with what stood around them, and their place in that."""
    before, exact, behind = selectors.prefix, selectors.exact, selectors.suffix
    return before + exact + behind, Span(len(before), len(before) + len(exact))


def _between(words: Wordings, stood: Stood) -> Sequence[Span]:
    """Places in its own turn between what the note stood between; none of copies."""
    if _is_copied(stood.text, words.now, stood.selectors):
        return ()
    return [*hemmed(stood.text, words.now, stood.selectors)]


def _evidence(text: str, span: Span, selectors: Selectors) -> tuple[str, str]:
    """The words by which a place is known, and how; both empty where it is not."""
    before, exact, behind = selectors.prefix, selectors.exact, selectors.suffix
    if len(before) >= NEIGHBOUR and text.endswith(before, 0, span.start):
        return before + exact, "the same words stand before it"
    if len(behind) >= NEIGHBOUR and text.startswith(behind, span.end):
        return exact + behind, "the same words stand behind it"
    return "", ""


__all__: Sequence[str] = ["Found", "Stood", "Wordings", "move", "settle", "stay"]
