"""A licence as it was stated, as readers are told it."""

import pytest

from archive.templatetags.rights import Licence, licence_of

COMMONS = "https://creativecommons.org"


@pytest.mark.parametrize(
    ("stated", "name", "address"),
    [
        ("CC-BY-4.0", "CC BY 4.0", f"{COMMONS}/licenses/by/4.0/"),
        ("cc by-nc-sa 3.0", "CC BY-NC-SA 3.0", f"{COMMONS}/licenses/by-nc-sa/3.0/"),
        ("CC BY-SA 4.0 (LICENSE)", "CC BY-SA 4.0", f"{COMMONS}/licenses/by-sa/4.0/"),
        (
            "https://creativecommons.org/licenses/by-nd/2.5/",
            "CC BY-ND 2.5",
            f"{COMMONS}/licenses/by-nd/2.5/",
        ),
        (
            "Apache-2.0",
            "Apache 2.0",
            "https://www.apache.org/licenses/LICENSE-2.0",
        ),
        (
            "https://press.example/terms",
            "https://press.example/terms",
            "https://press.example/terms",
        ),
        ("By permission of the family", "By permission of the family", ""),
        ("Not CC BY 4.0", "Not CC BY 4.0", ""),
        ("CC BY", "CC BY", ""),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
    ],
)
def test_a_licence_has_a_name_and_an_address_where_it_is_known(stated, name, address):
    assert licence_of(stated) == Licence(name, address)


@pytest.mark.parametrize("stated", ["CC0", "CC0-1.0", "cc0 1.0 (README)"])
def test_rights_that_are_waived_are_nobodys(stated):
    assert licence_of(stated) == Licence(
        "CC0 1.0", f"{COMMONS}/publicdomain/zero/1.0/", is_waived=True
    )


def test_the_public_domain_is_told_in_its_own_words():
    stated = "US government work, public domain"

    assert licence_of(stated) == Licence(stated, "", is_waived=True)
