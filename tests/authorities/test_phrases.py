"""C-value: what is said often, and not only within something longer."""

import math

from archive.authorities.phrases import Counting, Text
from archive.search import analysis
from archive.search.stopwords import is_common


def found(*texts, language="en", fewest=1):
    counting = Counting(
        analysis.tokens, lambda word, code: is_common(word, frozenset({code}))
    )
    for exchange, words in enumerate(texts, start=1):
        counting.add(Text(exchange, words, language))
    return {phrase.shown: phrase for phrase in counting.found(fewest)}


def test_a_phrase_scores_by_its_words_and_how_often_it_is_said():
    phrases = found("The land reform.", "A land reform, a land reform.")

    assert phrases["land reform"].score == 3.0
    assert (phrases["land reform"].times, phrases["land reform"].exchanges) == (3, 2)


def test_what_stands_within_longer_phrases_alone_scores_nothing():
    phrases = found(*["The nuclear power plant."] * 4)

    assert set(phrases) == {"nuclear power plant"}
    assert phrases["nuclear power plant"].score == round(math.log2(3) * 4, 3)


def test_what_also_stands_alone_scores_for_that():
    phrases = found("nuclear power plant", "nuclear power plant", "nuclear power")

    assert phrases["nuclear power"].score == 1.0
    assert phrases["nuclear power"].longer == 2


def test_forms_of_a_word_are_one_phrase_shown_as_it_is_said_most():
    phrases = found("жер реформасы", "жер реформасын", "жер реформасы", language="kk")

    assert {shown: phrase.times for shown, phrase in phrases.items()} == {
        "жер реформасы": 3
    }


def test_no_phrase_begins_or_ends_with_a_common_word_or_reaches_over_a_sign():
    assert found("the land of reform. Water, law") == {
        "land of reform": found("land of reform")["land of reform"]
    }


def test_phrases_of_too_few_exchanges_are_no_key_phrases():
    assert found("land reform", "land reform", "dry well", fewest=2).keys() == {
        "land reform"
    }
