"""Names in two scripts, told apart without a guess that nobody could see."""

import pytest

from archive.citations import Name, name_of
from archive.citations.names import initials, inverted, straight

TOLD_APART = {
    "Aigul Saparova": "Saparova, Aigul",
    "Kassym-Jomart Kemelevich Tokayev": "Tokayev, Kassym-Jomart Kemelevich",
    "Айгуль Маратовна Сапарова": "Сапарова, Айгуль Маратовна",
    "Сапарова Айгуль Маратовна": "Сапарова, Айгуль Маратовна",
    "Токаев Касым-Жомарт Кемелевич": "Токаев, Касым-Жомарт Кемелевич",
    "Дихан Қамзабекұлы": "Қамзабекұлы, Дихан",
    "Роман Абрамович": "Абрамович, Роман",
    "Ludwig van Beethoven": "van Beethoven, Ludwig",
    "Mohammed bin Salman": "bin Salman, Mohammed",
    "Айгуль Маратовна": "Айгуль Маратовна",
    "Asan": "Asan",
    "李明": "李明",
    "": "",
}
STATED = {
    "García Márquez, Gabriel": "García Márquez, Gabriel",
    "Xi, Jinping": "Xi, Jinping",
    "Steppe Choir": "Gabriel García Márquez",
}


@pytest.mark.parametrize(("name", "in_a_list"), TOLD_APART.items())
def test_a_name_is_told_apart(name, in_a_list):
    assert inverted(name_of(name)) == in_a_list


@pytest.mark.parametrize(("sort_name", "in_a_list"), STATED.items())
def test_an_editor_states_how_a_name_is_listed(sort_name, in_a_list):
    assert inverted(name_of("Gabriel García Márquez", sort_name)) == in_a_list


def test_the_last_word_first_states_nothing():
    name = name_of("Сапарова Айгуль Маратовна", "Маратовна, Сапарова Айгуль")

    assert name.family == "Сапарова"


def test_a_name_in_list_order_is_turned_in_a_sentence():
    assert straight(name_of("Сапарова Айгуль Маратовна")) == "Айгуль Маратовна Сапарова"


@pytest.mark.parametrize(
    ("given", "short"),
    [
        ("Kassym-Jomart Kemelevich", "K.-J. K."),
        ("А. М.", "А. М."),
        ("Élodie", "É."),
        ("", ""),
    ],
)
def test_initials_are_those_of_all_given_names(given, short):
    assert initials(Name("whole", "family", given)) == short
