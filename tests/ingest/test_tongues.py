"""Languages told by their words; silence where they do not tell."""

import pytest

from archive.ingest.tongues import detected

SAID = {
    "en": "What do you think of the well that was dug for the sheep, and who was it?",
    "de": "Ich habe das nicht gesehen, aber sie haben die Tiere mit dem Wasser und so.",
    "fr": "Je suis avec vous dans cette maison, mais les enfants ne sont pas là.",
    "ru": "Мы были там, но он не знал, что это было для всех, и все так и было.",
    "kk": "Біз бұл жерде болдық, сол кезде бір мен де осы үшін деп едім, ол керек.",
    "ky": "Биз бул жерде болгон, ошол кезде мен да бир бала элем, эле керек эмес.",
    "uk": "Ми були там, але він не знав, що це було для всіх, і так було та й є.",
    "zh": "我们在那里挖了一口井，为了羊群，也为了我们自己。",
    "ja": "わたしたちはそこで井戸を掘りました。羊のためです。",
    "ko": "우리는 거기에서 우물을 팠습니다. 양을 위해서입니다.",
}


@pytest.mark.parametrize(("language", "text"), SAID.items())
def test_a_language_is_told_by_its_commonest_words(language, text):
    assert detected([text]) == language


@pytest.mark.parametrize("text", ["", "Yes.", "xyz " * 50, "og det at er jeg på " * 9])
def test_words_that_tell_nothing_tell_no_language(text):
    assert detected([text]) == ""


def test_only_the_beginning_of_a_long_text_is_read():
    assert detected([SAID["en"] * 300, SAID["de"] * 300]) == "en"
