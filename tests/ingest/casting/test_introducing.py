"""Who was asked where no label says so, and names changed by “with”."""

import pytest

from archive.ingest.casting.names import inflects
from archive.ingest.pipeline import parse_content
from archive.ingest.sidecar import Sidecar
from archive.transcript import Basis, Role

QUESTION = "– Who dug the well, and why did they?"
ANSWER = "– My father did it for the water, with two friends."


def asked(*lines, question=QUESTION, answer=ANSWER):
    text = "\n\n".join([*lines, question, answer, "– How deep is it?", "– Very."])
    told = parse_content(text.encode(), "talk.txt", Sidecar("talk.toml"))
    return [
        (told.speaker(part.speaker).name, part.basis)
        for part in told.participations
        if part.role is Role.INTERVIEWEE
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "– My name is Dinara Aset, and I dig wells.",
        "– Меня зовут Dinara Aset, я рою колодцы.",
        "– Ich heiße Dinara Aset und grabe Brunnen.",
        "– Je m’appelle Dinara Aset et je creuse.",
        "– Me llamo Dinara Aset y cavo pozos.",
    ],
)
def test_an_answer_may_say_the_name(answer):
    assert asked("Wells", answer=answer) == [("Dinara Aset", Basis.INFERRED)]


def test_who_says_i_am_is_named_where_the_name_is_printed_too():
    told = asked("The wells of Dinara Aset", answer="– I’m Dinara Aset and I dig.")

    assert told == [("Dinara Aset", Basis.INFERRED)]


def test_a_name_in_small_letters_is_believed_where_it_is_a_line_of_its_own():
    told = asked("dinara aset", answer="– I'm dinara aset, and I dig wells.")

    assert told == [("dinara aset", Basis.INFERRED)]


def test_i_am_before_anything_else_names_nobody():
    assert asked("On Wells", answer="– I’m Very Happy about the wells here.") == []


def test_a_question_that_opens_with_a_full_name_addresses_the_one_asked():
    told = asked("On wells", question="– Ane van der Berg, who dug the well?")

    assert told == [("Ane van der Berg", Basis.INFERRED)]


@pytest.mark.parametrize(
    "question",
    [
        "– Good Morning, who dug the well?",
        "– Mr President, who dug the well?",
        "– Two Friends, who dug the well?",
        "– Friends, who dug the well?",
    ],
)
def test_other_words_before_a_comma_name_nobody(question):
    answer = "– The president said good morning, and his two friends dug it."

    assert asked("On wells", question=question, answer=answer) == []


def test_a_name_with_its_year_of_birth_opens_an_introduction():
    told = asked("On wells", "Dinara Aset (Almaty, 1978) digs wells. She has dug many.")

    assert told == [("Dinara Aset", Basis.INFERRED)]


def test_two_who_are_introduced_alike_leave_it_open():
    told = asked(
        "On wells",
        "Dinara Aset (Almaty, 1978) digs wells in the old way.",
        "Yerlan Omar (1980) measures them for the town.",
    )

    assert told == []


def test_a_name_changed_by_with_is_given_as_it_is_printed_by_itself():
    told = asked("Юрий Омаров: «Мы копали сами»", "Интервью с Юрием Омаровым.")

    assert told == [("Юрий Омаров", Basis.INFERRED)]


def test_a_name_that_opens_a_line_is_printed_by_itself():
    told = asked(
        "Юрий Омаров (мастер)", "Анна Ким копает.", "Интервью с Юрием Омаровым."
    )

    assert told == [("Юрий Омаров", Basis.INFERRED)]


def test_a_name_changed_by_with_alone_names_nobody():
    assert asked("Мы копали сами", "Интервью с Юрием Омаровым.") == []


def test_a_name_changed_by_with_is_the_label_that_it_changes():
    text = "Колодец\n\nWywiad z Magdaleną Omar.\n\n" + (
        "Magdalena Omar: Kto wykopał?\n\nJan Aset: Mój ojciec.\n\n" * 3
    )

    told = parse_content(text.encode(), "talk.txt", Sidecar("talk.toml"))

    assert {person.name for person in told.speakers} == {"Magdalena Omar", "Jan Aset"}


@pytest.mark.parametrize(
    ("name", "other", "changed"),
    [
        ("Юрий Дудь", "Юрием Дудем", True),
        ("Пётр Омаров", "Петром Омаровым", True),
        ("Magdalena Parys", "Magdaleną Parys", True),
        ("Юрий Дудь", "Юрий Дудь", False),
        ("Юрий Дудь", "Дудем", False),
        ("Юрий Дудь", "Юрием Омаровым", False),
        ("Дудь", "Дудем", False),
    ],
)
def test_names_that_differ_by_their_endings_are_one(name, other, changed):
    assert inflects(name, other) is changed


def test_another_changed_name_than_the_one_printed_names_nobody():
    lines = ("Анна Ким (мастер)", "Её ученик. Интервью с Юрием Омаровым.")

    assert asked(*lines) == []


@pytest.mark.parametrize(
    ("called", "printed", "name"),
    [
        ("Иван Сергеевич", "фермером Иваном Кузнецовым", "Иван Кузнецов"),
        ("Юрий Ильич", "мастером Юрием Дубровским", "Юрий Дубровский"),
        ("Анна Олеговна", "мастером Анной Кузнецовой", "Анна Кузнецова"),
        ("Ольга Ильинична", "мастером Ольгой Дубровской", "Ольга Дубровская"),
        ("Юрий Ильич", "мастером Юрием Дюма", "Юрий Дюма"),
        ("Иван Сергеевич", "мастером Анной Кузнецовой", "Иван Сергеевич"),
        ("Иван Сергеевич", "мастером", "Иван Сергеевич"),
    ],
)
def test_who_is_called_by_a_fathers_name_has_the_surname_of_the_front(
    called, printed, name
):
    question = f"– {called}, когда вы выкопали колодец?"

    (person,) = asked(f"Интервью с {printed}, у колодца.", question=question)

    assert person[0] == name


def test_who_is_named_by_an_address_alone_is_doubted():
    text = "– Иван Сергеевич, кто выкопал колодец?\n– Отец.\n– Когда?\n– Весной.\n"

    told = parse_content(text.encode(), "talk.txt", Sidecar("talk.toml"))

    doubts = [claim.value for claim in told.claims if claim.field == "doubt"]
    assert doubts[-1] == (
        "“Иван Сергеевич” is named only as a question addresses somebody: is it who "
        "answers, and the whole name?"
    )
