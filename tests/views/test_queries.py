"""A page asks the database as often for sixty exchanges as for three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Turn
from tests.factories import make_annotation, make_conversation, make_interlude

pytestmark = pytest.mark.django_db

PATHS = {
    "/": 9,
    "/interviews/": 12,
    "/interviews/{slug}/": 14,
    "/interviews/{slug}/q2/": 16,
    "/interviews/{slug}/a1p1/?mark=a1,a2": 9,
    "/speakers/": 3,
    "/speakers/aigul-saparova/": 12,
    "/topics/": 3,
    "/topics/water/": 15,
}


def make_annotated(exchanges, slug):
    interview = make_conversation(exchanges, slug)
    for turn in Turn.objects.filter(interview=interview):
        make_annotation(turn, turn.text[:5])
        make_interlude(interview, turn)


def count(client, path):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", PATHS)
def test_the_number_of_queries_is_constant(client, path):
    make_annotated(exchanges=3, slug="short")
    few = count(client, path.format(slug="short"))
    make_annotated(exchanges=60, slug="long")
    many = count(client, path.format(slug="long"))

    assert many == few


@pytest.mark.parametrize(("path", "most"), PATHS.items())
def test_no_page_asks_more_than_it_needs(client, path, most):
    make_annotated(exchanges=3, slug="short")

    assert count(client, path.format(slug="short")) <= most
