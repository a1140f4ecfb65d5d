"""One client asks so often and no more; forged addresses change nothing."""

import json
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from lxml import etree

from archive.middleware import trust_proxy
from archive.views import throttle
from archive.views.refusals import Refusal
from archive.views.throttle import throttled, wait_of
from tests.views.pages import parse, text_of


@pytest.fixture(autouse=True)
def clock(settings, tmp_path, monkeypatch):
    """Three at once and six a minute, at a time that stands until it is set."""
    settings.IS_THROTTLED = True
    settings.DATA_DIR = tmp_path
    settings.PACES = {"search": (6, 3), "check": (6, 3)}
    now = [1_700_000_000.0]
    monkeypatch.setattr("archive.views.throttle.time.time", lambda: now[0])
    return now


def ask(address="203.0.113.7", scope="search", **headers):
    """Returns the seconds to wait, as the view would see the request."""
    waits = []
    request = RequestFactory().get("/", REMOTE_ADDR=address, **headers)
    trust_proxy(lambda passed: waits.append(wait_of(passed, scope)) or HttpResponse())(
        request
    )
    return waits[0]


def test_so_many_at_once_and_then_one_by_one(clock):
    at_once = [ask() for _ in range(4)]
    clock[0] += 9
    early = ask()
    clock[0] += 1
    later = [ask(), ask()]

    assert at_once == [0, 0, 0, 10]
    assert early == 1
    assert later == [0, 10]


def test_who_waits_long_may_ask_as_often_as_at_first(clock):
    for _ in range(3):
        ask()
    clock[0] += 30

    assert [ask() for _ in range(4)] == [0, 0, 0, 10]


def test_being_refused_costs_nothing(clock):
    for _ in range(50):
        ask()
    clock[0] += 10

    assert ask() == 0


def test_others_and_other_rooms_are_counted_apart():
    for _ in range(4):
        ask()

    assert ask("203.0.113.8") == 0
    assert ask(scope="check") == 0


def test_a_forged_forwarding_header_changes_nothing():
    asked = [ask(HTTP_X_FORWARDED_FOR=f"198.51.100.{each}") for each in range(4)]

    assert asked == [0, 0, 0, 10]


def test_behind_the_trusted_proxy_each_reader_is_counted(settings):
    settings.TRUSTED_PROXY = ["127.0.0.1"]
    one = [
        ask("127.0.0.1", HTTP_X_FORWARDED_FOR=f"10.0.0.{each}, 198.51.100.1")
        for each in range(4)
    ]

    assert one == [0, 0, 0, 10]
    assert ask("127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.2") == 0


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("fe80::1%eth0", "fe80::1%eth1", True),
        ("", "unix:", False),
    ],
)
def test_a_household_of_ipv6_is_one_client(one, other, is_same):
    for _ in range(3):
        ask(one)

    assert (ask(other) > 0) == is_same


def test_processes_of_one_machine_count_together():
    mine = [ask(), ask()]

    with ProcessPoolExecutor(1, get_context("fork")) as others:
        theirs = list(others.map(ask, ["203.0.113.7"] * 2))

    assert mine + theirs == [0, 0, 0, 10]


def test_threads_that_ask_together_get_no_more_than_one_would(settings):
    settings.PACES = {"search": (1, 10)}

    with ThreadPoolExecutor(4) as pool:
        waits = list(pool.map(lambda _: ask(), range(40)))

    assert waits.count(0) == 10


def test_no_address_is_written_down(tmp_path):
    ask("203.0.113.7")

    kept = b"".join(path.read_bytes() for path in tmp_path.glob(f"{throttle.FILE}*"))
    assert b"203.0.113" not in kept


def test_clients_who_are_paid_off_are_forgotten(clock, monkeypatch):
    monkeypatch.setattr(throttle, "SWEEP", 1)
    for each in range(9):
        ask(f"203.0.113.{each}")
    clock[0] += 60
    ask("198.51.100.1")

    rows = throttle._connect().execute("SELECT count(*) FROM asked").fetchone()
    assert rows == (1,)


def test_a_clock_that_is_put_back_shuts_nobody_out(clock):
    for _ in range(4):
        ask()
    clock[0] -= 3600

    assert [ask() for _ in range(4)] == [0, 0, 0, 10]


def test_a_file_that_cannot_be_written_lets_readers_pass(settings, tmp_path, caplog):
    settings.DATA_DIR = tmp_path / "missing"

    assert [ask() for _ in range(5)] == [0] * 5
    assert "requests are not counted" in caplog.text


def test_a_file_that_is_no_database_is_put_out_of_the_way(tmp_path):
    (tmp_path / throttle.FILE).write_bytes(b"no database" * 1000)

    assert [ask() for _ in range(5)] == [0, 0, 0, 0, 10]


def test_throttling_can_be_left_to_what_stands_in_front(settings):
    settings.IS_THROTTLED = False

    assert [ask() for _ in range(5)] == [0] * 5


# What is answered


def refused(kind):
    view = throttled("search", kind)(lambda request: HttpResponse("read"))
    answers = [view(RequestFactory().get("/?q=camel")) for _ in range(4)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert answers[3]["Retry-After"] == "10"
    assert answers[3]["Cache-Control"] == "no-store"
    assert answers[3]["Content-Type"] == kind.value
    return answers[3]


def test_a_page_says_so_as_a_page():
    assert text_of(parse(refused(Refusal.PAGE)), "h1") == "Too many requests"


def test_json_says_so_as_json():
    assert json.loads(refused(Refusal.JSON).content) == {
        "error": "Too many requests. Ask again in 10 seconds.",
        "retry_after": 10,
    }


def test_csv_says_so_as_csv():
    assert refused(Refusal.CSV).content == (
        b'error\r\n"Too many requests. Ask again in 10 seconds."\r\n'
    )


def test_a_feed_says_so_as_a_feed():
    feed = etree.fromstring(refused(Refusal.ATOM).content)

    title = feed.findtext("{http://www.w3.org/2005/Atom}title")
    assert title == "Too many requests. Ask again in 10 seconds."
