"""What editors write in Markdown as HTML: sanitised, without pictures or raw HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

import nh3
from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from archive.errors import MalformedNote
from archive.models import Annotation, Kind, Turn
from archive.models.particulars import Particulars
from archive.models.references import (
    BRACKETED,
    Known,
    Reference,
    Referred,
    read_reference,
    resolve,
)

register = template.Library()

# Titles and rules belong to the page a note stands on.
UNREAD = ["image", "heading", "lheading", "hr"]
TAGS = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}
SCHEMES = {"http", "https", "mailto"}
HINT = 160


@register.filter
def markdown(body: str, known: Known | None = None) -> SafeString:
    """Return Markdown as HTML: text, emphasis, lists and links, nothing else.

    References lead where `known` says; others are told to lead nowhere.
    """
    html = nh3.clean(
        PARSER.render(body, {"known": known or {}}),
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )
    return mark_safe(html)  # noqa: S308 - nh3 has cleaned it; nothing else is trusted


@register.simple_tag
def said_in(note: Annotation, language: str) -> SafeString:
    """Return all that a note says as its kind says it; `language` is the record's."""
    said = {
        "told": told_of(note),
        "body": markdown(note.body, note.known) if note.body else "",
        "language": language,
    }
    kind = get_template(f"components/notes/{note.kind}.html")
    return SafeString(kind.render(said))


def told_of(note: Annotation) -> Particulars | None:
    """What the kind of a note tells; what is damaged is for `verify` to say."""
    try:
        return note.told
    except MalformedNote:
        return None


def bracketed_in(body: str) -> list[str]:
    """Return what stands in double brackets, in order, but for code."""
    return [each.content for each in _tokens(PARSER.parse(body))]


def references_in(body: str) -> list[Reference]:
    read = (read_reference(words) for words in bracketed_in(body))
    return [reference for reference in read if reference]


def know_references(notes: Iterable[Annotation]) -> None:
    """Let notes know where their references lead.

    Six queries at most, however many notes and references; none without references.
    """
    naming = [(note, references_in(note.body)) for note in notes if "[[" in note.body]
    turns = Turn.objects.filter(pk__in={note.turn_id for note, _references in naming})
    owners = dict(turns.values_list("pk", "interview")) if naming else {}
    known = resolve(
        (owners[note.turn_id], reference)
        for note, references in naming
        for reference in references
    )
    for note, _references in naming:
        note.known = known.get(owners[note.turn_id], {})


def _tokens(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "reference":
            yield token
        yield from _tokens(token.children or ())


def _find(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - its own way
    """The rule of markdown-it for `[[…]]`."""
    found = BRACKETED.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content = found[1]
    state.pos = found.end()
    return True


def _show(_self: Any, tokens: list[Token], at: int, _options: Any, env: Any) -> str:
    reference = read_reference(tokens[at].content)
    referred = env["known"].get(reference) if reference else None
    if reference is None:
        return escape(f"[[{tokens[at].content}]]")
    # Who reads a note of an interview may read that interview.
    may_read = referred is not None and (not reference.slug or referred.is_public)
    if referred is None or not may_read:
        return escape(_("a passage that cannot be read here"))
    return _link(referred, name_of(referred, is_elsewhere=bool(reference.slug)))


def _link(referred: Referred, name: str) -> str:
    hint = Truncator(referred.asked).chars(HINT)
    title = f' title="{escape(hint)}"' if hint else ""
    return f'<a href="{escape(referred.address)}"{title}>{escape(name)}</a>'


def name_of(referred: Referred, *, is_elsewhere: bool) -> str:
    """Return how readers know a passage, with its interview where it is another's."""
    turn, _p, order = referred.anchor.partition("p")
    kinds = {"q": Kind.QUESTION, "a": Kind.ANSWER, "s": Kind.STATEMENT}
    told = {
        "kind": kinds[turn[0]].label,
        "number": turn[1:],
        "order": order,
        "title": referred.interview.title,
    }
    if order and is_elsewhere:
        return _("%(title)s, %(kind)s %(number)s, paragraph %(order)s") % told
    if order:
        return _("%(kind)s %(number)s, paragraph %(order)s") % told
    if is_elsewhere:
        return _("%(title)s, %(kind)s %(number)s") % told
    return _("%(kind)s %(number)s") % told


PARSER = MarkdownIt("commonmark", {"html": False}).disable(UNREAD)
PARSER.inline.ruler.before("link", "reference", _find)
PARSER.add_render_rule("reference", _show)
