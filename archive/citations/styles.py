"""The styles by name, and the two questions that everybody asks: cite, and quote."""

from collections.abc import Callable
from dataclasses import dataclass

from archive.citations import apa, chicago, everyday, gost, mla
from archive.citations.citable import Citable
from archive.citations.wording import Piece, text_of

Writer = Callable[[Citable], tuple[Piece, ...]]


@dataclass(frozen=True, slots=True)
class Style:
    """A style in its forms: how it lists what is cited, and how it points to it."""

    name: str
    listed: Writer
    pointed: Writer | None = None


STYLES = {
    "apa": Style("APA 7", apa.reference, apa.in_text),
    "chicago": Style("Chicago 17", chicago.bibliography, chicago.note),
    "mla": Style("MLA 9", mla.work_cited, mla.in_text),
    "gost": Style("ГОСТ Р 7.0.5-2008", gost.reference),
    "plain": Style("Plain", everyday.sentence),
}


def cite(citable: Citable, style: str) -> str:
    """Return the citation as a list of works has it, as plain text.

    `style` is a key of STYLES; any other is a KeyError.
    """
    return text_of(STYLES[style].listed(citable))


def pieces_of(citable: Citable, style: str) -> tuple[Piece, ...]:
    """Return the same with what stands in italics told apart."""
    return STYLES[style].listed(citable)


def plain(citable: Citable) -> str:
    """Return the plain citation, in the language of the record where we have it."""
    return cite(citable, "plain")


def quotation(citable: Citable) -> str:
    """Return the words of a passage in quotation marks, with the plain citation."""
    return text_of(everyday.quotation(citable))


def caption(citable: Citable) -> str:
    """Return what stands under words that are shown elsewhere; no address."""
    return everyday.caption(citable)
