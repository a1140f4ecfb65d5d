"""HTML as saved from a site: the interview found on its page, the rest named.

Elements say what a block is; who speaks is for the conventions, but where a layout
states it (podcasts' `<cite>` and `<time>`).
"""

import re

from archive.errors import UnreadableSource
from archive.ingest.blocks import Block, BlockKind, Reading
from archive.ingest.readers.html import imprint
from archive.ingest.readers.html.encoding import as_page
from archive.ingest.readers.html.left_out import left_out_of
from archive.ingest.readers.html.printed import Printer, timed
from archive.ingest.readers.html.region import LEAST, Region, region_of
from archive.ingest.readers.html.tree import Element, Page, page_of
from archive.ingest.readers.html.voices import times_of, voices_of

START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*"
    rb"<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE,
)
SNIFFED = 4096
# Where a page sets this part of its prose in quotations, they are the interview.
MOSTLY_QUOTED = 0.3


def read(content: bytes, name: str) -> Reading:
    """Return the page's text, the interview's blocks, and what is left out."""
    found = as_page(content, name)
    page = page_of(found.text, name)
    region = region_of(page)
    voices, times = voices_of(page, region.root), times_of(page, region.root)
    printer = Printer(page, region.notes, voices, times if voices else {})
    blocks = _blocks(printer, region.root)
    if _are_mostly_quotes(blocks):
        printer.quoted = True
        blocks = _blocks(printer, region.root)
    lead = _lead(page, region)
    if not blocks:
        raise UnreadableSource(
            name, "the page holds no words. Save it again once it is loaded."
        )
    blocks = (*lead, *timed(blocks))
    marks = dict.fromkeys(printer.times, "when it is said")
    marks |= dict.fromkeys(voices, "who speaks")
    return Reading(
        found.text,
        found.encoding,
        blocks,
        left_out_of(page, region.notes, blocks, marks),
        (*found.claims, *imprint.claims_of(page, region.root, blocks)),
    )


def is_certain(content: bytes) -> bool:
    """Whether the bytes begin as a page does."""
    return START.match(content[:SNIFFED]) is not None


def _blocks(printer: Printer, root: Element) -> tuple[Block, ...]:
    printer.voice = None
    return tuple(printer.blocks(root.first + 1, root.last))


def _are_mostly_quotes(blocks: tuple[Block, ...]) -> bool:
    quoted = sum(len(each.text) for each in blocks if each.kind is BlockKind.QUOTE)
    return quoted > MOSTLY_QUOTED * sum(len(each.text) for each in blocks)


def _lead(page: Page, region: Region) -> tuple[Block, ...]:
    """The main heading, and what is printed between it and the interview."""
    heading = imprint.title_element(page, region.root)
    if heading is None or heading.first >= region.root.first:
        return ()
    printer = Printer(page, region.notes)
    # A heading that was never closed holds the interview too.
    last = min(heading.last, region.root.first)
    title = tuple(printer.blocks(heading.first, last))
    between = printer.blocks(last, region.root.first)
    return (*title, *(each for each in between if len(each.text) >= LEAST))
