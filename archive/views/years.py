"""How much one person said, year by year."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, F, Q, Sum, Value, When
from django.db.models.functions import Length, Replace

from archive.models import Kind
from archive.models.turns import TurnQuerySet

WIDTH = 1000
UNSPACED = ("zh", "ja", "th", "lo", "km", "my")
"""Languages that put no blanks between words: their signs are counted."""


@dataclass(frozen=True, slots=True)
class Year:
    """Words of one year; `asked_width` and `said_width` of WIDTH are drawn of them."""

    year: int | None
    asked: int
    said: int
    most: int

    @property
    def words(self) -> int:
        return self.asked + self.said

    @property
    def asked_width(self) -> int:
        return round(self.asked / self.most * WIDTH)

    @property
    def said_width(self) -> int:
        return round(self.said / self.most * WIDTH)


def words_by_year(turns: TurnQuerySet) -> list[Year]:
    """The years in which something was said, in one query; what has no date is last."""
    is_question = Q(kind=Kind.QUESTION)
    rows = (
        turns.order_by()
        .values_list("interview__date_start__year")
        .annotate(
            asked=Sum(_words(), filter=is_question, default=0),
            said=Sum(_words(), filter=~is_question, default=0),
        )
    )
    told = sorted(rows, key=lambda row: row[0] or 10_000)
    most = max((asked + said for _year, asked, said in told), default=0) or 1
    return [Year(year, asked, said, most) for year, asked, said in told]


def _words() -> Case:
    """Words stand between blanks, and between the lines of a text."""
    lines = Replace(F("text"), Value("\n\n"), Value("\n"))
    unlined = Replace(lines, Value("\n"), Value(""))
    closed = Replace(F("text"), Value(" "), Value(""))
    blanks = Length("text") - Length(closed)
    spaced = blanks + Length(lines) - Length(unlined) + Value(1)
    without = Q()
    for language in UNSPACED:
        without |= Q(interview__language__startswith=language)
    return Case(When(without, then=Length("text")), default=spaced)
