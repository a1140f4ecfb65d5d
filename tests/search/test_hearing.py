"""Names that are only spoken of, typed in another script."""

import pytest

from archive.search.hearing import heard

SPOKEN = ["pushkin", "put", "putin", "abai", "khrushchev", "zhanna", "qazaq", "voda"]
WRITTEN = ["пушкин", "қошқарбаев", "хрущев", "ауыл", "жанна"]


def listen(word, archive, *languages):
    def vocabulary(start):
        return [each for each in archive if each.startswith(start)]

    return heard([word], frozenset(languages), vocabulary)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Пушкин", "pushkin"),
        ("ПУТИН", "putin"),
        ("Абай", "abai"),
        ("Хрущёв", "khrushchev"),
        ("Жанна", "zhanna"),
        ("қазақ", "qazaq"),
    ],
)
def test_cyrillic_is_heard_in_an_english_archive(typed, found):
    (others,) = listen(typed, SPOKEN, "en").values()

    assert others == {found}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Pushkin", "пушкин"),
        ("Qoshqarbayev", "қошқарбаев"),
        ("Koshkarbaev", "қошқарбаев"),
        ("Zhanna", "жанна"),
        ("Khrushchev", "хрущев"),
    ],
)
def test_latin_is_heard_in_a_kazakh_archive(typed, found):
    (others,) = listen(typed, WRITTEN, "kk").values()

    assert others == {found}


@pytest.mark.parametrize("typed", ["Пут", "вода", "Camel", "臺灣大學", "16.8", "", "!"])
def test_what_is_short_or_sounds_like_nothing_is_left_alone(typed):
    assert listen(typed, ["put", "camel", "vodka"], "en") == {}


def test_an_archive_in_one_script_is_not_asked_for_words_of_its_own():
    def vocabulary(start):
        raise AssertionError(start)

    assert heard(["pushkin", "putin"], frozenset({"en", "fr"}), vocabulary) == {}
    assert heard(["пушкин"], frozenset({"kk", "ru"}), vocabulary) == {}


def test_a_long_query_is_listened_to_in_part():
    asked = []

    def vocabulary(start):
        asked.append(start)
        return []

    words = [f"{letter}ушкин" for letter in "абвгдежзклмнопрст"]
    heard(words, frozenset({"en"}), vocabulary)

    assert len(asked) < 20
