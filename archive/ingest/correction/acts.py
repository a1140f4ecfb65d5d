"""What an editor can say of a turn, and where it was said. Pure."""

import dataclasses
from enum import StrEnum
from textwrap import shorten

from archive.anchoring import Selectors
from archive.ingest.correction import waiting

SHOWN = 48
LABELLED = ": "


class Act(StrEnum):
    """What an editor says of a turn, or of the place where one begins."""

    ACCEPT = "accept"
    KIND = "kind"
    SPEAKER = "speaker"
    SPLIT = "split"
    MERGE = "merge"
    REWORD = "reword"


ACTS = {
    Act.ACCEPT: "accepted",
    Act.KIND: "kind",
    Act.SPEAKER: "speaker",
    Act.SPLIT: "divided",
    Act.MERGE: "joined to the turn before",
    Act.REWORD: "words corrected to",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Correction:
    """One act, and the words at which it was done.

    `place` is the opening of the turn, or of the part that is split off or merged;
    `wording` and `closing` tell the turn's own words. `value` is a kind, a name, for
    an acceptance the doubt that was settled; for a division it is the kind of the
    second part, with the label that is printed before it, if one is: "answer: Ali:".
    For other words it is the whole paragraph in them, and `printed` is it without.
    """

    act: Act
    place: Selectors
    wording: str
    closing: str = ""
    value: str = ""
    printed: str = ""

    @property
    def wait(self) -> str:
        """What is said of the turn in which it finds no place."""
        words = shorten(self.place.exact, SHOWN, placeholder="…")
        value = shorten(self.value, SHOWN, placeholder="…")
        act = " ".join(filter(None, [ACTS[self.act], value]))
        return f"{waiting.WAITS}{act}, at “{words}”"
