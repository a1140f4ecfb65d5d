"""Stage directions, breaks and editors' remarks that stand alone in a paragraph.

    (Laughter.)
    [recording stops]
    Break: [22:29]
    [Editor's note: the minister left the room.]

Inside a paragraph they stay where they are printed. Pure.
"""

import dataclasses
import re
from collections.abc import Sequence

from archive.ingest.blocks import SPOKEN, Block, BlockKind

BRACKETED = re.compile(
    r"[*_]*[(\[（【{*][^()\[\]（）【】{}]{1,160}[)\]）】}*][.。]?[*_]*(?:\s*\d{1,2}:\d{2}\S*)?"
)
# Words that somebody said, though nobody can tell which.
UNHEARD = re.compile(
    r"inaudible|ininteligible|inintelligible|unintelligible|unverständlich|indistinct|"
    r"unclear|not\s+clear|неразборчиво|нерозбірливо|түсініксіз|incomprensibile|"
    r"inaudível|niesłyszalne|anlaşılmıyor|聽不清|听不清|聞き取れず|crosstalk\s+\d|\.\.\.|…",
    re.IGNORECASE,
)
SOUND = re.compile(
    r"\b(?:laugh\w*|laughter|chuckl\w*|applause|music|pause|silence|crosstalk|sighs?|"
    r"coughs?|cheers?|smiles?|nods?|lachen|lacht|gelächter|beifall|applaus|rires?|rit|"
    r"applaudissements|sourit|risas?|ríe|aplausos|música|risate|ride|applausi|risos|ri|"
    r"palmas|сме[её]тся|смех|сміється|улыбается|пауза|аплодисменты|смеются|күлді|"
    r"күліп|күледі|қол\s+шапалақ\w*|śmiech|śmieje|oklaski|güler|gülüyor|alkış\w*|"
    r"gelach|lacht|applaus|skratt\w*)\b|[笑掌聲声拍手]|ضحك|تصفيق",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"[\[(]\s*(?:editor.?s?\s+note|ed\.?\s*(?:note)?|note|anm\.?(?:\s+d\.?\s+red\.?)?|"
    r"anmerkung|ndlr|note\s+de\s+la\s+rédaction|nota\s+de(?:l|\s+la)\b.{0,20}|"
    r"n\.?\s?d\.?\s?[rt]\.?|прим(?:\.|ечание)(?:\s+ред\.?)?|от\s+редакции|ред\.|"
    r"编者按|編者按|編注)\s*[:：.–—-]",
    re.IGNORECASE,
)
MARKER = re.compile(
    r"[\[(]\s*(?:the\s+)?(?:end|beginning|start|continuation|begin)\s+(?:of\s+)?"
    r"(?:audio|tape|side|file|part|interview|recording|disc|reel|session|video)\b.*",
    re.IGNORECASE | re.DOTALL,
)
ADVERT = re.compile(
    r"[*_\[(]*(?:(?:ad|sponsor|commercial|midroll|werbe|pub|advertis\w+)?\s?-?"
    r"(?:break|pause|spot)|sponsors?|advertisement)[*_]*\s*(?:[:：]\s*[*_]*\s*)?"
    r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?)?[*_\])]*",
    re.IGNORECASE,
)
BRACKET = re.compile(r"[*_]*[(\[（【]")
PAUSE = re.compile(r"[*_\[(]*pause\b", re.IGNORECASE)
LONGEST = 170


def told(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, those that direct and are not spoken named for it."""
    return [_told(block) for block in blocks]


def _told(block: Block) -> Block:
    if len(block.text) > LONGEST or block.kind not in {*SPOKEN, BlockKind.QUOTE}:
        return block
    kind = None if block.voice else _kind(block.text)
    return dataclasses.replace(block, kind=kind) if kind else block


def _kind(text: str) -> BlockKind | None:
    if ADVERT.fullmatch(text) and not PAUSE.match(text):
        return BlockKind.ADVERT
    if not BRACKETED.fullmatch(text) or UNHEARD.search(text):
        return None
    if NOTE.match(text) or MARKER.match(text):
        return BlockKind.NOTE
    if SOUND.search(text) or BRACKET.match(text):
        return BlockKind.DIRECTION
    return None
