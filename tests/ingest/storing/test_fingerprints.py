"""Passages that are known by their words wherever they stand."""

import pytest

from archive.ingest.storing.fingerprints import fingerprint

TWELVE = "My father dug it in the dry summer of 1961 with a spade"


def test_case_punctuation_and_blanks_make_no_difference():
    assert fingerprint(TWELVE) == fingerprint(f"“{TWELVE.upper()},  –  ”")


def test_another_word_is_another_passage():
    assert fingerprint(TWELVE) != fingerprint(TWELVE.replace("father", "mother"))


def test_it_fits_a_column_of_sixty_four_bits():
    assert -(2**63) <= fingerprint(TWELVE) < 2**63


@pytest.mark.parametrize("text", ["", "Thank you very much.", "谢谢你", "x" * 60])
def test_a_short_passage_has_none(text):
    assert fingerprint(text) is None


def test_letters_count_in_a_script_without_spaces():
    assert (
        fingerprint("我父亲在一九六一年干旱的夏天用一把铁锹挖了这口很深的井")
        is not None
    )
