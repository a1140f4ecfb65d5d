"""From a quotation to the places it may mean. Pure; the editor decides, never we.

Quotation marks, dashes and spaces may differ from those of the text, as they do when
words were typed or pasted. What is found is always a span of the text as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize

from archive.anchoring import places
from archive.transcript import Span

ALIKE = {
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    "\u00ad": "",
    "\u200b": "",
}


@dataclass(frozen=True, slots=True)
class Quotation:
    """What an editor gave: the words, what stands around them, where they begin."""

    words: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


def candidates(text: str, quotation: Quotation) -> list[Span]:
    """Return the spans a quotation may mean, in order: none, the one, or several."""
    found = find(text, quotation.words)
    chosen = [span for span in found if span.start == quotation.start]
    if chosen:
        return chosen
    return [span for span in found if stands_between(text, span, quotation)] or found


def find(text: str, words: str) -> list[Span]:
    """Return every place of the words: as given, or else as alike as typing allows."""
    wanted = normalize("NFC", words.replace("\r\n", "\n")).strip()
    if exact := places(text, wanted):
        return [Span(start, start + len(wanted)) for start in exact]
    return find_alike(text, wanted)


def find_alike(text: str, words: str) -> list[Span]:
    folded, origins = fold(text)
    wanted = fold(words)[0]
    spans = (
        Span(origins[start].start, origins[start + len(wanted) - 1].end)
        for start in places(folded, wanted)
    )
    return list(dict.fromkeys(spans))


def fold(text: str) -> tuple[str, list[Span]]:
    """Return the text in plain typing, and for each of its characters the origin."""
    folded: list[str] = []
    origins: list[Span] = []
    for at, character in enumerate(text):
        plain = " " if character.isspace() else ALIKE.get(character, character)
        if plain == " " and folded and folded[-1] == " ":
            origins[-1] = Span(origins[-1].start, at + 1)
            continue
        folded.extend(plain)
        origins.extend([Span(at, at + 1)] * len(plain))
    return "".join(folded), origins


def stands_between(text: str, span: Span, quotation: Quotation) -> bool:
    """Whether the surroundings given are those of the span; spaces do not count."""
    before, after = bare(quotation.prefix), bare(quotation.suffix)
    return bare(text[: span.start]).endswith(before) and bare(
        text[span.end :]
    ).startswith(after)


def bare(text: str) -> str:
    return fold(normalize("NFC", text))[0].replace(" ", "")
