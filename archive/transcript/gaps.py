"""What stands between the named places of a source: white space, or markup.

It can be told from the text, so it need not be kept.
"""

from collections.abc import Iterable, Iterator

from archive.transcript.values import Skipped, SkippedKind, Span, Transcript

# White space as Unicode has it, and what is as invisible: zero-width space and
# joiners, word joiner, byte order mark.
INVISIBLE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004"
    "\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    "\u200b\u200c\u200d\u2060\ufeff"
)
SELF_EVIDENT = {SkippedKind.BLANK, SkippedKind.MARKUP}


def gaps(places: Iterable[Span], text: str) -> Iterator[Skipped]:
    """Return what stands between the places, each gap as it looks."""
    for start, end in _between(places, text):
        yield gap(Span(start, end), text)


def _between(places: Iterable[Span], text: str) -> Iterator[tuple[int, int]]:
    reached = 0
    for start, end in (*sorted(places), (len(text), len(text))):
        if start > reached:
            yield reached, start
        reached = max(reached, end)


def gap(place: Span, text: str) -> Skipped:
    """One stretch by its looks: blank when nothing in it is visible, else markup."""
    return Skipped(_looks(place, text), place)


def _looks(place: Span, text: str) -> SkippedKind:
    start, end = place
    blank = not text[start:end].strip(INVISIBLE)
    return SkippedKind.BLANK if blank else SkippedKind.MARKUP


def to_keep(transcript: Transcript) -> tuple[Skipped, ...]:
    """Return the skipped spans that `gaps` does not find again by itself."""
    told: list[Skipped] = []
    named: list[Skipped] = []
    for each in transcript.skipped:
        (told if _is_self_evident(each) else named).append(each)
    text = transcript.source.text
    places = [part.source for turn in transcript.turns for part in turn.segments]
    places += [each.source for each in transcript.interludes]
    places += [each.source for each in named]
    same_places = [each.source for each in told] == list(_between(places, text))
    is_evident = same_places and all(
        each.kind is _looks(each.source, text) for each in told
    )
    return tuple(named) if is_evident else transcript.skipped


def _is_self_evident(each: Skipped) -> bool:
    return each.kind in SELF_EVIDENT and not each.note
