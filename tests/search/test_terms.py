"""A query as the terms of an index."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.languages import number
from archive.search.parts import Field, Word, typed
from archive.search.query import parse
from archive.search.terms import (
    All,
    Any,
    Filter,
    Near,
    Not,
    Noted,
    Period,
    Prefix,
    Sequence,
    Term,
    holds_words,
    leaves,
    unwanted,
    wanted,
)
from archive.search.translation import Known, said, translate
from archive.search.translation import leaf as leaf_of

ENGLISH = frozenset({"en"})


def leaf(text, codes):
    return leaf_of(Word(text), Known(codes))


def day(*numbers):
    return date(*numbers).toordinal()


def term(*forms):
    return Term(frozenset(forms))


def translated(text, languages=ENGLISH):
    return translate(parse(text), Known(languages))


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


# Parts of the language


def test_one_word_or_another():
    assert translated("water OR sky -steppe").tree == All(
        (Any((term("water"), term("sky"))), Not(term("stepp")))
    )


def test_words_in_brackets_must_all_hold():
    assert translated("(the water) OR sky").tree == All(
        (Any((All((term("the"), term("water"))), term("sky"))),)
    )
    assert translated("(😀 ☃) OR (☃ …)").tree == All(())
    assert translated("(😀 ☃) OR water").tree == All((Any((term("water"),)),))


def test_a_beginning_is_looked_up_among_words_as_spelled():
    assert translated("Elect*").tree == All((Prefix("=elect"),))
    assert translated("é*").tree == All((term("e"),))
    assert translated("power-pl*").tree == All(
        (Sequence(((0, term("power")), (1, Prefix("=pl")))),)
    )
    assert translated("國會*").tree == All((term("國會"),))


def test_words_near_each_other_are_told_once():
    assert translated('"water of water"~5').tree == All(
        (Near((term("water"), term("of")), 5),)
    )
    assert translated('"water"~5').tree == All((term("water"),))


def test_an_exact_word_is_its_twin():
    assert translated("exact:Votes").tree == All((term("=votes"),))
    assert translated('exact:"no votes"').tree == All(
        (Sequence(((0, term("=no")), (1, term("=votes")))),)
    )
    assert translated("exact:國會").tree == All((term("國會"),))
    assert translated("exact:the water").common == ()


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("in:answer", Filter("kind", frozenset({1}))),
        ("year:2024", Filter("year", frozenset({2024}))),
        ("year:2023-2024", Filter("year", frozenset({2023, 2024}))),
        ("lang:kk", Filter("language", frozenset({number("kk")}))),
        ("lang:Kazakh", Filter("language", frozenset())),
        ("speaker:x", Filter("speaker", frozenset())),
        ("before:2024", Period(1, day(2023, 12, 31))),
        ("after:2024-02", Period(day(2024, 3, 1), date.max.toordinal())),
        ("after:9999", Period(date.max.toordinal(), date.max.toordinal())),
        ("before:0001", Period(1, 1)),
        ("in:note", Noted(Prefix("="))),
    ],
)
def test_a_field_is_a_condition(text, node):
    assert translated(text).tree == All((node,))


def test_a_field_means_whom_the_archive_knows_by_that_name():
    speaker = Filter("speaker", frozenset({7}))
    known = Known(ENGLISH, {Field("speaker", "x"): speaker})

    tree = translate(parse("speaker:x water OR -speaker:x"), known).tree

    assert tree == All((speaker, Any((term("water"), Not(speaker)))))


def test_beside_in_note_all_words_are_looked_for_in_notes():
    speaker = Filter("speaker", frozenset())

    assert translated('in:note water -sky "a b"~2').tree == All(
        (
            Noted(term("water")),
            Not(Noted(term("sky"))),
            Noted(Near((term("a"), term("b")), 2)),
        )
    )
    assert translated("speaker:x in:note").tree == All((speaker, Noted(Prefix("="))))
    assert translated("(in:note (a OR (b year:2024))) OR c").tree == All(
        (
            Any(
                (
                    All(
                        (
                            Any(
                                (
                                    Noted(term("a")),
                                    All(
                                        (
                                            Noted(term("b")),
                                            Filter("year", frozenset({2024})),
                                        )
                                    ),
                                )
                            ),
                        )
                    ),
                    term("c"),
                )
            ),
        )
    )
    assert translated("in:note OR water").tree == All(
        (Any((Noted(Prefix("=")), term("water"))),)
    )


def test_the_word_of_a_name_is_found_in_other_scripts():
    known = Known(ENGLISH, {}, {"токаев": frozenset({"tokayev", "tokayevs"})})

    assert translate(parse("Токаев"), known).tree == All((term("токаев", "tokayev"),))
    assert translate(parse("exact:Токаев"), known).tree == All((term("=токаев"),))


def test_a_common_word_stays_beside_conditions_alone():
    assert translated("the year:2024").common == ()
    assert translated("the war year:2024").common == ("the",)


def test_each_part_of_the_tree_is_told_as_it_was_typed():
    translation = translated("the war year:2024 -sky (a OR b)")

    assert [typed(part) for part in translation.asked] == [
        "war",
        "year:2024",
        "-sky",
        "a OR b",
    ]
    assert [typed(part) for part in translation.wanted] == ["war", "a OR b"]
    assert [said(part) for part in translation.asked] == ["war", "", "sky", "a b"]


def test_words_to_find_are_told_from_words_to_leave_out():
    tree = translated("a OR (b -c) year:2024 in:note").tree

    assert list(leaves(tree)) == [Noted(term("a")), Noted(term("b"))]
    assert not holds_words(Not(All((term("a"),))))
