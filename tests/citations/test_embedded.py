"""What Zotero finds in a page, read as its translators read it."""

from urllib.parse import parse_qsl, unquote

import pytest

from archive.citations.embedded import coins, highwire
from tests.citations.records import RECORDS, WHOLE, replace


def listed(names):
    return [f"{n.family}, {n.given}" if n.family else n.whole for n in names]


def zotero_reads(context):
    """As openurl.js of Zotero: parts at `&`, then at `=`, each value decoded.

    Of a `dc` object it takes these keys, and `rft.type` where it is a type of its own.
    """
    read = {}
    for part in context.split("&"):
        key, _, value = part.partition("=")
        read.setdefault(key, []).append(unquote(value.replace("+", " ")))
    return read


@pytest.mark.parametrize("case", RECORDS)
def test_coins_tell_the_whole_interview(case):
    record = RECORDS[case]

    read = zotero_reads(coins(record))

    assert read["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]
    assert read["rft.type"] == ["interview"]
    assert read["rft.title"] == [record.title]
    assert read.get("rft.creator", []) == listed(record.interviewees)
    assert read.get("rft.contributor", []) == listed(record.interviewers)
    assert read["rft.identifier"] == [record.address]
    assert read["rft.language"] == [record.language]
    assert read["rft.rights"] == [record.rights]


def test_coins_keep_signs_of_an_address_apart():
    record = replace(WHOLE, title="A + B = C & D; “100 %”")

    assert dict(parse_qsl(coins(record)))["rft.title"] == "A + B = C & D; “100 %”"
    assert " " not in coins(record)
    assert "+" not in coins(record)


def test_the_meta_names_of_an_interview():
    assert highwire(RECORDS["two interviewees"]) == [
        ("citation_title", "The steppe remembers"),
        ("citation_author", "Saparova, Aigul"),
        ("citation_author", "Alin, Kassym"),
        ("citation_publication_date", "2024/01/03"),
        ("citation_publisher", "Steppe Gazette"),
        ("citation_language", "en"),
        ("citation_public_url", WHOLE.address),
        ("citation_fulltext_html_url", WHOLE.address),
        ("z:itemType", "interview"),
    ]


def test_an_interviewer_is_nobodys_author():
    told = highwire(WHOLE)

    assert "Omarov" not in str(told)


def test_a_date_that_nobody_knows_has_no_meta_name():
    assert "citation_publication_date" not in dict(highwire(RECORDS["no date"]))
