"""Where in its stretch of the source each letter of a paragraph stands. Pure.

A Transcript knows where a paragraph begins and ends; to cut it, one has to know more.
White space may be folded, letters composed; where the source is no plain text, tags
stand between the letters, and some are written otherwise, as `&amp;` is.
"""

import json
import re
import unicodedata
from html import unescape

from archive.errors import AnchorLost
from archive.transcript import Span

TAG = re.compile(r"</?[A-Za-z][^>]*>|<[!?][^>]*>")
REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r'|\\u[0-9a-fA-F]{4}|\\["\\/bfnrt]'
)


def trace(source: str, text: str, *, is_plain: bool) -> list[Span]:
    """Return for each letter of `text` the stretch of `source` that stands for it.

    White space gets the place where the letter before it ends. Raises AnchorLost
    when the letters do not stand there in this order.
    """
    found: list[Span] = []
    at = 0
    while len(found) < len(text):
        if text[len(found)].isspace():
            found.append(Span(at, at))
            continue
        if at >= len(source):
            raise AnchorLost(
                "The source does not show where these words stand. Cut between "
                "paragraphs."
            )
        letters, end = _unit(source, at, is_plain)
        if letters and text.startswith(letters, len(found)):
            found += [Span(at, end)] * len(letters)
        at = end
    return found


def _unit(source: str, at: int, is_plain: bool) -> tuple[str, int]:  # noqa: FBT001
    """What is written at this place, and where it ends; a tag writes nothing."""
    if not is_plain:
        if tag := TAG.match(source, at):
            return "", tag.end()
        if reference := REFERENCE.match(source, at):
            return unicodedata.normalize("NFC", unescape(reference[0])), reference.end()
        if escape := ESCAPE.match(source, at):
            return json.loads(f'"{escape[0]}"'), escape.end()
    end = at + 1
    if source[at].isspace():
        return "", end
    while end < len(source) and unicodedata.combining(source[end]):
        end += 1
    return unicodedata.normalize("NFC", source[at:end]), end
