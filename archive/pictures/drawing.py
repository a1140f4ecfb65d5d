"""A card drawn as a PNG, in the ink and rubric of the edition."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from archive.pictures.faces import Setting, colour

WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT, TOP = 120, 1120, 150
MEASURE = RIGHT - LEFT
# Each size in pixels with the lines that fit: the largest that holds all words is set.
SIZES = ((68, 4), (58, 5), (44, 6))
LEADING = 1.3
FINDING = "Alegreya Sans"
RECORD = "Brygada 1918"
OMITTED = "[…]"


@dataclass(frozen=True, slots=True)
class Card:
    """`words` are the record's; `speaker` and `origin` say whose, and from where.

    `number` is that of an exchange, `place` its address: both can always be drawn.
    """

    words: str
    speaker: str
    origin: str
    is_question: bool = False
    number: str = ""
    place: str = ""

    @property
    def style(self) -> str:
        """In the record italic means a question."""
        return "italic" if self.is_question else "normal"


def drawable(card: Card) -> Card:
    """The card without what the faces lack signs of: better nothing than gaps.

    Without its words a number and our sign of omission stand for them, and the
    address for where they come from.
    """
    record, small = Setting(RECORD, card.style, 50), Setting(FINDING, "normal", 34)
    is_whole = record.has(card.words) and small.has(card.speaker + card.origin)
    return replace(
        card,
        words=card.words if record.has(card.words) else "",
        speaker=card.speaker if small.has(card.speaker) else "",
        origin=card.origin if is_whole else card.place,
    )


def draw(card: Card) -> bytes:
    """The card as a PNG of WIDTH by HEIGHT pixels, whatever script it is in."""
    card = drawable(card)
    image = Image.new("RGB", (WIDTH, HEIGHT), colour("paper"))
    pen = ImageDraw.Draw(image)
    set_wordmark(pen)
    (set_record if card.words.strip() else set_omission)(pen, card)
    small = Setting(FINDING, "normal", 34)
    write(pen, small, cut(small, card.speaker), (LEFT, 545), "ink")
    write(pen, small, cut(small, card.origin), (LEFT, 590), "ink-3")
    out = io.BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def set_wordmark(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((LEFT - 70, 66, LEFT - 18, 71), fill=colour("rubric"))
    write(pen, Setting(RECORD, "normal", 40), "Suhbat", (LEFT, 82), "rubric")


def set_record(pen: ImageDraw.ImageDraw, card: Card) -> None:
    """Its words as large as they fit, and the source's dash outside the measure."""
    setting, lines = fit(card)
    step = round(setting.size * LEADING)
    first = TOP + setting.size
    middle = first - setting.size // 4
    pen.rectangle((LEFT - 70, middle - 3, LEFT - 18, middle + 2), fill=colour("rubric"))
    for number, line in enumerate(lines):
        end = write(pen, setting, line, (LEFT, first + number * step), "ink")
    if " ".join(lines) != " ".join(card.words.split()):
        ours = Setting(FINDING, "normal", setting.size * 3 // 4)
        last = first + (len(lines) - 1) * step
        write(pen, ours, OMITTED, (end + 12, last), "ink-3")


def set_omission(pen: ImageDraw.ImageDraw, card: Card) -> None:
    """The number of the exchange, and that its words are left out."""
    large, base = Setting(FINDING, "normal", 120), TOP + 150
    end = write(pen, large, card.number, (LEFT, base), "rubric")
    write(pen, large, OMITTED, (end + 40 if card.number else LEFT, base), "ink-3")


def fit(card: Card) -> tuple[Setting, list[str]]:
    """The largest setting that holds all words, or the smallest, cut."""
    for size, most in SIZES:
        setting = Setting(RECORD, card.style, size)
        lines = wrap(setting, card.words)
        if len(lines) <= most:
            return setting, lines
    kept = lines[:most]
    room = MEASURE - Setting(FINDING, "normal", size).width(OMITTED) - 12
    while setting.width(kept[-1]) > room:
        kept[-1] = kept[-1].rpartition(" ")[0]
    return setting, kept


def wrap(setting: Setting, words: str) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and setting.width(longer) <= MEASURE:
            lines[-1] = longer
        else:
            lines.append(cut(setting, word))
    return lines


def cut(setting: Setting, words: str) -> str:
    """The words of one line, cut at a letter where they do not fit."""
    if setting.width(words) <= MEASURE:
        return words
    most = len(words)
    while setting.width(words[:most] + "…") > MEASURE:
        most -= 1 + most // 10
    return words[:most].rstrip() + "…"


def write(
    pen: ImageDraw.ImageDraw,
    setting: Setting,
    words: str,
    place: tuple[float, float],
    ink: str,
) -> float:
    """Write words on a base line; return where they end."""
    across, down = place
    for run, font in setting.runs(words):
        pen.text((across, down), run, fill=colour(ink), font=font, anchor="ls")
        across += font.getlength(run)
    return across
