"""One name in several scripts sounds the same; two names do not."""

import pytest

from archive.scripts import is_cyrillic, latin, sound
from archive.search.letters import lower, strip_marks

SAME = [
    "Токаев Тоқаев Tokayev Tokaev Toqaev Toqayev",
    "Касым Қасым Kassym Kasym Qasym",
    "Жомарт Jomart Zhomart",
    "Назарбаев Nazarbayev Nazarbaev Nazarbaiev",
    "Горбачёв Горбачев Gorbachev Gorbachyov",
    "Хрущёв Khrushchev Khrushchyov Hrushchev",
    "Зеленський Зеленский Zelenskyy Zelenskiy Zelensky",
    "Достоевский Dostoevsky Dostoyevsky",
    "Чехов Chekhov",
    "Юрий Юрій Yuri Yury Yuriy Iurii",
    "Елена Yelena Elena",
    "Фёдор Fyodor Fedor",
    "Мұхтар Mukhtar Muhtar Mūhtar",
    "Әуезов Ауэзов Auezov",
    "Сәтбаев Satbayev Sätbaev Satbaev",
    "Қазақстан Qazaqstan",
    "Шәкәрім Шакарим Shakarim",
    "Ельцин Yeltsin Eltsin",
    "Ғабит Gabit Ghabit Ğabit",
    "Щербаков Shcherbakov",
    "Камзабекұлы Kamzabekuly Qamzabekuly",
    "Александр Aleksandr",
    "Київ Kyiv",
]


def heard(word):
    return sound(strip_marks(lower(word)))


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_name_sound_alike(spellings):
    assert len({heard(word) for word in spellings.split()}) == 1


def test_different_names_sound_different():
    assert len({heard(spellings.split()[0]) for spellings in SAME}) == len(SAME)
    assert heard("Токаев") != heard("Токай")
    assert heard("Иванов") != heard("Иванова")


def test_cyrillic_is_told_from_latin_and_written_in_it():
    assert is_cyrillic("сұхбат")
    assert not is_cyrillic("suhbat")
    assert latin("сұхбат") == "suhbat"
    assert latin("щука") == "shuka"
