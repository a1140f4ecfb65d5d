"""Pieces of a citation, and how they are put together: stops, quotes, capitals."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.citations.citable import Locus

# Chicago 8.159, MLA 2.90: articles, conjunctions, and prepositions, of which those
# are left out here that are as often adverbs (up, out, over).
SMALL = re.compile(
    "a|an|the|and|but|or|nor|for|as|at|by|from|in|into|of|on|onto|per|to|upon|via|with|"
    "within|without|against|among|between|during|versus|vs"
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# The article of “al-Farabi” is part of a name, and so is all of “cloud.gov”.
IN_A_NAME = re.compile(r"-[A-Z]|\.[^\W_]")
ENDS = re.compile(r"[.?!…][\"'”’»)\]]*$")
SINGLE = str.maketrans("“”„", "‘’‚")
OPENING = re.compile(r"(?:^|(?<=[\s(\[—–-]))\"")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a citation; titles of whole works stand in italics."""

    text: str
    is_italic: bool = False


Part = str | Piece


def joined(parts: Iterable[Part]) -> tuple[Piece, ...]:
    """Return pieces, neighbours of one kind run together, empty ones left out."""
    pieces: list[Piece] = []
    for part in parts:
        piece = part if isinstance(part, Piece) else Piece(part)
        if pieces and pieces[-1].is_italic == piece.is_italic:
            piece = Piece(pieces.pop().text + piece.text, piece.is_italic)
        if piece.text:
            pieces.append(piece)
    return tuple(pieces)


def text_of(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def stopped(text: str) -> str:
    """Return `text` with a full stop, unless it ends a sentence already."""
    return text if not text or ENDS.search(text) else f"{text}."


def quoted(title: str, mark: str = "") -> str:
    """Return a title in American quotation marks, `mark` inside them at its end.

    A full stop is left out after another mark that ends a sentence. Quotation marks
    within become single ones, guillemets stay.
    """
    inner = OPENING.sub("‘", title).replace('"', "’").translate(SINGLE)
    end = inner[-1:] if title.endswith(('"', "”", "“")) else ""
    words = inner.removesuffix(end)
    if mark == ".":
        return f"“{stopped(words)}{end}”"
    return f"“{words}{mark}{end}”"


def place_of(locus: Locus | None, paragraph: str, paragraphs: str) -> str:
    """Return `answer 7, para. 2`, with these words for one and for several."""
    if locus is None:
        return ""
    turn = f"{locus.kind} {locus.number}"
    if locus.paragraphs is None:
        return turn
    first, last = locus.paragraphs
    return (
        f"{turn}, {paragraph if first == last else paragraphs} {span_of(first, last)}"
    )


def span_of(first: int, last: int) -> str:
    """Return `2`, or `2–4`."""
    return f"{first}" if first == last else f"{first}–{last}"


def headline(title: str, language: str) -> str:
    """Return an English title with the capitals of headlines; others as they are.

    Letters are only ever raised: what a title prints in capitals stays so.
    """
    if language.partition("-")[0].lower() != "en":
        return title
    words = list(WORD.finditer(title))
    for at, found in enumerate(words):
        is_edge = at in {0, len(words) - 1} or _begins_anew(title, found.start())
        if (is_edge or not SMALL.fullmatch(found[0])) and not _is_in_a_name(
            title, found
        ):
            title = title[: found.start()] + _raised(found[0]) + title[found.end() :]
    return title


def _is_in_a_name(title: str, word: re.Match[str]) -> bool:
    behind_a_dot = re.search(r"[^\W_]\.$", title[: word.start()])
    return bool(behind_a_dot or IN_A_NAME.match(title, word.end()))


def _begins_anew(title: str, start: int) -> bool:
    return title[:start].rstrip(" \"'“‘«(")[-1:] in {":", "?", "!", "—", "–", "."}


def _raised(word: str) -> str:
    return word if word != word.lower() else word[0].upper() + word[1:]
