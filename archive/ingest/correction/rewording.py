"""Other words for a paragraph than the source prints, and back. Pure.

What the source prints is kept beside them. A paragraph that is printed otherwise by
now is given the changed words alone, where those around them are still the same.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from archive.errors import AnchorLost
from archive.ingest.revision.aligning import UNSPACED
from archive.transcript import Segment, Transcript
from archive.transcript.letters import is_overloaded

TOKEN = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+|\s+|[^\w\s]|_")
SIGNS = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")
LONGEST = 20_000


class Swap(NamedTuple):
    """Tokens from `start` to `end` of one wording, and what stands for them."""

    start: int
    end: int
    words: tuple[str, ...]


def cleaned(words: str) -> str:
    """Return a paragraph as it is kept: NFC, one blank between words.

    Raises AnchorLost for what is no paragraph.
    """
    text = unicodedata.normalize("NFC", " ".join(words.split()))
    if not re.search(r"\w", text):
        raise AnchorLost(
            "A paragraph has words. To leave it out, join or divide turns."
        )
    if len(text) > LONGEST or is_overloaded(text) or "\0" in text:
        raise AnchorLost("These are too many letters, or signs that are none.")
    return text


def reworded(told: Transcript, turn: int, place: int, words: str) -> Transcript:
    """Return it with that paragraph of that turn in these words."""
    whole = told.turns[turn]
    segments = list(whole.segments)
    segments[place] = with_words(segments[place], words)
    turns = list(told.turns)
    turns[turn] = dataclasses.replace(whole, segments=tuple(segments))
    return dataclasses.replace(told, turns=tuple(turns))


def with_words(segment: Segment, words: str) -> Segment:
    """The paragraph in these words, what the source prints kept beside them."""
    printed = segment.as_printed
    return segment._replace(text=words, printed="" if printed == words else printed)


def merged_words(before: str, wanted: str, now: str) -> str:
    """What becomes of `now` when `before` is corrected to `wanted`.

    What reads as wanted already stays. Raises AnchorLost where the corrected words
    themselves are others now.
    """
    if now in (before, wanted):
        return wanted
    old, here = TOKEN.findall(before), TOKEN.findall(now)
    is_now = {
        number: at + number - start
        for start, at, length in _matcher(old, here).get_matching_blocks()
        for number in range(start, start + length)
    }
    pieces: list[str] = []
    reached = 0
    for swap in swaps(before, wanted):
        start, end = _between(is_now, swap, (len(old), len(here)))
        found = tuple(here[start:end])
        if found not in (swap.words, tuple(old[swap.start : swap.end])):
            raise AnchorLost("The words that were corrected are printed otherwise now.")
        pieces += [*here[reached:start], *swap.words]
        reached = end
    return "".join([*pieces, *here[reached:]])


def swaps(before: str, wanted: str) -> Iterator[Swap]:
    """Yield what to do to one wording for it to become the other."""
    old, new = TOKEN.findall(before), TOKEN.findall(wanted)
    for deed, start, end, there, until in _matcher(old, new).get_opcodes():
        if deed != "equal":
            yield Swap(start, end, tuple(new[there:until]))


class Emended(NamedTuple):
    """Words of a paragraph from `start` to `end`, and those the source prints there."""

    start: int
    end: int
    words: str
    printed: str


def emended_in(text: str, printed: str) -> Iterator[Emended]:
    """Yield the corrected stretches of a paragraph, each of one word at least."""
    now, was = [*SIGNS.finditer(text)], [*SIGNS.finditer(printed)]
    matcher = _matcher([each[0] for each in was], [each[0] for each in now])
    for deed, there, until, start, end in matcher.get_opcodes():
        if deed == "equal":
            continue
        # What was only put in, or only left out, is shown with the word beside it.
        back = int((there == until or start == end) and there > 0 and start > 0)
        on = int((there == until or start == end) and not back)
        place = _span(now[start - back : end + on])
        stood = _span(was[there - back : until + on])
        yield Emended(*place, text[slice(*place)], printed[slice(*stood)])


def _span(found: list[re.Match[str]]) -> tuple[int, int]:
    return (found[0].start(), found[-1].end()) if found else (0, 0)


def place_in_print(segment: Segment, offset: int) -> int:
    """Where a letter of a paragraph stands in what the source prints.

    Raises AnchorLost for a letter that the source does not print.
    """
    if not segment.printed or offset == len(segment.text):
        return offset if not segment.printed else len(segment.printed)
    text, printed = TOKEN.findall(segment.text), TOKEN.findall(segment.printed)
    for start, there, length in _matcher(text, printed).get_matching_blocks():
        first = sum(map(len, text[:start]))
        last = first + sum(map(len, text[start : start + length]))
        if first <= offset < last:
            return sum(map(len, printed[:there])) + offset - first
    raise AnchorLost("These words were corrected. Choose a word that is printed so.")


def _between(
    is_now: dict[int, int], swap: Swap, lengths: tuple[int, int]
) -> tuple[int, int]:
    """The tokens between the neighbours of a swap, which have to be there still."""
    before, behind = swap.start - 1, swap.end
    is_known = before < 0 or before in is_now
    if not is_known or (behind < lengths[0] and behind not in is_now):
        raise AnchorLost("The words around the correction are printed otherwise now.")
    start = is_now[before] + 1 if before >= 0 else 0
    end = is_now[behind] if behind < lengths[0] else lengths[1]
    return start, end


def _matcher(old: Iterable[str], new: Iterable[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, list(old), list(new), autojunk=False)
