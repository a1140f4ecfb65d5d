"""The quoted passages of a text: every language's marks, block quotes, dashes. Pure.

Only the outer quotation is returned; what is quoted inside it is part of it. A
quotation may go on over paragraphs where each opens with the mark again. A text
without any marks is one quotation itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from archive.quoting.saying import is_saying, label_of, signature_of

CLOSING = {
    "“": "”",
    "”": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "〝": "〞〟",
    '"': '"',
    "＂": "＂",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
}
CLOSERS = tuple("".join(CLOSING.values()))
# These may be an apostrophe, or the sign of minutes and inches.
AMBIGUOUS = "\"＂‘‚'”"
# These close more often than they open.
TURNED = "»›"
FEWEST_IN_SINGLE = 3
PARAGRAPH = re.compile(r"\n[^\S\n]*(?:\n\s*)?")
BLOCK = re.compile(r"(?:^[^\S\n]*>.*(?:\n|$))+", re.MULTILINE)
DASHED = re.compile(r"^[^\S\n]*[–—―][^\S\n]+(?=\S)(.+)$", re.MULTILINE)
INTERRUPTION = re.compile(r"\s[–—―]\s+")
MARKS = {
    opener: re.compile(f"[{opener}{closers}]") for opener, closers in CLOSING.items()
}
# An empty string is in it, too: a text may begin with a line break.
ENDING = '.!?…”»"'
LABELLED = re.compile(r"^[^\S\n]*([^\n:：]{1,80}[:：])[^\S\n]*", re.MULTILINE)
# Q: and A:, В: and О:, which name nobody.
LETTER = re.compile(r"[^\W\d_][:：]")
PATIENCE = 50_000
# «Я смотрю канал «Хабар», — сказал он: one mark closes the inner and the outer.
SHARED = re.compile(r"[,.!?…]*[^\S\n]*(?:[–—―-][^\S\n]|$|\n)")
OPENER = re.compile(f"[{''.join(CLOSING)}]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted passage: its words from `start` to `end`, its marks around them."""

    start: int
    end: int
    opens: int
    closes: int


def find_quoted(text: str) -> list[Quoted]:
    """Return the quoted passages of a text, in order; of a plain text, all of it."""
    taken = [*_blocks(text), *_dashed(text)]
    found = sorted([*taken, *_marked(text, taken)], key=lambda each: each.start)
    if found or not text.strip():
        return found
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return [*_labelled(text, start)] or [Quoted(start, end, start, end)]


def _labelled(text: str, start: int) -> Iterator[Quoted]:
    """What stands behind the names of a text that begins with one: «Лопес: Мы …»."""
    found = LABELLED.finditer(text)
    labels = [each for each in found if LETTER.match(each[1]) or label_of(each[0])]
    if not labels or labels[0].start(1) != start:
        return
    ends = [*(each.start() for each in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=True):
        last = label.end() + len(text[label.end() : end].rstrip())
        if label.end() < last:
            yield Quoted(label.end(), last, label.end(), last)


def _blocks(text: str) -> Iterator[Quoted]:
    for block in BLOCK.finditer(text):
        end = block.end()
        above = text.rfind("\n", block.start(), end - 1)
        if above > 0 and signature_of(text[above:end]):
            end = above + 1
        yield Quoted(block.start(), end, block.start(), end)


def _dashed(text: str) -> Iterator[Quoted]:
    """Speech that a dash opens; what stands between dashes and says who is left out."""
    for line in DASHED.finditer(text):
        if _signs(text, line):
            continue
        yield from _spoken(line.start(1), line[1], _between_dashes(line[1]))


def _signs(text: str, line: re.Match[str]) -> bool:
    """Whether a line under a quotation only names who said it: — Aigul Saparova."""
    above = text[: line.start()].rstrip()
    return above[-1:] in CLOSERS and bool(signature_of(text[line.start() : line.end()]))


def _between_dashes(line: str) -> list[tuple[int, int]]:
    breaks = [*INTERRUPTION.finditer(line)]
    edges = [0, *(each.end() for each in breaks)]
    ends = [*(each.start() for each in breaks), len(line)]
    return [*zip(edges, ends, strict=True)]


def _spoken(first: int, line: str, parts: list[tuple[int, int]]) -> Iterator[Quoted]:
    """The parts of a line that are speech, those side by side as one."""
    begun: int | None = None
    for at, (start, end) in enumerate(parts):
        if at and is_saying(line[start:end]):
            if begun is not None:
                yield _dash_speech(first, begun, parts[at - 1][1])
            begun = None
        elif begun is None:
            begun = start
    if begun is not None:
        yield _dash_speech(first, begun, parts[-1][1])


def _dash_speech(first: int, start: int, end: int) -> Quoted:
    return Quoted(first + start, first + end, first + start, first + end)


def _marked(text: str, taken: list[Quoted]) -> Iterator[Quoted]:
    """What stands between quotation marks, outside of what is taken already."""
    ends = [(each.opens, each.closes) for each in sorted(taken, key=lambda q: q.opens)]
    opens = [start for start, _ in ends]
    closing = _Closing(text)
    at = 0
    while (mark := OPENER.search(text, at)) and closing.left:
        at = mark.end()
        inside = bisect_right(opens, mark.start()) - 1
        if inside >= 0 and mark.start() < ends[inside][1]:
            at = max(at, ends[inside][1])
            continue
        if not _may_open(text, mark.start()):
            continue
        end = closing.of(mark.start())
        if end is None or not _is_quotation(text, mark.start(), end):
            continue
        yield from _parted(text, mark.start(), end)
        at = end + 1


def _parted(text: str, start: int, end: int) -> Iterator[Quoted]:
    """«…, — сказал он. — …» has who says it between its marks: two parts of speech."""
    closes = min(end + 1, len(text))
    inner = text[start + 1 : end]
    parts = [*_spoken(start + 1, inner, _between_dashes(inner))]
    if len(parts) == 1:
        parts = [Quoted(start + 1, end, start, closes)]
    yield from parts


def _may_open(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not after or (after.isspace() and text[at] in AMBIGUOUS + TURNED):
        return False
    closes = before.isalnum() or (before and before in ",.!?…")
    return text[at] not in AMBIGUOUS or not closes


def _is_quotation(text: str, start: int, end: int) -> bool:
    """Single marks round a word or two are for terms and titles; nothing is nothing."""
    inner = text[start + 1 : end].split()
    return len(inner) >= (FEWEST_IN_SINGLE if text[start] in "'‘‚" else 1)


class _Closing:
    """Where the quotations of a text end; gives up on a text of open marks alone."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left = PATIENCE
        found = PARAGRAPH.finditer(text)
        self.breaks = [each.start() for each in found if _is_break(text, each)]

    def of(self, start: int) -> int | None:
        """The end of the quotation that opens here; None when it has none."""
        text, opener = self.text, self.text[start]
        closers = CLOSING[opener]
        depth, at, inner = 0, start + 1, 0
        stop = self._stop(at)
        while (mark := MARKS[opener].search(text, at)) and self.left:
            self.left -= 1
            if mark.start() >= stop:
                if not _goes_on(text, stop, opener):
                    break
                at = _after_blank(text, stop) + 1
                stop = self._stop(at)
                continue
            at = mark.end()
            if mark[0] in closers and _may_close(text, mark.start()):
                if depth == 0:
                    return mark.start()
                depth -= 1
                inner = mark.start()
            elif mark[0] == opener and opener not in closers:
                depth += 1
        if inner and SHARED.match(text, inner + 1):
            return inner
        is_sure = opener not in AMBIGUOUS + TURNED
        return stop if is_sure and depth == 0 else None

    def _stop(self, at: int) -> int:
        """The end of the paragraph; a line break inside one is no end of it."""
        later = bisect_left(self.breaks, at)
        return self.breaks[later] if later < len(self.breaks) else len(self.text)


def _is_break(text: str, found: re.Match[str]) -> bool:
    is_blank = found[0].count("\n") > 1
    return is_blank or text[found.start() - 1 : found.start()] in ENDING


def _goes_on(text: str, stop: int, opener: str) -> bool:
    return text.startswith(opener, _after_blank(text, stop))


def _after_blank(text: str, at: int) -> int:
    found = PARAGRAPH.match(text, at)
    return found.end() if found else at


def _may_close(text: str, at: int) -> bool:
    if text[at] not in AMBIGUOUS + "’" or text[at] == "”":
        return True
    before, after = text[at - 1], text[at + 1 : at + 2]
    return not before.isspace() and not after.isalnum()
