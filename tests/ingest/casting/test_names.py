"""What printed names say: offices, initials, who holds a chair."""

import pytest

from archive.ingest.casting.names import (
    bare,
    fits,
    is_full,
    key_of,
    looks_like_a_name,
    person_in,
    untitled,
)


@pytest.mark.parametrize(
    ("printed", "person"),
    [
        ("Mr M R MDAKANE", "M R MDAKANE"),
        ("M. R. Mdakane", "M. R. Mdakane"),
        ("M. Jean Dupont", "Jean Dupont"),
        ("Dr. A. B. Smith", "A. B. Smith"),
        ("Prof. Dr. Eva Meyer", "Eva Meyer"),
        ("Kulturwissenschaftlerin Katrin Meyer", "Katrin Meyer"),
        ("Stellvertreterin Franziska Weber", "Franziska Weber"),
        ("Dinara Aset, Almaty", "Dinara Aset"),
        ("President de Gaulle", "de Gaulle"),
    ],
)
def test_an_office_before_a_name_is_no_part_of_it(printed, person):
    assert person_in(printed) == person


@pytest.mark.parametrize(
    "office",
    [
        "The MINISTER OF SPORT AND RECREATION",
        "Secretary of State",
        "Minister für Inneres",
        "Sr. Presidente",
    ],
)
def test_an_office_of_something_is_no_name(office):
    assert untitled(office) == ""
    assert person_in(office) == office


def test_one_who_holds_a_chair_is_who_speaks():
    assert person_in("The HOUSE CHAIRPERSON (Mr C T Frolick)") == "C T Frolick"
    assert key_of("ACTING CHAIR (Ms. Ward)") != key_of("ACTING CHAIR (Mr. Cole)")


def test_an_office_in_parentheses_is_left_out():
    assert bare("Leo Dion (host)") == "Leo Dion"


def test_an_initial_at_the_end_keeps_its_full_stop():
    assert bare("Dinara A.:") == "Dinara A."
    assert bare("Dinara A:") == "Dinara A"


def test_letters_set_apart_are_one_word_in_scripts_without_spaces():
    assert bare("韓 寒") == "韓寒"
    assert key_of("記 者:") == "記者"


def test_an_empty_label_names_nobody():
    assert bare(":") == ""
    assert not looks_like_a_name("")


def test_words_in_small_letters_are_no_name():
    assert not looks_like_a_name("dinara Aset")
    assert not looks_like_a_name("Dinara asks")
    assert looks_like_a_name("Speaker 2")
    assert looks_like_a_name("Ludwig van Beethoven")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Aset", "Dinara Aset"),
        ("D. Aset", "Dinara Aset"),
        ("Aset Dinara", "Dinara Aset"),
        ("Aset D.", "Dinara Aset"),
        ("DA", "Dinara Aset"),
        ("D.", "Dinara Aset"),
        ("K. Tokayev", "Kassym-Jomart Tokayev"),
        ("Jomart", "Kassym-Jomart Tokayev"),
        ("KJT", "Kassym-Jomart Tokayev"),
        ("J. T.", "Jomart Tokayev"),
        ("韩先生", "韩寒"),
    ],
)
def test_a_short_form_fits_its_full_name(short, full):
    assert fits(short, full)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("", "Dinara Aset"),
        ("Omar", "Dinara Aset"),
        ("Y. Aset", "Dinara Aset"),
        ("van", "Ludwig van Beethoven"),
        ("Da", "Dinara Aset"),
        ("A. D.", "Dinara Aset Omar"),
        ("韩寒", "韩寒"),
    ],
)
def test_another_name_does_not_fit(short, full):
    assert not fits(short, full)


def test_a_full_name_is_more_than_a_surname():
    assert is_full("Dinara Aset")
    assert is_full("韩寒")
    assert not is_full("D. Aset")
    assert not is_full("von Aset")


@pytest.mark.parametrize(
    ("printed", "person"),
    [
        ("die Brunnenbauerin Anna Schröder", "Anna Schröder"),
        ("la puisatière Hélène Dubois", "Hélène Dubois"),
        ("el presidente Juan Ruiz", "Juan Ruiz"),
        ("la de la casa", "la de la casa"),
        ("la Rocca", "la Rocca"),
        ("Le Monde", "Le Monde"),
        ("The Well", "The Well"),
        ("M. Le Pen", "Le Pen"),
        ("The President", ""),
    ],
)
def test_an_article_belongs_to_an_office_and_else_to_the_name(printed, person):
    assert untitled(printed) == person


@pytest.mark.parametrize(
    ("printed", "person"),
    [
        ("Жазушы Асқар Омаров", "Асқар Омаров"),
        ("writer Tom Baker", "Tom Baker"),
        ("Singer Isaac", "Singer Isaac"),
    ],
)
def test_a_calling_stands_before_a_whole_name(printed, person):
    assert untitled(printed) == person
