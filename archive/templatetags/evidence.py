"""Why the archive took something to be so, in the language of the page.

Evidence is stored in English, as it was found: it is part of the record of an ingest.
Here its clauses are known again by their pattern and told in the reader's language,
those of every earlier version too; what else there is are words of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from archive.templatetags.record import anchored

register = template.Library()

ROLES = (
    _("ends %(asked)s of %(turns)s turns on a question, replies to one in %(replies)s"),
    _("called so"),
    _("speaks as a host"),
    _("speaks as a guest"),
    _("words for question stand on the other side"),
    _("the format states what is said"),
    _("many speak and few ask: a debate or a meeting"),
    _("a question addresses %(name)s"),
    _("a label before answers: %(name)s"),
    _("said at the ingest desk"),
)
SURROUNDINGS = (
    _("the text speaks of a New Year just begun: %(words)s"),
    _("told by its letters, %(share)s sure (py3langid)"),
    _("the first line before the first turn"),
    _("of the lines before the first turn the most like a title"),
    _("ends the page title: %(words)s"),
    _("the author says so"),
)
CONVENTIONS = (
    _("%(number)s labels of %(kinds)s kinds (%(labels)s) cover %(share)s of the words"),
    _("%(number)s other places look like labels"),
    _("%(asked)s words for question, %(replied)s for answer"),
    _("%(number)s paragraphs begin with a dash"),
    _("%(number)s turns begin with a dash"),
    _(
        "taken by turns as question and answer, %(asking)s of the questions ask "
        "something and %(replying)s of the answers do not end on a question"
    ),
    _(
        "%(number)s stretches in %(style)s: %(asking)s ask, %(answered)s are followed "
        "by plain words that do not"
    ),
    _("names before answers: %(names)s"),
    _(
        "%(number)s plain paragraphs stand before a dash: %(asking)s ask, "
        "%(answering)s of the dashed ones do not"
    ),
    _(
        "%(number)s paragraphs end with a question: %(answered)s are followed by an "
        "answer, %(longer)s of the answers are longer, %(address)s speak to somebody, "
        "%(after)s of the text is after the first, %(likely)s of a likely share of "
        "questions"
    ),
    _("the format states %(voices)s voices for %(share)s of its blocks"),
    _("fits nearly as well: %(names)s"),
    _("one voice alone"),
    _("%(number)s marks of %(rival)s stand inside a turn: %(marks)s"),
    _("%(number)s marks of %(rival)s stand before the first turn: %(marks)s"),
    _("%(number)s turns by %(rival)s"),
)
RULES = (
    _("a leading dash opens a turn"),
    _("question and answer alternate"),
    _("a dash after a sentence opens a turn, as elsewhere in this text"),
    _("the format says who speaks"),
    _("a plain paragraph asks"),
    _("a leading dash answers it"),
    _("nothing marks who speaks"),
    _("a paragraph that ends with a question asks"),
    _("words set in %(style)s ask"),
    _("the plain words after them answer"),
    _("the plain words after a bold question answer it"),
    _("a name and a colon open a turn"),
    _("a name on a line of its own opens a turn"),
    _("a name and a dash open a turn"),
    _("a name and a full stop open a turn"),
    _("a name in bold opens a turn"),
    _("a name opens a turn"),
    _("a name in brackets opens a turn"),
    _("a word for question opens a turn"),
    _("a word for answer opens a turn"),
    _("a word for who speaks opens a turn"),
    _("a word for question and a colon open a turn"),
    _("a word for answer and a colon open a turn"),
    _("a word for who speaks and a colon open a turn"),
    _("after an exchange with labels, paragraphs by turns ask and answer"),
    _("a sign for a change of speaker opens a turn"),
)
DOUBTS = (
    _("taken as a question by its place, and asks nothing"),
    _("taken as an answer by its place, and ends with a question"),
    _("the last turn with a dash has no answer: is it a question?"),
    _("set in %(style)s, and asks nothing"),
    _("no label stands here: is the speaker another one?"),
    _("all turns are by one voice: is it an interview, and are all marks seen?"),
    _("no mark says who speaks: is this a question?"),
    _("no mark says who speaks: is this an answer?"),
    _("the document does not say who speaks"),
    _("marks of another convention stand before the first turn: %(marks)s"),
    _("marks of another convention stand inside this turn: %(marks)s"),
    _("the marks change here, from %(own)s to %(others)s: is it another conversation?"),
    _("unnamed under a heading of its own: are these the people named before?"),
    _("%(label)s are several voices at once"),
    _("%(name)s may be %(names)s"),
    _("%(label)s is printed once and read as %(like)s: is it the same voice?"),
    _("that this voice asks is close: %(why)s"),
    _("that this voice answers is close: %(why)s"),
)
CLAUSES = (*ROLES, *SURROUNDINGS, *CONVENTIONS, *RULES, *DOUBTS)
PLACE = re.compile(r"%\((\w+)\)s")
# Between clauses; none stands inside quotation marks.
JOINT = re.compile(r"(; (?![^“]*”)|, (?=speaks as a ))")


@register.simple_tag
def told(evidence: str, path: str = "") -> SafeString:
    """Return evidence in the language of the page; `path` is where its links lead."""
    ours = "".join(in_our_words(each) or each for each in JOINT.split(evidence))
    return anchored(ours, path) if path else SafeString(escape(ours))


def in_our_words(clause: str) -> str | None:
    """Return a clause in the language of the page; None where it is not known."""
    for pattern, form in _patterns():
        if found := pattern.fullmatch(clause):
            words = {
                name: _within(name, held) for name, held in found.groupdict().items()
            }
            return gettext(form) % words
    return None


def _within(name: str, words: str) -> str:
    """A reason inside a doubt is itself a clause."""
    return (name == "why" and in_our_words(words)) or words


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile("".join(_pattern(form))), form) for form in CLAUSES]


def _pattern(form: str) -> Iterator[str]:
    for at, piece in enumerate(PLACE.split(form)):
        yield f"(?P<{piece}>.+?)" if at % 2 else re.escape(piece)
