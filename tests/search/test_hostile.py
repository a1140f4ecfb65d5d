"""Queries made to hurt: no fault, nothing reflected, and no engine asked for more."""

import math
from html.parser import HTMLParser

import pytest

from archive.search import bounds, indexing
from archive.search.connection import engine as site_engine
from archive.search.terms import All, Any, Best, Near, Not, Noted, Sequence, Term
from tests import factories

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"
SIGNS = "".join(chr(0x4E00 + number) for number in range(500))
LETTERS = " ".join(f"{first}{second}*" for first in "abcdef" for second in "xyzuvw")

QUERIES = {
    "a script": SCRIPT,
    "a script in a phrase": f'"{SCRIPT}"',
    "a script in a field": f"speaker:{SCRIPT}",
    "an attribute": '" onmouseover="alert(1)',
    "a phrase of one word": f'"{"the " * 250}"',
    "a phrase of many words": '"' + " ".join(f"w{each}" for each in range(120)) + '"',
    "near words": '"' + "a b " * 120 + '"~50',
    "one sign": "國" * 500,
    "many signs": SIGNS,
    "signs in a phrase": f'"{SIGNS}"',
    "beginnings": LETTERS,
    "beginnings joined": LETTERS.replace(" ", " OR "),
    "beginnings left out": "-" + LETTERS.replace(" ", " -"),
    "every turn but": "-zzz",
    "brackets": "(" * 200 + "a" + ")" * 200,
    "brackets and OR": "(a OR (b OR (c OR (d OR (e OR (f OR (g OR h)))))))",
    "minus": "-" * 400 + "a",
    "stars": "*" * 400,
    "quotes": '"' * 399,
    "SQL": "' OR 1=1; DROP TABLE search_entry; --",
    "tsquery": "a & b | !c <-> d:*",
    "JSON": '{"query": {"match_all": {}}}',
    "a pattern": ".*" * 200,
    "NUL": "a\x00b",
    "half a sign": "\ud800",
    "turned around": "\u202esnow\u202c",
    "marks": "a" + "\u0301" * 400,
    "years": "year:1-9999",
    "fields": "speaker:a " * 60,
}


@pytest.fixture
def asked(engine, monkeypatch):
    """Every request that the engine is asked, of a page with two turns."""
    factories.make_exchange(factories.make_interview(), "And the snow?", "None.")
    indexing.do_tasks()
    requests, find = [], engine.find

    def noted(request):
        requests.append(request)
        return find(request)

    monkeypatch.setattr(site_engine(), "find", noted)
    return requests


@pytest.mark.parametrize("kind", QUERIES)
@pytest.mark.parametrize("page", ["1", "999999"])
def test_no_query_breaks_the_page_or_passes_its_bounds(client, asked, kind, page):
    query = QUERIES[kind].encode("utf-8", "surrogatepass")

    response = client.get("/search/", {"q": query, "page": page})

    assert response.status_code in {200, 400, 422}
    assert foreign_code(response.content.decode()) == []
    for request in asked:
        assert count_terms(request.tree) <= bounds.WORDS
        assert request.stop <= bounds.ROWS
        assert request.deadline < math.inf


def test_a_query_without_end_is_refused_before_it_is_read(client, asked):
    response = client.get("/search/", {"q": "x" * 10_000_000})

    assert response.status_code in {200, 414}
    assert len(response.content) < 100_000


def count_terms(node):
    """The words asked for, also those to be left out; one word may have some forms."""
    if isinstance(node, Noted):
        return count_terms(node.leaf)
    if isinstance(node, Not):
        return count_terms(node.part)
    if isinstance(node, Sequence):
        return len(node.steps)
    if isinstance(node, All | Any | Best | Near):
        parts = node.parts
        return sum(map(count_terms, parts))
    return 1 if isinstance(node, Term) or hasattr(node, "start") else 0


def foreign_code(page):
    """Scripts and handlers that the site did not write."""
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            names = dict(attributes)
            if tag == "script" and "src" not in names and "type" not in names:
                found.append(tag)
            found.extend(name for name in names if name.startswith("on"))

    Reader().feed(page)
    return found
