"""A checked quotation in words: the verdict, what it means, what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.quoting.judging import Verdict
from archive.quoting.settling import Checked, Given
from archive.quoting.settling import Piece as Difference
from archive.quoting.words import words_of
from archive.views.collation import Piece
from archive.views.together import Together, gather_places

NAMES = {
    Verdict.EXACT: gettext_lazy("exact"),
    Verdict.ALTERED: gettext_lazy("altered"),
    Verdict.SPLICED: gettext_lazy("spliced"),
    Verdict.MISATTRIBUTED: gettext_lazy("misattributed"),
    Verdict.NOT_FOUND: gettext_lazy("not found"),
}
MEANT = {
    Verdict.EXACT: gettext_lazy("The words stand in the record as they are quoted."),
    Verdict.ALTERED: gettext_lazy("The record has other words here."),
    Verdict.SPLICED: gettext_lazy(
        "Words from several places are joined, and nothing tells so."
    ),
    Verdict.MISATTRIBUTED: gettext_lazy("Somebody else says this in the record."),
    Verdict.NOT_FOUND: gettext_lazy("No interview of the archive has these words."),
}
EARLIER = gettext_lazy(
    "An earlier edition has these words; the source has changed them since."
)
EARLIER_GONE = gettext_lazy(
    "An earlier edition has these words; the source has taken them out since."
)
PRINTED = gettext_lazy(
    "The source prints these words; the editors of the archive corrected them."
)
EARLIER_OURS = gettext_lazy(
    "The archive had these words before; its editors have changed them since."
)
# What is left out and put in, where all of it is declared, and beside a change.
DECLARED = {"left_out": "gone", "put_in": "new"}
HIDDEN = {"left_out": "same", "put_in": "same"}
TOO_SHORT = gettext_lazy(
    "Too short to judge: the words stand in the record, but a word or two may be a "
    "term or a title."
)
SHORT = 2


@dataclass(frozen=True)
class Row:
    """One quotation as readers are told of it; `number` counts from one."""

    number: int
    checked: Checked
    citation: str

    @property
    def verdict(self) -> str:
        return self.checked.verdict.value

    @property
    def name(self) -> str:
        return str(NAMES[self.checked.verdict])

    @property
    def is_short(self) -> bool:
        """Whether so few words stand somewhere by chance: a term, a title."""
        is_exact = self.checked.verdict is Verdict.EXACT
        return is_exact and len(words_of(self.checked.text)) <= SHORT

    @property
    def meaning(self) -> str:
        if self.is_short:
            return str(TOO_SHORT)
        if not self.checked.is_earlier:
            return str(MEANT[self.checked.verdict])
        if self.checked.is_printed:
            return str(PRINTED)
        place = self.checked.place
        if place and place.change and place.change.edition.act != "ingest":
            return str(EARLIER_OURS)
        is_gone = not self.checked.diff
        return str(EARLIER_GONE if is_gone else EARLIER)

    @property
    def wording(self) -> str:
        """Which wording has it, in one word: now, printed or earlier."""
        if self.checked.is_printed:
            return "printed"
        return "earlier" if self.checked.is_earlier else "now"

    @property
    def attribution(self) -> str:
        """What is to be said of the name the text gives the quotation to."""
        said_by = self.checked.said_by
        told = {
            Given.UNKNOWN: _("Nobody in the archive goes by the name %(name)s."),
            Given.ELSEWHERE: _("The text gives it to %(name)s."),
            Given.UNTOLD: _(
                "The text gives it to %(name)s; the record does not tell who says it."
            ),
        }
        wanted = told.get(self.checked.given, "")
        return wanted % {"name": said_by} if wanted else ""

    @property
    def is_declared(self) -> bool:
        """Whether the quotation itself owns up to all that it has otherwise."""
        kinds = {each.kind for each in self.checked.diff}
        return bool(kinds) and kinds.isdisjoint(("gone", "new"))

    @property
    def pieces(self) -> list[Piece]:
        shown = DECLARED if self.is_declared else HIDDEN
        return [
            Piece(shown.get(each.kind, each.kind), f"{_shown(each, shown)} ")
            for each in self.checked.diff
        ]

    @cached_property
    def places(self) -> list[Together]:
        """Where it stands, each paragraph once."""
        return [*gather_places(self.checked.places)]


def _shown(piece: Difference, shown: Mapping[str, str]) -> str:
    if piece.kind == "left_out":
        return "[…]" if shown is HIDDEN else piece.words
    return f"[{piece.words}]" if piece.kind == "put_in" else piece.words
