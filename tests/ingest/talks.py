"""Interviews in a few words: questions and answers by turns, as Transcripts."""

from archive.ingest.addresses import slug_of
from archive.transcript import (
    Basis,
    Claim,
    Kind,
    Provenance,
    Segment,
    Skipped,
    SkippedKind,
    Source,
    Span,
    Transcript,
    Turn,
    numbered,
)

KINDS = (Kind.QUESTION, Kind.ANSWER)


class Page:
    """A source's text, and where each part of it stands."""

    def __init__(self) -> None:
        self.text = ""
        self.skipped = []

    def write(self, words):
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def skip(self, words, kind):
        self.skipped.append(Skipped(kind, self.write(words)))


def talk(*said, title="About wells", name="wells.txt", end="", **fields):
    """Questions and answers by turns, a line of theirs a paragraph."""
    page = Page()
    page.skip(f"{title}\n", SkippedKind.FRONT_MATTER)
    turns = numbered(tuple(_turn(page, at, words) for at, words in enumerate(said)))
    if end:
        page.skip(end, SkippedKind.BLANK)
    source = Source(name, page.text.encode(), page.text)
    known = {
        "slug": slug_of(title),
        "title": title,
        "language": "en",
        "source": source,
        "provenance": Provenance("plain text", "unlabelled dashes", "1", 1.0),
        "claims": (Claim("title", title, Basis.TEXT),),
    }
    return Transcript(**{**known, **fields}, turns=turns, skipped=(*page.skipped,))


def _turn(page, at, words):
    page.skip("– ", SkippedKind.MARK)
    segments = []
    for line in words.split("\n"):
        segments.append(Segment("", line, page.write(line)))
        page.skip("\n", SkippedKind.BLANK)
    kind = KINDS[at % 2]
    question = str(at - 1) if kind is Kind.ANSWER else ""
    return Turn("", kind, tuple(segments), label="– ", question=question)
