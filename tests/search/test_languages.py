"""Languages as numbers: each code comes back as it was."""

import pytest

from archive.search.languages import code, number


@pytest.mark.parametrize("known", ["en", "kk", "ru", "zh", "haw", "az", "za", ""])
def test_a_code_comes_back(known):
    assert code(number(known)) == known


def test_a_region_makes_no_other_language():
    assert number("pt-BR") == number("pt") == number("PT")


def test_any_text_has_a_number_that_fits():
    assert 0 <= number("\u049b" * 99) < 2**32
    assert 0 <= number("z" * 99) < 2**32
