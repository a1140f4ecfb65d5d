"""Words for question and answer, in many languages and ways of printing."""

import pytest

from archive.ingest.conventions import words
from archive.ingest.pipeline import parse_content
from archive.ingest.readers import plain_text
from archive.ingest.sidecar import Sidecar


def turns(text):
    told = parse_content(text.encode(), "talk.txt", Sidecar())
    return [(turn.kind.value[0], turn.text) for turn in told.turns]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q: ", "A: "),
        ("Q. ", "A. "),
        ("Q    ", "A    "),
        ("Q1: ", "A1: "),
        ("QUESTION: ", "ANSWER: "),
        ("1. Question: ", "Answer: "),
        ("Вопрос: ", "Ответ: "),
        ("Вопрос. ", "Ответ. "),
        ("Сұрақ: ", "Жауап: "),
        ("PREGUNTA: ", "RESPUESTA: "),
        ("P.- ", "R.- "),
        ("P: ", "R: "),
        ("Frage: ", "Antwort: "),
        ("Question : ", "Réponse : "),
        ("D: ", "R: "),
        ("Domanda: ", "Risposta: "),
        ("Pergunta: ", "Resposta: "),
        ("Pytanie: ", "Odpowiedź: "),
        ("Питання: ", "Відповідь: "),
        ("Soru: ", "Cevap: "),
        ("В: ", "О: "),
        ("問：", "答："),
        ("问:", "答:"),
        ("質問：", "回答："),
        ("Вопрос — ", "Ответ — "),
        ("Pregunta\n", "Respuesta\n"),
        ("**Q:** ", "**A:** "),
        ("QUESTION: ", "MS. PSAKI: "),
        ("Q    ", "MR. EARNEST: "),
    ],
)
def test_a_word_for_question_or_answer_opens_a_turn(question, answer):
    text = f"{question}Who dug it then?\n{answer}My father did so.\nAlone.\n" * 2

    assert (
        turns(text)
        == [
            ("q", "Who dug it then?"),
            ("a", "My father did so.\n\nAlone."),
        ]
        * 2
    )


def test_remarks_before_the_first_question_are_a_statement():
    text = (
        "MS. PSAKI: Hello, everyone.\nQUESTION: Why?\nMS. PSAKI: So.\nQUESTION: And?\n"
    )

    assert [kind for kind, _ in turns(text)] == ["s", "q", "a", "q"]


def test_two_unnamed_questions_in_a_row_stay_two():
    text = "QUESTION: Why?\nQUESTION: And how?\nMR. OMAR: So.\nQUESTION: Well?\n"

    assert [words for _, words in turns(text)][:2] == ["Why?", "And how?"]


def test_one_question_answered_under_a_name_is_enough():
    text = "Sprecher: Gülde (BMG), Breul (AA)\n\nFrage: Warum?\n\nGülde: Darum.\n"

    assert turns(text) == [("q", "Warum?"), ("a", "Darum.")]


def test_letters_of_a_list_of_books_are_no_questions():
    text = (
        "OMAR: I wrote it, did I?\nASET: You did.\n" * 3
        + "3.  D. Baltimore, Wells.\n4.  R. Franklin, Rivers.\n5.  D. Aset, Sand.\n"
        + "6.  D. Omar, Stone.\n"
    )

    assert len(turns(text)) == 6


def test_a_heading_of_questions_alone_is_none():
    text = "Questions\n\nDinara Aset: Who?\nYerlan Omar: We.\n" * 1 + TALKS

    assert turns(text)[0] == ("q", "Who?")


TALKS = "Dinara Aset: And why?\nYerlan Omar: For water.\n"


def test_an_opening_speech_under_a_set_apart_name_stands_before_the_questions():
    text = (
        "PRESIDENTE ANA LÓPEZ\nBuenos días.\nJUAN RUIZ, GOBERNADOR\nBienvenidos.\n"
        "PREGUNTA\n¿Por qué?\nPRESIDENTE ANA LÓPEZ\nPorque sí.\nPREGUNTA\n¿Y?\n"
        "PRESIDENTE ANA LÓPEZ\nYa.\n"
    )

    assert turns(text) == [
        ("s", "Buenos días."),
        ("s", "Bienvenidos."),
        ("q", "¿Por qué?"),
        ("a", "Porque sí."),
        ("q", "¿Y?"),
        ("a", "Ya."),
    ]


def test_a_title_before_the_first_question_is_no_label():
    text = "Yerlan Omar: a life in wells\n\nQ: Why?\nA: So.\nQ: And?\nA: Then.\n"

    assert turns(text)[0] == ("q", "Why?")


def test_a_time_alone_after_an_unnamed_question_stays_in_it():
    text = "[00:01] Q: Why?\n[00:05] I mean how?\n[00:09] A: So.\n" * 2

    assert turns(text)[:2] == [("q", "Why?\n\n[00:05] I mean how?"), ("a", "So.")]


def test_one_word_for_question_on_a_line_of_its_own_is_a_heading():
    text = "Pregunta\n¿Por qué?\nA: Ana.\n"

    assert words.recognise(plain_text.read(text.encode(), "x").blocks).fit == 0.0


def test_questions_without_answers_fit_half():
    text = "Q: Why did you dig?\nQ: And where was it?\n"

    seen = words.recognise(plain_text.read(text.encode(), "x").blocks)

    assert (len(seen.openings), seen.fit < 0.5) == (2, True)


@pytest.mark.parametrize(
    ("question", "answer"), [("Q.", "A."), ("P.", "R."), ("Вопрос.", "Ответ.")]
)
@pytest.mark.parametrize(
    "reply", ["Nine days. He told me: it is done.", "Well: no.", "he said: no."]
)
def test_a_colon_in_an_answer_is_no_label(question, answer, reply):
    text = (
        f"{question} Who dug?\n{answer} My father.\n{question} And then?\n"
        f"{answer} {reply}\n{question} And now?\n{answer} The village.\n"
    )

    assert turns(text)[3] == ("a", reply)


def test_a_name_that_recurs_beside_stopped_letters_stays_a_name():
    text = "Q. Who?\nA. Omar: I did.\nQ. When?\nA. Omar: In May.\n"

    assert turns(text)[1::2] == [("a", "I did."), ("a", "In May.")]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("پرسش: ", "پاسخ: "),
        ("سؤال: ", "جواب: "),
        ("ש: ", "ת: "),
        ("ΕΡ. ", "ΑΠ. "),
        ("प्रश्न: ", "उत्तर: "),
        ("문: ", "답: "),
        ("Hỏi: ", "Đáp: "),
        ("კითხვა: ", "პასუხი: "),
        ("Klausimas: ", "Atsakymas: "),
    ],
)
def test_words_for_question_and_answer_of_any_script_are_known(question, answer):
    text = f"{question}Who dug?\n{answer}Father.\n" * 2

    assert turns(text) == [("q", "Who dug?"), ("a", "Father.")] * 2


def test_a_title_with_a_colon_is_nobody_before_words_for_question():
    text = (
        "The Well: a talk with Dinara Aset\n\nShe digs.\n\n"
        "Q. Who dug?\n\nA. Father.\n\nQ. When?\n\nA. In May.\n"
    )

    told = parse_content(text.encode(), "talk.txt", Sidecar())

    assert len(told.turns) == 4
    assert "Well" not in [speaker.name for speaker in told.speakers]


def test_plain_words_after_a_bold_question_in_its_paragraph_answer_it():
    text = "**Q: Who dug?** My father.\n\n**Q: When?** In May, **late**.\n"

    told = parse_content(text.encode(), "talk.md", Sidecar())

    assert [(turn.kind.value, turn.text) for turn in told.turns] == [
        ("question", "Who dug?"),
        ("answer", "My father."),
        ("question", "When?"),
        ("answer", "In May, late."),
    ]
