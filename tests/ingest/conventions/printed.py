"""Blocks as a reader would give them, from lines with `**bold**` and `_italic_`."""

import re

from archive.ingest.blocks import BlockKind
from archive.ingest.composing import Composer
from archive.transcript import Span

PIECE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|_(?P<italic>[^_]+)_|(?P<plain>.+?)(?=\*\*|_|$)"
)
HEADING = re.compile(r"(#+) ")


def printed(*lines, classes=None):
    """One block a line; `## ` begins a heading, `> ` a quote, `|` breaks a line."""
    blocks, start = [], 0
    for number, line in enumerate(lines, 1):
        block = _block(line, number, start, (classes or {}).get(number, ()))
        blocks.append(block)
        start += len(line) + 1
    return blocks


def _block(line, number, start, classes):
    heading = HEADING.match(line)
    kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
    if line.startswith("> "):
        kind = BlockKind.QUOTE
    at = heading.end() if heading else 2 * (kind is BlockKind.QUOTE)
    composer = Composer()
    for match in PIECE.finditer(line, at):
        for words in re.split(r"(\|)", match[match.lastgroup]):
            place = Span(start + match.start(), start + match.start() + len(words))
            if words == "|":
                composer.new_line(place)
            else:
                composer.add(
                    words,
                    place,
                    bold=bool(match["bold"]),
                    italic=bool(match["italic"]),
                )
    level = len(heading[1]) if heading else 0
    return composer.block(number, kind=kind, level=level, classes=classes)


def seen_by(recognise, blocks):
    """What a convention makes of blocks: kind, name and words of each turn."""
    from archive.ingest.assembling import assembled

    conversation = assembled(blocks, recognise(blocks))
    return [
        (
            turn.kind.value[0] if turn.kind else "?",
            turn.who,
            " / ".join(block.text for block in turn.blocks),
        )
        for turn in conversation.turns
    ]
