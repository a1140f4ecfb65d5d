"""Lines of a court's transcript that say who asks from there on.

BY MR. OMAR:
Q.  How deep is the well?
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.ingest.blocks import Block
from archive.ingest.conventions.conversation import Opening
from archive.transcript import Kind

EXAMINATION = r"(?:further\s+)?(?:direct|cross|redirect|recross)?[\s-]*examination"
BY = r"by\s+(?P<name>(?:mr|mrs|ms|miss|dr)\.?\s+[^\W\d_][^:]{1,40}?)\s*:?"
LINE = re.compile(
    rf"{EXAMINATION}(?:\s+\(.{{3,20}}\))?|(?:{EXAMINATION}\s+)?{BY}", re.IGNORECASE
)
LONGEST = 80


def examiners(blocks: Sequence[Block]) -> dict[int, str]:
    """Return by the number of its block whom each such line names: perhaps nobody."""
    matches = {
        number: LINE.fullmatch(block.text)
        for number, block in enumerate(blocks)
        if len(block.text) <= LONGEST
    }
    return {number: match["name"] or "" for number, match in matches.items() if match}


def under(openings: Iterable[Opening], named: Mapping[int, str]) -> Iterator[Opening]:
    """Yield the openings; a bare question under who was last named to ask."""
    lines = [number for number in sorted(named) if named[number]]
    for opening in openings:
        before = [number for number in lines if number < opening.block]
        if opening.who or opening.kind is not Kind.QUESTION or not before:
            yield opening
            continue
        name = named[before[-1]]
        rule = f"{opening.rule}; “by {name}” before it says who asks"
        yield opening._replace(who=name, rule=rule)
