"""Stops, quotation marks and capitals of titles."""

import pytest

from archive.citations.wording import headline, quoted, stopped


@pytest.mark.parametrize(
    ("title", "cased"),
    [
        ("a forward-thinking nation", "A Forward-Thinking Nation"),
        ("the end of the war on water", "The End of the War on Water"),
        ("what it is for", "What It Is For"),
        ("water: the first year", "Water: The First Year"),
        (
            "“the sea” and iPhone users of al-Farabi",
            "“The Sea” and iPhone Users of al-Farabi",
        ),
        ("we don’t know", "We Don’t Know"),
        ("the good in cloud.gov", "The Good in cloud.gov"),
        ("", ""),
    ],
)
def test_an_english_title_is_raised_to_a_headline(title, cased):
    assert headline(title, "en-GB") == cased


def test_a_title_in_another_language_keeps_its_capitals():
    assert headline("Wir sind die Steppe", "de") == "Wir sind die Steppe"


@pytest.mark.parametrize(
    ("title", "mark", "printed"),
    [
        ("Water", ".", "“Water.”"),
        ("Water?", ".", "“Water?”"),
        ("Water?", ",", "“Water?,”"),
        ('The "sea"', ".", "“The ‘sea.’”"),
        ("The “sea”", ",", "“The ‘sea,’”"),
        ("The workers’", ".", "“The workers’.”"),
        ("Atim: „Die Steppe“", ".", "“Atim: ‚Die Steppe.‘”"),
        ("Roman „Step”", ",", "“Roman ‚Step,’”"),
        ("Роман «Абай»", ".", "“Роман «Абай».”"),
    ],
)
def test_a_title_stands_in_quotation_marks(title, mark, printed):
    assert quoted(title, mark) == printed


@pytest.mark.parametrize("text", ["Why?", "No.", "So…", "“Why?”", "(No.)", ""])
def test_what_ends_a_sentence_gets_no_second_stop(text):
    assert stopped(text) == text
