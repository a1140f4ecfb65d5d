"""Exact spans of the record that stand for a whole turn: own words, an opening.

Nobody writes headings for a speaker. Whatever is returned stands in the text as it is.
"""

import re

from django import template

from archive.transcript import PARAGRAPH_BREAK

register = template.Library()

# "Is there any truth to these claims?" says nothing without the sentence before it.
TERSE = 50
LONG = 240

ENDS = r"""
    (?:
        (?<!\b[A-Z]) (?<!\bMr) (?<!\bMs) (?<!\bDr) (?<!\bSt) (?<!\bMrs) (?<!\bProf)
        [.!?…]+ ["”»’')\]]* (?=\s|$)
    |   [。？！]+ [」』”]*
    )"""
# What ends no sentence is passed in one step, not sign by sign.
SENTENCE = re.compile(
    rf"\S (?: [^.!?…。？！]++ | (?!{ENDS}) . )*+ (?: {ENDS} | $ )",
    re.VERBOSE | re.DOTALL,
)


@register.filter
def own_words(question: str) -> str:
    """Return the part of a question that asks, with what it needs to be understood.

    `It is cold. Why is that? Tell us.` gives `It is cold. Why is that?`
    """
    paragraph = _asking_paragraph(question)
    sentences = list(SENTENCE.finditer(paragraph))
    if not sentences:
        return question
    last = max(
        (at for at, found in enumerate(sentences) if _asks(found[0])),
        default=len(sentences) - 1,
    )
    first = last - 1 if last and len(sentences[last][0]) < TERSE else last
    return shorten(paragraph[sentences[first].start() : sentences[last].end()])


@register.filter
def opening(text: str) -> str:
    """Return the first sentence of a text, or as much of it as fits."""
    found = SENTENCE.search(text.split(PARAGRAPH_BREAK, maxsplit=1)[0])
    return shorten(found[0] if found else text)


def shorten(text: str, length: int = LONG) -> str:
    """Return whole words from the start of `text`, at most `length` characters."""
    if len(text) <= length:
        return text
    words = re.match(rf".{{,{length}}}(?=\s)", text, re.DOTALL)
    return words[0].rstrip() if words else text[:length]


def _asking_paragraph(question: str) -> str:
    paragraphs = question.split(PARAGRAPH_BREAK)
    asking = [words for words in paragraphs if "?" in words or "？" in words]
    return (asking or paragraphs)[-1]


def _asks(sentence: str) -> bool:
    return sentence.rstrip("\"”»’')]」』").endswith(("?", "？"))
