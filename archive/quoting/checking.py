"""A whole text checked: each quotation in it found, looked up, judged, attributed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.quoting.candidates import Lookup, look_up
from archive.quoting.finding import Quoted, find_quoted
from archive.quoting.judging import (
    Judgement,
    Passage,
    Verdict,
    judge_exact,
    judge_unlike,
)
from archive.quoting.markup import as_read
from archive.quoting.quotation import Quotation, read_quotation
from archive.quoting.saying import who_says
from archive.quoting.settling import Checked, Judged, settle
from archive.quoting.tokens import UNSEEN

MOST_LETTERS = 200_000
MOST_QUOTATIONS = 200
SHORT = 400
AT_ONCE = 10
"""Quotations that are looked up and placed together."""


def cleaned(text: str) -> str:
    """A pasted text in the archive's own form, without what cannot be seen or kept."""
    lines = as_read(text.replace("\r\n", "\n").replace("\r", "\n"))
    seen = "".join(
        sign
        for sign in lines
        if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}
    )
    plain = unicodedata.normalize("NFC", seen.translate(INVISIBLE))
    for typed, mark in TYPED:
        plain = typed.sub(mark, plain)
    return plain


# The signs at the start of each line of a block quote are none of its words.
BLOCK_SIGN = re.compile(r"^[^\S\n]*>+", re.MULTILINE)
# Marks as a plain keyboard has them; >> at the start of a line quotes a letter.
TYPED = (
    (re.compile(r"<<(?=\S)"), "«"),
    (re.compile(r"(?<=[^\s>])>>"), "»"),
    (re.compile(r"``(?=\S)"), "“"),
    (re.compile(r"(?<=[^\s'])''(?!')"), "”"),
    (re.compile(r"(?<!\S),,(?=\w)"), "„"),
)
INVISIBLE = dict.fromkeys(
    ord(sign) for sign in UNSEEN if sign not in "\u00ad\u200c\u200d"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A quotation to be checked, and the name the text gives it to."""

    quoted: Quoted
    text: str
    quotation: Quotation
    said_by: str = ""


def check(text: str, speaker: str = "") -> Iterator[Checked]:
    """Judge the quotations of a cleaned text, in order, some at once.

    `speaker` is who said those for which the text names nobody.
    """
    quoted = find_quoted(text)
    if whole := _check_whole(text, quoted, speaker):
        yield whole
        return
    for first in range(0, len(quoted), AT_ONCE):
        yield from _check_all(_asked(text, quoted, first, speaker))


def _asked(
    text: str, quoted: Sequence[Quoted], first: int, speaker: str
) -> Iterator[Asked]:
    for at, each in enumerate(quoted[first : first + AT_ONCE], first):
        begins = quoted[at - 1].closes if at else 0
        ends = quoted[at + 1].opens if at + 1 < len(quoted) else len(text)
        named = who_says(text[begins : each.opens], text[each.closes : ends])
        yield _ask(text, each, named or speaker)


def _ask(text: str, quoted: Quoted, said_by: str) -> Asked:
    words = text[quoted.start : quoted.end]
    shown = " ".join(BLOCK_SIGN.sub("", words).split())
    return Asked(quoted, shown, read_quotation(words), said_by)


def _check_whole(text: str, quoted: Sequence[Quoted], speaker: str) -> Checked | None:
    """A short text as one quotation, where the record itself quotes in it.

    Only if the record has all of it, or nearly: most texts are about quotations.
    """
    inside = sum(each.closes - each.opens for each in quoted)
    if not quoted or len(text) > SHORT or inside * 2 > len(text.strip()):
        return None
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    whole = Quoted(start, end, start, end)
    (checked,) = _check_all([_ask(text, whole, speaker)])
    changed = sum(
        len(each.words.split()) for each in checked.diff if each.kind != "same"
    )
    is_found = checked.verdict in (
        Verdict.EXACT,
        Verdict.MISATTRIBUTED,
        Verdict.ALTERED,
    )
    return checked if is_found and changed <= 2 else None


def _check_all(asked: Iterable[Asked]) -> list[Checked]:
    """Judge quotations together; the archive is asked as often as for one."""
    each = list(asked)
    lookups = look_up([one.quotation for one in each], [one.said_by for one in each])
    judged = [
        Judged(one.quoted, one.text, one.quotation, _judge(lookup), one.said_by)
        for one, lookup in zip(each, lookups, strict=True)
    ]
    return settle(judged)


def _judge(lookup: Lookup) -> Judgement[Passage]:
    """The verdict, with no more looked up than it takes."""
    if exact := judge_exact(lookup.quotation, lookup.whole()):
        return exact
    judgement = judge_unlike(lookup.quotation, lookup.near())
    if judgement.is_near:
        return judgement
    return judge_unlike(lookup.quotation, lookup.further())
