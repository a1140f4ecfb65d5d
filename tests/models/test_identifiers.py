"""Identifiers: their shape, their check digit, and where they lead."""

import pytest

from archive.models.identifiers import SCHEMES, links_of, normal


@pytest.mark.parametrize(
    ("scheme", "told", "kept"),
    [
        ("wikidata", "q42", "Q42"),
        ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"),
        ("viaf", "https://viaf.org/viaf/102333412/", "102333412"),
        ("isni", "0000 0001 2103 2683", "0000000121032683"),
        ("isni", "000000012146438x", "000000012146438X"),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("orcid", "0000000218250097", "0000-0002-1825-0097"),
    ],
)
def test_a_name_is_kept_in_one_form(scheme, told, kept):
    assert normal(scheme, told) == kept
    assert SCHEMES[scheme].complaint(kept) == ""


@pytest.mark.parametrize(
    ("scheme", "name"),
    [
        ("wikidata", "42"),
        ("wikidata", "Q0"),
        ("viaf", "abc"),
        ("isni", "000000012103268"),
        ("orcid", "0000000218250097"),
    ],
)
def test_a_name_of_another_shape_is_refused(scheme, name):
    assert "one looks like" in SCHEMES[scheme].complaint(name)


@pytest.mark.parametrize(
    ("scheme", "name"),
    [("isni", "0000000121032684"), ("orcid", "0000-0002-1825-0098")],
)
def test_a_mistyped_name_is_found_by_its_last_sign(scheme, name):
    assert "mistyped" in SCHEMES[scheme].complaint(name)


def test_names_lead_to_their_files_and_others_nowhere():
    links = links_of({"gnd": "1", "viaf": "12", "wikidata": "nonsense"})

    assert [(link.label, link.address) for link in links] == [
        ("VIAF", "https://viaf.org/viaf/12")
    ]
