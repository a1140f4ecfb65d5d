"""Documents for engines, made of plain words; no database."""

from archive.search.engine import Document, Request
from archive.search.indexes import postings
from archive.search.query import parse
from archive.search.terms import translate


def make_document(turn, text="", question="", notes="", **fields):
    language = fields.get("language", "en")
    defaults = {
        "interview": 1,
        "speaker": 0,
        "kind": 0,
        "language": "en",
        "date": 0,
        "sequence": turn,
        "topics": (),
    }
    return Document(
        turn=turn,
        own=postings(text, language),
        context=postings(question, language),
        notes=postings(notes, language),
        **{**defaults, **fields},
    )


def ask(engine, text, **request):
    tree = translate(parse(text), engine.languages()).tree
    return engine.find(Request(tree, **request))


def put(engine, *documents):
    """Write documents in the place of what is known of their turns."""
    engine.replace({each.turn for each in documents}, (), lambda: documents)
