"""What a note of each kind tells is of one shape, or it is refused at the door."""

import json

import pytest

from archive.errors import MalformedNote
from archive.models.particulars import (
    Cited,
    Commitment,
    FactCheck,
    Reading,
    Status,
    Translation,
    check_date,
    read_particulars,
    tell_date,
    write_particulars,
)

TOLD = {
    "correction": (Reading("Mangystau"), {"reading": "Mangystau"}),
    "fact_check": (
        FactCheck(
            "Six of eleven judges are appointed by parliament.",
            "true",
            (Cited("Constitution, article 71", "https://law.example/71"), Cited("A")),
        ),
        {
            "claim": "Six of eleven judges are appointed by parliament.",
            "verdict": "true",
            "sources": [
                {
                    "citation": "Constitution, article 71",
                    "address": "https://law.example/71",
                },
                {"citation": "A"},
            ],
        },
    ),
    "commitment": (
        Commitment(
            "A referendum", "2024", (Status("open", "2024-01"), Status("kept", "2024"))
        ),
        None,
    ),
    "translation": (
        Translation("kk", "Су қайдан келеді?"),
        {"language": "kk", "text": "Су қайдан келеді?"},
    ),
    "source": (
        Cited("Egemen Qazaqstan, 3 January 2024"),
        {"citation": "Egemen Qazaqstan, 3 January 2024"},
    ),
}
KEPT = Commitment(
    "A referendum",
    "2024-09",
    (Status("open", "2024-01-03", "In this interview."), Status("kept", "2024-10-06")),
)


@pytest.mark.parametrize("kind", ["correction", "fact_check", "translation", "source"])
def test_what_a_kind_tells_is_written_and_read_the_same(kind):
    value, written = TOLD[kind]

    assert write_particulars(value) == written
    assert read_particulars(kind, json.loads(json.dumps(written))) == value


def test_a_promise_keeps_the_history_of_its_statuses():
    written = write_particulars(KEPT)

    assert written == {
        "promised": "A referendum",
        "due": "2024-09",
        "statuses": [
            {"standing": "open", "date": "2024-01-03", "remark": "In this interview."},
            {"standing": "kept", "date": "2024-10-06"},
        ],
    }
    assert read_particulars("commitment", written) == KEPT
    assert (KEPT.current.label, KEPT.current.date_label) == ("kept", "6 October 2024")
    assert KEPT.due_label == "September 2024"


@pytest.mark.parametrize("kind", ["context", *TOLD])
def test_an_empty_object_tells_nothing_more(kind):
    assert read_particulars(kind, {}) is None
    assert write_particulars(None) == {}


@pytest.mark.parametrize(
    ("kind", "told", "fault"),
    [
        ("context", {"claim": "x"}, "tells nothing beside itself"),
        ("source", [], "“[]” is no object"),
        ("source", {"citation": 7}, "“citation” is of another type"),
        ("source", {"citation": "x", "page": "7"}, "not those of its kind"),
        ("source", {"address": "https://x.example"}, "not those of its kind"),
        ("source", {"citation": " "}, "Say what the source is"),
        ("source", {"citation": "x", "address": "javascript:1"}, "no address of a"),
        ("source", {"citation": "x", "address": "https://"}, "no address of a page"),
        ("source", {"citation": "x", "address": "https://[x"}, "no address of a page"),
        ("source", {"citation": "x", "address": "https://x y"}, "no address of a page"),
        ("source", {"citation": "x" * 10_001}, "longer than 10000 characters"),
        ("fact_check", {"claim": "x", "verdict": "maybe"}, "“maybe” is none of"),
        ("fact_check", {"claim": "", "verdict": "true"}, "Say what is claimed"),
        ("fact_check", {"claim": "x", "verdict": "true", "sources": "y"}, "another"),
        (
            "fact_check",
            {"claim": "x", "verdict": "true", "sources": [{"citation": "y"}] * 51},
            "more than 50",
        ),
        ("commitment", {"promised": ""}, "Say what was promised"),
        ("commitment", {"promised": "x", "due": "soon"}, "“soon” is no date"),
        (
            "commitment",
            {"promised": "x", "statuses": [{"standing": "kept", "date": ""}]},
            "Say since when",
        ),
        (
            "commitment",
            {
                "promised": "x",
                "statuses": [
                    {"standing": "kept", "date": "2025"},
                    {"standing": "open", "date": "2024"},
                ],
            },
            "not in order of time",
        ),
        ("translation", {"language": "Kazakh!", "text": "x"}, "“Kazakh!” is no lang"),
        ("translation", {"language": "kk", "text": ""}, "Give the translation"),
        ("correction", {"reading": ""}, "Say how it should read"),
    ],
)
def test_what_has_not_the_shape_of_its_kind_is_refused(kind, told, fault):
    with pytest.raises(MalformedNote) as caught:
        read_particulars(kind, told)

    assert fault in str(caught.value)


@pytest.mark.parametrize(
    ("told", "shown"),
    [("2025", "2025"), ("2025-03", "March 2025"), ("2025-03-04", "4 March 2025")],
)
def test_a_date_is_told_to_its_own_precision(told, shown):
    check_date(told)

    assert tell_date(told) == shown


@pytest.mark.parametrize("told", ["", "25", "2025-13", "2025-02-30", "2025-3", "x" * 9])
def test_what_is_no_date_is_refused(told):
    with pytest.raises(MalformedNote, match=r"is no date\. Write 2025, 2025-03 or"):
        check_date(told)
