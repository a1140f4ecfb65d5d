"""Kazakh endings: one stem for all forms of a word, and words that keep their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.kazakh import KazakhStemmer, stem

FORMS = {
    "мектеп": """мектеп мектептер мектептің мектепке мектепті мектепте мектептен
        мектеппен мектебі мектебіміз мектептері мектептеріміз
        мектептерімізде мектептеріміздің мектептеріміздегі""",
    "халық": """халық халқы халқымыз халқымыздың халыққа халықтың халықты
        халықтар халқының""",
    "бала": """бала балалар баласы баланың балаға баланы балада баладан баламен
        балалары балаларының балаларымыз баласына баласында баласынан""",
    "республика": """республика республикасы республикасының республикамыз
        республикада республиканың республикамыздың""",
    "қала": """қала қалалар қаласында қалада қаладағы қаланың қаласының қаладан
        қалаларда""",
    "ел": """ел елдер елі елдің елге елде елдегі еліміз еліміздің елімізде
        елдері елден""",
    "тіл": """тіл тілі тілдер тілді тілінде тілдің тіліміз тіліміздің тілге""",
    "жүрек": """жүрек жүрегі жүрегіміз жүректің жүрекке""",
    "кітап": """кітап кітабы кітаптар кітапта кітабының кітаптарды""",
    "президент": """президент президенттің президентке президенті президентіміз""",
    "сұрақ": """сұрақ сұрақтар сұрағы сұраққа сұрағымыз сұрақтарға сұрақтың""",
    "жол": """жол жолдар жолы жолдың жолда жолға жолынан""",
    "адам": """адам адамдар адамның адамға адамды адамдардың адамнан""",
    "заң": """заң заңдар заңның заңды заңға заңы заңымыз""",
    "жыл": """жыл жылы жылдың жылға жылдар жылдары жылғы жылда""",
    "тарих": """тарих тарихы тарихымыз тарихтың тарихқа тарихымызды""",
    "ауыл": """ауыл ауылы ауылдар ауылдағы ауылдың ауылға""",
    "су": """су суы судың суға суды сулар суда""",
    "үй": """үй үйі үйлер үйдің үйге үйде""",
    "орталық": """орталық орталығы орталықтар орталықтың орталығында""",
    "партия": """партия партиясы партиялар партияның партиядан""",
}

KEPT = "және үшін бірақ Suhbat COVID-19 2024 президент әлем қалам өлең білім"
"""Words whose last letters are no endings."""


@pytest.mark.parametrize(("word", "forms"), FORMS.items())
def test_every_form_has_the_stem_of_its_word(word, forms):
    assert {form: stem(form) for form in forms.split()} == dict.fromkeys(
        forms.split(), word
    )


@pytest.mark.parametrize("word", KEPT.split())
def test_what_is_no_ending_stays(word):
    assert stem(word) == word


def test_a_stem_is_the_same_from_whatever_form_even_where_too_much_falls():
    assert stem("оқиға") == stem("оқиғалардың") == stem("оқиғасы") == "оқи"


def test_endings_of_the_other_vowels_are_no_endings():
    assert stem("қалалер") == "қалалер"
    assert stem("тілда") == "тілда"
    assert stem("тілінде") == "тіл"


def test_verbs_keep_their_person():
    assert stem("барады") == "барады"


def test_a_word_without_vowels_stays():
    assert stem("кггге") == "кггге"
    assert stem("сттттке") == "сттттке"


def test_the_stemmer_is_asked_as_snowballs_are():
    assert KazakhStemmer().stemWord("мектептер") == stem("мектеп")


@given(st.text("абдеығілмнңртсқкәө", max_size=20))
def test_no_word_is_lost(word):
    assert bool(stem(word)) == bool(word)
    assert len(stem(word)) <= len(word) + 1
