"""The conversation as HTML: exchanges, speeches, paragraphs, and what stands by them.

An interview of two thousand turns has to open at once: what every turn has is written
here, what few have (notes, former wordings, stones) in templates of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.models import Interlude, Kind, Part, Tagging, Turn
from archive.templatetags.editing import Edits, edits_for
from archive.templatetags.laid import Exchange, Passage, Speech
from archive.templatetags.record import words
from archive.templatetags.tongues import lang
from archive.templatetags.wording import opening, own_words

register = template.Library()

NOTHING = SafeString("")
# The rank of a question's heading inside an interview; alone it is the page's first.
INSIDE = 2
ASKED = (
    '<h{}><a class="no" href="{}/"><span class="vh">{} </span>{}</a>'
    '</h{}><span class="siglum" aria-hidden="true">{}</span>'
    '<span class="vh">{}</span>'
)
SAID = '<a class="siglum" href="#{}" aria-label="{}, {} {}">{}</a>'
LOCUS = '<a class="loc" href="#{}" aria-label="{}">{}</a>\n'
MINUTE = '<a class="minute" href="#{}">{}</a>\n'
PASSAGE = '<div class="passage">{}{}<p id="{}"{}>{}</p>{}</div>\n{}'
FIRST = '<div class="passage"><p id="{}" class="first">{}</p></div>\n'
LATER = '<div class="passage">{}<p id="{}">{}</p></div>\n'
LISTED = (
    '<li><a href="#{}"><span class="num">{}</span>'
    '<span class="words">{}</span></a></li>'
)
TOPIC = '<li><a href="{}" lang="{}">{}</a></li>'
TOOLS = (
    '<li class="tool"><a href="{}{}/">{}</a></li>'
    '<li class="tool"><a href="{}source/?at={}#at" rel="nofollow">{}</a></li>'
    '<li class="tool"><a href="{}{}/cite/">{}</a></li>'
)
MARGIN = '<ul class="marginalia apparatus" aria-label="{}"{}>{}</ul>\n'
RETIRED = '<span class="retired" id="{}"></span>'
TURN = (
    '<div class="turn {}{}" id="{}" data-pin="{}"{}>\n'
    '<div class="turn-name"{}>{}{}{}</div>\n{}{}{}</div>\n'
)


@register.simple_tag(takes_context=True)
def conversation(
    context: Any,
    exchanges: Iterable[Exchange],
    slug: str,
    **about: Any,
) -> SafeString:
    """Return exchanges in their order; `level` is the rank of a question's heading."""
    page = Page(slug, **about, edits=edits_for(context.get("request")))
    return _joined(page.exchange(exchange) for exchange in exchanges)


@register.simple_tag
def contents(exchanges: Sequence[Exchange]) -> SafeString:
    """Return the questions in their own words, or where nobody asks, what is stated."""
    asked = [each for each in exchanges if each.opening.kind == Kind.QUESTION]
    listed = ((each, own_words(each.words)) for each in asked)
    if not asked:
        listed = ((each, _stated(each)) for each in exchanges)
    return _joined(
        _fill(LISTED, each.opening.anchor, each.opening.anchor[1:], told)
        for each, told in listed
    )


@dataclass(frozen=True)
class Page:
    """What is the same for every turn of a page, worked out once."""

    slug: str
    level: int
    language: str
    voice: str
    edits: Edits | None = None
    named: dict[tuple[int | None, str], tuple[str, str]] = field(default_factory=dict)
    topics: dict[int, SafeString] = field(default_factory=dict)

    @cached_property
    def address(self) -> str:
        return reverse("interview", args=[self.slug])

    @cached_property
    def kinds(self) -> dict[str, str]:
        return {kind.value: str(kind.label) for kind in Kind}

    @cached_property
    def titles(self) -> dict[str, str]:
        return {kind: capfirst(name) for kind, name in self.kinds.items()}

    @cached_property
    def about(self) -> str:
        return _("About exchange %(number)s")

    @cached_property
    def paragraph(self) -> str:
        return _("%(kind)s %(number)s, paragraph %(order)s")

    @cached_property
    def prove(self) -> str:
        return _("Link and proof")

    @cached_property
    def check(self) -> str:
        return _("Source")

    @cached_property
    def cite(self) -> str:
        return _("Cite or quote")

    def exchange(self, exchange: Exchange) -> SafeString:
        parts = [
            self.aside(part)
            if isinstance(part, Interlude)
            else self.speech(part, opens=at == 0)
            for at, part in enumerate(exchange.parts)
        ]
        return _fill('<div class="exchange">\n{}</div>\n', _joined(parts))

    def aside(self, interlude: Interlude) -> SafeString:
        return _fill('<div class="leaf">{}</div>\n', self.interlude(interlude))

    def speech(self, speech: Speech, *, opens: bool) -> SafeString:
        turn = speech.turn
        ours = self._lang_of_ours(turn)
        return _fill(
            TURN,
            turn.kind,
            " annotated" if speech.is_annotated else "",
            turn.anchor,
            speech.pin,
            _lang(turn.language),
            ours,
            self.name(turn),
            self.edits_of(speech),
            _joined(_fill(RETIRED, each) for each in speech.grave.targets),
            self.passages(speech),
            self.margin(speech, ours) if opens else NOTHING,
            self.rest(speech),
        )

    def name(self, turn: Turn) -> SafeString:
        """The number of a question, or who says it, as a link to the turn."""
        key = turn.speaker_id, turn.kind
        initials, spoken = self.named.get(key) or self.named.setdefault(key, _who(turn))
        number, kind = turn.anchor[1:], self.kinds[turn.kind]
        if turn.kind != Kind.QUESTION:
            return _fill(SAID, turn.anchor, spoken, kind, number, initials)
        level, kind = self.level, self.titles[turn.kind]
        at = self.address + turn.anchor
        return _fill(ASKED, level, at, kind, number, level, initials, spoken)

    def passages(self, speech: Speech) -> SafeString:
        told = (self.passage(speech, at) for at in range(len(speech.passages)))
        if speech.is_cued:
            return _fill('<div class="cues">{}</div>\n', _joined(told))
        return _joined(told)

    def passage(self, speech: Speech, at: int) -> SafeString:
        passage, turn = speech.passages[at], speech.turn
        anchor = passage.segment.anchor
        if passage.is_bare:
            if at == 0:
                return _fill(FIRST, anchor, passage.text)
            locus = self.locus(turn, passage.segment)
            return _fill(LATER, locus, anchor, passage.text)
        return _fill(
            PASSAGE,
            _fill(MINUTE, anchor, passage.minute) if passage.minute else NOTHING,
            self.locus(turn, passage.segment) if at else NOTHING,
            anchor,
            NOTHING if at else SafeString(' class="first"'),
            words(passage.text, passage.found, passage.noted, passage.emended_spans),
            NOTHING if passage.is_plain else self.beside(passage),
            _joined(map(self.interlude, passage.asides)),
        )

    def edits_of(self, speech: Speech) -> SafeString:
        parts = [passage.segment for passage in speech.passages]
        return self.edits.of_turn(speech.turn, parts) if self.edits else NOTHING

    def locus(self, turn: Turn, segment: Part) -> SafeString:
        name = self.paragraph % {
            "kind": self.titles[turn.kind],
            "number": turn.anchor[1:],
            "order": segment.order,
        }
        return _fill(LOCUS, segment.anchor, name, segment.order)

    def beside(self, passage: Passage) -> SafeString:
        """Notes and former wordings, which few passages have."""
        return self.component("beside", passage=passage)

    def margin(self, speech: Speech, ours: SafeString) -> SafeString:
        """Topics of an exchange and, in a whole interview, what to do with it."""
        turn = speech.turn
        listed = _joined(map(self.topic, speech.topics))
        if self.level == INSIDE:
            listed = _fill("{}{}", listed, self.tools(turn.anchor))
        if not listed:
            return NOTHING
        about = self.about % {"number": turn.anchor[1:]}
        return _fill(MARGIN, about, ours, listed)

    def topic(self, tagging: Tagging) -> SafeString:
        if tagging.topic_id not in self.topics:
            topic = tagging.topic
            name, language = topic.label
            self.topics[tagging.topic_id] = _fill(
                TOPIC, topic.get_absolute_url(), language, name
            )
        return self.topics[tagging.topic_id]

    def tools(self, anchor: str) -> SafeString:
        at = self.address, anchor
        return _fill(TOOLS, *at, self.prove, *at, self.check, *at, self.cite)

    def rest(self, speech: Speech) -> SafeString:
        """What few turns have: a doubt, and what stood after them and is gone."""
        if not (speech.turn.doubt or speech.grave.stones):
            return NOTHING
        return self.component("rest", speech=speech)

    def interlude(self, interlude: Interlude) -> SafeString:
        return self.component("interlude", interlude=interlude)

    def component(self, name: str, **about: object) -> SafeString:
        given: dict[str, object] = {"slug": self.slug, "language": self.language}
        given |= {"voice": self.voice, "edits": self.edits}
        told = get_template(f"components/{name}.html").render({**given, **about})
        return SafeString(told)

    def _lang_of_ours(self, turn: Turn) -> SafeString:
        """Our own words say their language where the record is in another one."""
        theirs = turn.language or self.language
        return NOTHING if theirs == self.voice else _lang(self.voice)


def _stated(exchange: Exchange) -> str:
    speaker = exchange.opening.speaker
    words = opening(exchange.words)
    return f"{speaker.initials} {words}" if speaker else words


def _who(turn: Turn) -> tuple[str, str]:
    """Initials, and the name as it is heard: of who asks, of anybody else."""
    if turn.speaker is None:
        unnamed = _("anon.")
        return unnamed, (
            _("Someone unnamed asks") if turn.kind == Kind.QUESTION else unnamed
        )
    name, initials = turn.speaker.name, turn.speaker.initials
    if turn.kind == Kind.QUESTION:
        return initials, _("%(name)s asks") % {"name": name}
    return initials, f"{initials}, {name}"


def _lang(language: str) -> SafeString:
    return _fill(" {}", lang(language)) if language else NOTHING


def _fill(form: str, *pieces: object) -> SafeString:
    """What `format_html` gives, without its care for words that come later."""
    return SafeString(form.format(*map(_safe, pieces)))


def _safe(piece: object) -> str:
    """Letters and figures alone, as in anchors, need no care."""
    if isinstance(piece, SafeString):
        return piece
    words = str(piece)
    return words if words.isalnum() else escape(words)


def _joined(pieces: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(pieces))
