"""Who asked and who was asked, as the words around a conversation name them."""

import pytest

from archive.ingest.surroundings import bylines
from archive.transcript import Basis


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Oral history interview with Ronald Duarte", "Ronald Duarte"),
        ("Wells: questions for developer Kaitlin Devine", "Kaitlin Devine"),
        ("Deep wells: A Q&A With Alex Cohen", "Alex Cohen"),
        ("Anglertalk mit Stephan Höferer", "Stephan Höferer"),
        ("Interview mit Schriftstellerin Sonja Silberhorn", "Sonja Silberhorn"),
        ("Sur l’eau, une conversation avec François Héran", "François Héran"),
        ("Entrevista com Bert Bos", "Bert Bos"),
        ("Conferencia del presidente López Obrador en Veracruz", "López Obrador"),
        ("Президент Айгуль Сапарова дала интервью каналу", "Айгуль Сапарова"),
    ],
)
def test_a_title_names_who_was_asked(title, name):
    found = bylines.interviewee(title, [], "")

    assert (found.name, found.basis) == (name, Basis.TEXT)


def test_a_full_name_before_a_colon_is_inferred():
    found = bylines.interviewee("Әбдуәли Қайдар: «Кітап сатып алдым»", [], "")

    assert (found.name, found.basis) == ("Әбдуәли Қайдар", Basis.INFERRED)


@pytest.mark.parametrize(
    "title",
    [
        "Wells and rivers",
        "Trial Transcript: a new hearing",
        "Designers in Open Source: julia",
        "2024: a year of water",
    ],
)
def test_words_that_name_nobody_make_nobody(title):
    assert bylines.interviewee(title, [], "") is None


def test_who_asked_was_not_asked():
    lines = ["Interview with Kim Hill | The Archive", "Audrey Tang — The Archive"]

    found = bylines.interviewee("Interview with Kim Hill", lines, "Kim Hill")

    assert (found.name, found.evidence) == ("Audrey Tang", "Audrey Tang — The Archive")


@pytest.mark.parametrize(
    ("line", "page", "name"),
    [
        ("The Gazette | Ann Lee", "The well | News | The Gazette", "Ann Lee"),
        ("Ann Lee, Wells and Rivers", "Wells and Rivers — Talks", "Ann Lee"),
        ("Айгуль Сапарова · Голос степи", "Колодец | Голос степи", "Айгуль Сапарова"),
        ("唐鳳 — 每日檔案", "訪問 | 新聞 | 每日檔案", "唐鳳"),
    ],
)
def test_a_name_beside_what_frames_the_page_was_asked(line, page, name):
    found = bylines.interviewee("", [page, line], "")

    assert (found.name, found.evidence) == (name, line)


@pytest.mark.parametrize(
    "line", ["Ann Lee — Ben Hale", "Wells — The Gazette", "Ann Lee, Ben Hale, Eve Dane"]
)
def test_a_name_beside_what_frames_nothing_names_nobody(line):
    assert bylines.interviewee("", ["The well | The Gazette", line], "") is None


def test_a_full_name_is_believed_before_a_word():
    lines = ["Interview with Nesta | The Archive", "Audrey Tang — The Archive"]

    found = bylines.interviewee("Interview with Nesta", lines, "")

    assert found.name == "Audrey Tang"


@pytest.mark.parametrize(
    ("question", "line", "name"),
    [
        (
            "Herr Professor Borasio, warum?",
            "Der Palliativmediziner Gian Domenico Borasio erklärt.",
            "Gian Domenico Borasio",
        ),
        ("Herr Vilanek, was kostet das?", "Ein Gespräch.", "Vilanek"),
        ("Vreni, erzähl uns.", "Die Bloggerin Vreni Frost schreibt.", "Vreni Frost"),
        ("Katrin, wie bist du dazu gekommen?", "Katrin schreibt.", "Katrin"),
    ],
)
def test_whom_a_question_addresses_was_asked(question, line, name):
    found = bylines.interviewee("Wells", [line], "", ["Why?", question])

    assert (found.name, found.basis) == (name, Basis.INFERRED)


def test_a_word_before_a_comma_that_is_printed_nowhere_else_is_nobody():
    assert bylines.interviewee("Wells", ["A talk."], "", ["Also, why?"]) is None


def test_a_long_question_before_the_talk_names_nobody():
    line = "Why did he not give an interview with Ann Lee? " * 10

    assert bylines.interviewee("Wells", [line], "") is None


def test_a_line_of_a_name_and_another_site_names_nobody():
    assert bylines.interviewee("Wells", ["Ann Lee — Gazette", "a — b"], "") is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Interviewer: Ann Lee", "Ann Lee"),
        ("Text und Interview: Harald Willenbrock", "Harald Willenbrock"),
        ("Ведущие: Владимир Сметанин", "Владимир Сметанин"),
        ("Entretien réalisé par Anne Roy", "Anne Roy"),
        ("Interview by candlelight and song", ""),
        ("He was interviewed by nobody I know of.", ""),
    ],
)
def test_a_credit_names_who_asked(line, name):
    assert bylines.credited(line) == name
