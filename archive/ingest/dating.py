"""When an interview was given, where the text does not say: inferred, with words.

    – How did you celebrate the New Year in 2024?

Somebody who speaks of a New Year that has just come speaks about January. Pure.
"""

import re
from collections.abc import Sequence

from archive.transcript import Basis, Dating, Precision, Turn

YEAR = r"(?P<year>(?:19|20)\d\d)"
NEW_YEAR = re.compile(
    rf"\b(?:celebrate|mark|welcome|greet|meet)\w*[^.?!]{{0,40}}?\bNew Year"
    rf"(?:\s+(?:in|of))?\s+{YEAR}\b"
)
ARRIVAL = re.compile(r"(?:[\w’']+ ){0,4}\barrival of the New Year\b")


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
