"""Whatever address is asked for, no page breaks and nothing is reflected."""

import pytest

from tests.factories import make_conversation, make_edition, make_source

pytestmark = pytest.mark.django_db

PIECES = [
    "%ED%A0%80",
    "%FF%FE",
    "%F0%9F%90%8E",
    "%E2%80%AE",
    "..%2F..%2Fetc%2Fpasswd",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "x" * 4000,
    "%27%20OR%201=1--",
    "q99999999999999999999",
]
PLACES = [
    "/interviews/{}/",
    "/interviews/steppe-2024/{}/",
    "/interviews/steppe-2024/?mark={}",
    "/interviews/steppe-2024/?mark=a1p1.{}-9",
    "/interviews/steppe-2024/q1/?mark={}@{}",
    "/interviews/steppe-2024/a1p1/?mark={}",
    "/interviews/steppe-2024/source/?at={}&start={}",
    "/interviews/steppe-2024/source/{}/",
    "/interviews/steppe-2024/cite/?mark={}&style={}",
    "/interviews/steppe-2024/{}/cite/",
    "/interviews/steppe-2024/q1/cite/?format={}",
    "/interviews/steppe-2024/{}/embed/?mark={}",
    "/oembed?url=http://127.0.0.1:8000/interviews/{}/{}/",
    "/oembed?url={}&maxwidth={}",
    "/interviews/?page={}",
    "/speakers/{}/",
    "/speakers/?page={}",
    "/topics/{}/",
    "/topics/water/?page={}&x={}",
]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("place", PLACES)
def test_no_address_breaks_a_page(client, place, piece):
    make_edition(make_conversation(exchanges=1), make_source())

    response = client.get(place.format(piece, piece))

    assert response.status_code in {200, 400, 404}
    assert "<script>alert" not in response.content.decode()
