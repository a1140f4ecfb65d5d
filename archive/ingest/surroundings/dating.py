"""When an interview was given: stated, printed around it, or inferred with words.

    – How did you celebrate the New Year in 2024?

Somebody who speaks of a New Year that has just come speaks about January. Pure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from archive.ingest.blocks import Block
from archive.ingest.conventions.conversation import Conversation
from archive.ingest.surroundings import dates
from archive.transcript import Basis, Dating, Precision, Turn

YEAR = r"(?P<year>(?:19|20)\d\d)"
NEW_YEAR = re.compile(
    rf"\b(?:celebrate|mark|welcome|greet|meet)\w*[^.?!]{{0,40}}?\bNew Year"
    rf"(?:\s+(?:in|of))?\s+{YEAR}\b"
)
ARRIVAL = re.compile(r"(?:[\w’']+ ){0,4}\barrival of the New Year\b")
# A line that dates something else: a change, a right, a page, a birth.
OTHERWISE = re.compile(
    r"updated|aktualisiert|modifi|actualiza|обновлен|жаңартыл|更新|公開日|©|copyright|"
    r"\bborn\b|geboren|abgerufen|retrieved|accessed|archived",
    re.IGNORECASE,
)
SPOKEN = re.compile(
    r"interview|recorded|taking place|today is|tape|entretien|gespräch|entrevista|"
    r"интервью|сұхбат|беседа|conversation|記者會|记者会|会見",
    re.IGNORECASE,
)
LONGEST_LINE = 160


def stated(
    title: str,
    around: Sequence[Block],
    by_format: Mapping[str, str],
    whole: Conversation,
) -> Dating | None:
    """Return the date that the format states, or that is printed around the talk.

    A day is believed before a month, the title before a line, a short line before a
    long one, and last what the first turn says of the day.
    """
    known = dates.from_iso(by_format.get("date", ""))
    if known:
        return Dating(*known, Basis.TEXT, by_format["date"])
    language = by_format.get("language", "")
    found = list(_printed(title, around, language))
    if not found:
        return _spoken(whole, language)
    best = min(
        found, key=lambda each: (each[1].precision is not Precision.DAY, each[0])
    )
    return Dating(best[1].start, best[1].precision, Basis.TEXT, best[2])


def _printed(
    title: str, around: Sequence[Block], language: str
) -> Iterator[tuple[int, dates.Printed, str]]:
    """Dates with how far they are to be believed, the least first."""
    for text in [title, *(block.text for block in around)]:
        if len(text) > LONGEST_LINE or OTHERWISE.search(text):
            continue
        for each in dates.printed(text, language)[:1]:
            yield (0 if text == title else 1 + len(text) // 40), each, text


def signed(after: Sequence[Block], by_format: Mapping[str, str]) -> Dating | None:
    """Return the date that stands in a line of its own after the talk, or None."""
    language = by_format.get("language", "")
    for line in (line for block in after for line in block.text.split("\n")):
        found = dates.printed(line, language)
        if found and not dates.rest(line, found):
            return Dating(found[0].start, found[0].precision, Basis.TEXT, line)
    return None


def _spoken(whole: Conversation, language: str) -> Dating | None:
    for turn in whole.turns[:1]:
        words = turn.blocks[0].text[: dates.LONGEST]
        for each in dates.printed(words, language):
            if SPOKEN.search(words[: each.at]):
                return Dating(each.start, each.precision, Basis.INFERRED, words)
    return None


def infer(turns: Sequence[Turn]) -> Dating | None:
    """Return “about January” of the New Year the text speaks of, or None.

    None as well when it speaks of more than one: that would be a guess.
    """
    found = _found(turns, NEW_YEAR)
    years = {match["year"] for match, _ in found}
    if len(years) != 1:
        return None
    mentions = [*_found(turns, ARRIVAL), *found]
    quoted = "; ".join(f"“{match[0].strip()}” ({anchor})" for match, anchor in mentions)
    return Dating(
        start=f"{years.pop()}-01-01",
        precision=Precision.MONTH,
        basis=Basis.INFERRED,
        evidence=f"the text speaks of a New Year just begun: {quoted}",
    )


def _found(
    turns: Sequence[Turn], pattern: re.Pattern[str]
) -> list[tuple[re.Match[str], str]]:
    return [
        (match, segment.anchor)
        for turn in turns
        for segment in turn.segments
        if "New Year" in segment.text
        for match in pattern.finditer(segment.text)
    ]
