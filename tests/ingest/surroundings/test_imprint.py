"""Titles, standfirsts and credits, as publications print them."""

import pytest

from archive.ingest.blocks import Block
from archive.ingest.conventions.conversation import Conversation
from archive.ingest.surroundings import bylines, imprint
from archive.ingest.surroundings.imprint import Note, Person
from archive.transcript import Basis, Claim, Role, SkippedKind, Span


def blocks(*lines):
    """Blocks one a line, from the top."""
    made, start = [], 0
    for number, line in enumerate(lines, 1):
        made.append(Block(line, number, Span(start, start + len(line))))
        start += len(line) + 1
    return made


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Interview conducted by Dikhan Kamzabekuly", "Dikhan Kamzabekuly"),
        ("Interview by Aigul Saparova.", "Aigul Saparova"),
        ("Interviewed by: Berik Omarov", "Berik Omarov"),
        ("The interview was conducted by Berik Omarov", "Berik Omarov"),
        ("Interview conducted by David C. Brock", "David C. Brock"),
        ("Propos recueillis par Uriel Gadessaud", "Uriel Gadessaud"),
        ("Das Gespräch führte Eva Lind.", "Eva Lind"),
        ("Беседовала Анна Ли", "Анна Ли"),
        ("Сұхбаттасқан – Дихан Қамзабекұлы", "Дихан Қамзабекұлы"),
        ("採訪：曾依璇", "曾依璇"),
    ],
)
def test_a_closing_credit_names_the_interviewer(line, name):
    rest, credit = imprint.without_credit(blocks("– Why?", "– So.", line))

    found = imprint.read([], credit)

    assert [block.text for block in rest] == ["– Why?", "– So."]
    assert found.people == [Person(name, Role.INTERVIEWER, Basis.TEXT, line)]


def test_what_is_printed_after_the_credit_goes_with_it():
    lines = ["– Why?", "– So.", "Interviewed by Ann Lee.", "Photo: Bo."]

    rest, credit = imprint.without_credit(blocks(*lines))
    found = imprint.read([], credit)

    assert [block.text for block in rest] == lines[:2]
    assert [(note.kind, note.words) for note in found.notes.values()] == [
        ("credit", "credit"),
        ("credit", "after the credit"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The interview by candlelight was long, and nobody was tired of it.",
        "I was interviewed by 12 papers. None printed it!",
        "– So.",
    ],
)
def test_a_sentence_is_no_credit(line):
    rest, credit = imprint.without_credit(blocks("– Why?", line))

    assert credit is None
    assert rest[-1].text == line


def test_without_a_page_title_the_first_line_is_taken_for_the_title():
    found = imprint.read(blocks("The steppe remembers", "Photo by nobody"), None)

    assert found.claims == [
        Claim(
            "title",
            "The steppe remembers",
            Basis.INFERRED,
            "the first line before the first turn",
        )
    ]
    assert [note.words for note in found.notes.values()] == ["title", "not recognised"]


def test_a_bar_in_a_title_that_is_not_repeated_is_no_page_title():
    found = imprint.read(blocks("Wells | and rivers"), None)

    assert found.title == "Wells | and rivers"
    assert found.republisher == ""


def test_nothing_before_the_first_turn_is_nothing_found():
    found = imprint.read([], None)

    assert (found.title, found.claims, found.people) == ("", [], [])


def test_a_standfirst_alone_names_the_interviewee_and_the_outlet():
    found = imprint.read(
        blocks("Water", "An interview with Aigul Saparova for the Steppe Gazette"), None
    )

    assert found.outlet == "Steppe Gazette"
    assert [(person.name, person.basis) for person in found.people] == [
        ("Aigul Saparova", Basis.TEXT)
    ]


def test_a_name_before_a_colon_in_the_title_is_an_inference():
    found = imprint.read(blocks("Aigul Saparova: Water remembers"), None)

    assert [(person.name, person.basis) for person in found.people] == [
        ("Aigul Saparova", Basis.INFERRED)
    ]


def test_words_that_are_no_name_make_no_person():
    found = imprint.read(blocks("2024: a year of water"), None)

    assert found.people == []


def test_a_standfirst_may_name_no_outlet():
    found = imprint.read(blocks("Water", "An interview with Aigul Saparova"), None)

    assert (found.standfirst, found.outlet) == ("An interview with Aigul Saparova", "")


def test_what_follows_the_conversation_is_noted():
    (line,) = blocks("More wells.")

    found = imprint.read([], None, Conversation((), after=(line,)))

    assert found.notes == {line: Note(SkippedKind.CREDIT, "after the conversation")}


@pytest.mark.parametrize("last", ["Interviewer: Why?", "Interviewer: Good Morning"])
def test_a_label_that_speaks_is_no_credit(last):
    talk = blocks("Interviewer: Who dug it?", "Ben Ito: We did.", last)

    assert imprint.without_credit(talk) == (talk, None)


def test_a_question_after_a_role_is_no_credit():
    line = "Interviewer: Why?"

    assert bylines.credited(line) == ""
    assert bylines.credited("Interviewer: Ann Lee") == "Ann Lee"


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Журнал «Новая эпоха», № 3, 2019", "Новая эпоха"),
        ("«Ана тілі» газеті, 12 наурыз 2021 жыл", "Ана тілі"),
        ("“Steppe Gazette” newspaper", "Steppe Gazette"),
    ],
)
def test_a_publication_is_named_by_its_kind(line, outlet):
    _, credit = imprint.without_credit(blocks("– Why?", "Беседовала Анна Ли", line))

    before, after = imprint.read(blocks("Wells", line), None), imprint.read([], credit)

    assert [before.outlet, after.outlet] == [outlet, outlet]
    assert Claim("outlet", outlet, Basis.TEXT, line) in after.claims


@pytest.mark.parametrize(
    "line",
    [
        "«Ана тілі»",
        "«Журнал»",
        "He read the magazine “Wells” again.",
        "Magazine",
        f"Magazine “Wells”{' ' * 120}2019",
    ],
)
def test_other_words_name_no_publication(line):
    assert imprint.read(blocks("Wells", line), None).outlet == ""
