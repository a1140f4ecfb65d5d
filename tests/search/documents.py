"""Documents for engines, made of plain words; no database."""

from archive.search.engine import Document, Request
from archive.search.indexes import postings
from archive.search.languages import number
from archive.search.query import parse
from archive.search.translation import Known, translate


def make_document(turn, text="", question="", notes="", **fields):
    language = fields.pop("language", "en")
    defaults = {
        "interview": 1,
        "speaker": 0,
        "kind": 0,
        "outlet": 0,
        "year": 0,
        "date": 0,
        "until": fields.get("date", 0),
        "sequence": turn,
        "topics": (),
    }
    return Document(
        turn=turn,
        language=number(language),
        own=postings(text, language),
        context=postings(question, language),
        notes=postings(notes, language),
        **{**defaults, **fields},
    )


def read(text, engine):
    """The tree of a query, in an archive of the engine's languages."""
    return translate(parse(text), Known(engine.languages())).tree


def ask(engine, text, **request):
    return engine.find(Request(read(text, engine), **request))


def put(engine, *documents):
    """Write documents in the place of what is known of their turns."""
    engine.replace({each.turn for each in documents}, (), lambda: documents)
