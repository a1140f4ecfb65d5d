"""The words of the archive for other pages: as plain HTML, and in a frame."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from archive.citations import caption
from archive.templatetags.wording import shorten
from archive.views.cited import Cited, Said

WIDTH = 640
# Of the embedded page, in CSS pixels: half as wide as high is a letter on average.
LETTER, LINE, MARGIN, CAPTION = 9.5, 32, 48, 80
# Its own origin, for its fonts; no script ever.
SANDBOX = "allow-popups allow-same-origin allow-top-navigation-by-user-activation"


def snippet_of(cited: Cited) -> str:
    """The words, or of a whole interview its title, and where they stand, as HTML."""
    return render_to_string("citing/snippet.html", {"cited": cited}).strip()


def frame_of(cited: Cited) -> str:
    """A frame with the embedded page, high enough for it; empty of an interview."""
    if not cited.turn:
        return ""
    return format_html(
        '<iframe src="{}" width="{}" height="{}" loading="lazy" sandbox="{}" '
        'title="{}"></iframe>',
        frame_address(cited, cited.turn.anchor),
        WIDTH,
        height_of(cited, WIDTH),
        SANDBOX,
        caption(cited.citable),
    )


def frame_address(cited: Cited, anchor: str) -> str:
    path = reverse("embed", args=[cited.interview.slug, anchor])
    mark = f"?mark={cited.mark}" if cited.mark else ""
    return f"{settings.SITE_URL}{path}{mark}"


def height_of(cited: Cited, width: int) -> int:
    """About how many CSS pixels it needs at a width."""
    return _lines_of(cited.said, width) * LINE + MARGIN + CAPTION


def fitted(cited: Cited, width: int, height: int) -> Cited:
    """As much of the words as has room; what was left out is said."""
    lines = max(1, (height - MARGIN - CAPTION) // LINE)
    if _lines_of(cited.said, width) <= lines:
        return cited
    return replace(cited, said=tuple(_first_lines(cited.said, lines, width)))


def _first_lines(said: tuple[Said, ...], lines: int, width: int) -> Iterator[Said]:
    for each in said:
        # Its speaker's name takes a line.
        lines -= 1
        kept: list[str] = []
        for words in each.paragraphs:
            needed = _lines(words, width)
            if needed > lines:
                begun = shorten(words, max(lines, 1) * _letters(width))
                yield replace(each, paragraphs=(*kept, begun), ends_inside=True)
                return
            kept.append(words)
            lines -= needed
        yield each


def _lines_of(said: tuple[Said, ...], width: int) -> int:
    told = sum(_lines(words, width) for each in said for words in each.paragraphs)
    return told + len(said)


def _lines(words: str, width: int) -> int:
    return ceil(len(words) / _letters(width))


def _letters(width: int) -> int:
    return max(1, int((width - MARGIN) / LETTER))
