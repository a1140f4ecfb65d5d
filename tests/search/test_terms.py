"""A query as the terms of an index."""

from hypothesis import given
from hypothesis import strategies as st

from archive.search.query import parse
from archive.search.terms import (
    All,
    Not,
    Prefix,
    Sequence,
    Term,
    unwanted,
    wanted,
)
from archive.search.translation import leaf, translate

ENGLISH = frozenset({"en"})


def term(*forms):
    return Term(frozenset(forms))


def translated(text, languages=ENGLISH):
    return translate(parse(text), languages)


def test_words_must_all_hold():
    assert translated("nuclear reforms").tree == All((term("nuclear"), term("reform")))


def test_a_word_has_its_stems_in_all_languages_of_the_archive():
    tree = translated("finances", frozenset({"en", "fr", "kk"})).tree

    assert tree == All((term("financ", "finances"),))


def test_an_empty_archive_reads_words_whole():
    assert translated("finances", frozenset()).tree == All((term("finances"),))


def test_a_phrase_keeps_its_common_words():
    assert translated('"state of the nation"').tree == All(
        (
            Sequence(
                (
                    (0, term("state")),
                    (1, term("of")),
                    (2, term("the")),
                    (3, term("nation")),
                )
            ),
        )
    )


def test_a_hyphened_word_is_a_phrase():
    assert leaf("power-plant", ENGLISH) == Sequence(
        ((0, term("power")), (1, term("plant")))
    )


def test_chinese_words_are_pairs_without_the_last_sign_alone():
    assert leaf("國會議", ENGLISH) == Sequence(((0, term("國會")), (1, term("會議"))))
    assert leaf("國會", ENGLISH) == term("國會")


def test_one_chinese_sign_is_a_prefix():
    assert leaf("國", ENGLISH) == Prefix("國")


def test_a_phrase_in_two_scripts_keeps_its_distances():
    assert leaf("國會c++寫", ENGLISH) == Sequence(
        ((0, term("國會")), (2, term("c++")), (3, Prefix("寫")))
    )


def test_common_words_are_left_out_beside_better_ones():
    translation = translated("the cost of the war")

    assert translation.tree == All((term("cost"), term("war")))
    assert translation.common == ("the", "of")


def test_a_query_of_common_words_alone_is_asked_whole():
    assert translated("who are you").tree == All(
        (term("who"), term("are"), term("you"))
    )


def test_common_words_stay_when_only_exclusions_stand_beside_them():
    assert translated("the -war").tree == All((term("the"), Not(term("war"))))


def test_a_word_common_in_one_language_alone_is_kept_if_another_needs_it():
    both = frozenset({"en", "de"})

    assert translated("war crimes", both).common == ()
    assert translated("und reform", both).common == ("und",)


def test_excluded_words_are_never_left_out():
    assert translated("cost -the").tree == All((term("cost"), Not(term("the"))))


def test_what_holds_no_word_is_left_out_and_named():
    translation = translated("😀 cost -– …")

    assert translation.tree == All((term("cost"),))
    assert translation.unspoken == ("😀", "–", "…")


def test_wanted_and_unwanted_parts_are_told_apart():
    tree = translated("cost -war").tree

    assert wanted(tree) == (term("cost"),)
    assert unwanted(tree) == (Not(term("war")),)


@given(st.text(), st.sampled_from([ENGLISH, frozenset(), frozenset({"ru", "fr"})]))
def test_any_text_has_terms_without_error(text, languages):
    translation = translated(text, languages)

    assert len(translation.tree.parts) <= len(parse(text).parts)
