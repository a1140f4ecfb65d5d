"""Sentences on how a query was read and what was found, for the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.search import bounds, parts, query
from archive.search.knowledge import Knowledge, Stranger
from archive.search.query import Reading, Remark
from archive.search.requests import last_page
from archive.search.translation import BEGUN, Translation


def remarks(
    reading: Reading, translation: Translation, knowledge: Knowledge
) -> Iterator[str]:
    """How the query was read, where that is not plain."""
    said = _sentences()
    limits = {
        "length": query.LONGEST,
        "most": parts.size(reading.query),
        "words": bounds.WORDS,
        "deepest": query.DEEPEST,
        "farthest": query.FARTHEST,
    }
    yield from (said[remark] % limits for remark in reading.remarks)
    for whole in reading.misread:
        yield _("“%(words)s” is no field, and was searched for as words.") % {
            "words": whole
        }
    yield from map(_unknown, knowledge.strangers)
    for typed, others in knowledge.heard.items():
        yield _("“%(typed)s” was also searched for as %(others)s.") % {
            "typed": typed,
            "others": ", ".join(f"“{other}”" for other in sorted(others)),
        }
    yield from _left_out(reading, translation)


def lacks(total: int, whole: int, missing: Sequence[str]) -> Iterator[str]:
    """What turns with only some of the words lack."""
    if missing:
        yield ngettext(
            "No turn holds %(words)s.", "No turn holds any of: %(words)s.", len(missing)
        ) % {"words": ", ".join(f"“{word}”" for word in missing)}
    elif whole:
        yield _("%(all)s; %(some)s.") % {
            "all": ngettext(
                "%(number)d turn holds all the words",
                "%(number)d turns hold all the words",
                whole,
            )
            % {"number": whole},
            "some": ngettext(
                "%(number)d more holds some",
                "%(number)d more hold some",
                total - whole,
            )
            % {"number": total - whole},
        }
    elif total:
        yield _("None of these turns holds all the words.")


def losses(gone: int) -> Iterator[str]:
    if gone:
        yield ngettext(
            "%(number)d turn that was found is no longer public.",
            "%(number)d turns that were found are no longer public.",
            gone,
        ) % {"number": gone}


def depths(page: int, total: int) -> Iterator[str]:
    """Why the last page does not hold the last turn."""
    if total > bounds.ROWS and page == last_page(total):
        yield _(
            "Pages lead to the first %(rows)d turns: narrow the search to see others."
        ) % {"rows": bounds.ROWS}


def _sentences() -> dict[Remark, str]:
    return {
        Remark.CUT: _("Only the first %(length)d characters were searched for."),
        Remark.FEWER_PARTS: _("Only the first %(most)d words were searched for."),
        Remark.FEWER_WORDS: _(
            "Only the first %(words)d words or signs were searched for."
        ),
        Remark.OPEN_QUOTE: _("A lone quotation mark was passed over."),
        Remark.OPEN_BRACKET: _("A lone bracket was passed over."),
        Remark.DEEP: _(
            "Brackets more than %(deepest)d deep in each other were passed over."
        ),
        Remark.LONE_OR: _("An OR without words on both sides was passed over."),
        Remark.FAR: _("Words are near each other within %(farthest)d words at most."),
    }


def _unknown(stranger: Stranger) -> str:
    said = _("Nobody and nothing here goes by %(field)s.")
    sentence = said % {"field": parts.typed(stranger.field)}
    if not stranger.near:
        return sentence
    near = ", ".join(f"“{name}”" for name in stranger.near)
    return f"{sentence} {_('Near it: %(names)s.') % {'names': near}}"


def _left_out(reading: Reading, translation: Translation) -> Iterator[str]:
    if translation.common:
        words = ", ".join(translation.common)
        yield _("Very common words were left out: %(words)s.") % {"words": words}
    if translation.unspoken:
        words = ", ".join(translation.unspoken)
        yield _("Without letters or figures, and left out: %(words)s.") % {
            "words": words
        }
    if short := list(_short(reading)):
        yield _("Too short for a beginning, and searched for as words: %(words)s.") % {
            "words": ", ".join(short)
        }


def _short(reading: Reading) -> Iterator[str]:
    for each in parts.singles(reading.query):
        if not isinstance(each, parts.Beginning):
            continue
        if len(each.text) < BEGUN and each.text.isascii():
            yield parts.typed(each)
