"""Names: which person a label names, told within one document."""

import pytest

from archive.ingest.casting.names import fits, looks_like_a_name, untitled
from archive.ingest.pipeline import parse_content
from archive.ingest.sidecar import Sidecar, StatedPerson
from archive.transcript import Role


def said_by(text, **stated):
    told = parse_content(text.encode(), "talk.txt", Sidecar("talk.toml", **stated))
    return [getattr(told.speaker(turn.speaker), "name", "") for turn in told.turns]


TURNS = "{0}: Who dug the well, and why?\n\n{1}: My father did, for water.\n\n" * 2


@pytest.mark.parametrize(
    ("front", "label", "name"),
    [
        (
            "Daily briefing by Press Secretary Josh Earnest",
            "MR. EARNEST",
            "Josh Earnest",
        ),
        ("A talk with Prof. Anna de la Cruz.", "De la Cruz", "Anna de la Cruz"),
        ("We met Federico Bongiovanni (Google).", "Federico", "Federico Bongiovanni"),
        ("Frederico S. Muñoz asked.", "FSM", "Frederico S. Muñoz"),
        ("Maria Gómez Ruiz (MG) answers.", "MG", "Maria Gómez Ruiz"),
        ("with J.T. Curry and P.D. Lagerquist", "CURRY", "J.T. Curry"),
        ("Беседа: Иван Петров и Ольга Ким.", "Петров", "Иван Петров"),
        ("Die Wissenschaftlerin Katrin Maier spricht.", "Maier", "Katrin Maier"),
        ("Jan Kim and Ann Kim talk.", "KIM", "Kim"),
        ("Nobody is named here.", "OMAR", "OMAR"),
        ("Yesterday ANA LÓPEZ spoke. Ana López it was.", "ANA LÓPEZ", "Ana López"),
        ("With Kassym-Jomart Tokayev.", "Tokayev", "Kassym-Jomart Tokayev"),
        ("部長唐鳳", "唐鳳部長", "唐鳳部長"),
    ],
)
def test_a_short_label_is_the_one_full_name_that_it_fits(front, label, name):
    text = f"{front}\n\n{TURNS.format('Zoe', label)}"

    assert said_by(text)[1] == name


def test_labels_of_one_person_are_one_voice():
    text = TURNS.format("Theo Bass", "Audrey Tang") + TURNS.format("T. Bass", "TANG")

    assert said_by(text) == ["Theo Bass", "Audrey Tang"] * 4


def test_a_short_form_declared_in_a_label_stands_for_it():
    text = TURNS.format("Aaron van Wirdum (AvW)", "Sjors (SP)")
    text += TURNS.format("AvW", "SP")

    assert said_by(text) == ["Aaron van Wirdum", "Sjors"] * 4


def test_a_surname_is_looked_for_in_what_is_said():
    text = "MS. MEEHAN: Thanks, all.\nQ: Who is Bernadette Meehan now?\n" * 2

    assert said_by(text)[0] == "Bernadette Meehan"


def test_a_surname_said_after_a_common_word_stays_as_printed():
    text = "MS. MEEHAN: Thanks, and then.\nQ: And Meehan?\n" * 2

    assert said_by(text)[0] == "Meehan"


def test_capitals_are_set_as_the_words_spoken_set_them():
    text = "ANA LÓPEZ: Hello, you?\nJO RUIZ: Ana López, I am well.\n" * 2

    assert said_by(text)[:2] == ["Ana López", "JO RUIZ"]


@pytest.mark.parametrize("label", ["Q", "QUESTION", "INTERLOCUTOR", "Moderator"])
def test_who_is_not_named_is_nobody(label):
    assert said_by(TURNS.format(label, "Yerlan Omar"))[0] == ""


def test_a_host_without_a_name_is_the_one_who_is_credited():
    text = TURNS.format("Interviewer", "Yerlan Omar") + "\nInterview by Dinara Aset\n"

    assert said_by(text)[0] == "Dinara Aset"


def test_the_court_is_called_as_it_is_printed():
    assert said_by(TURNS.format("THE COURT", "MR. OMAR"))[0] == "THE COURT"


def test_the_sidecar_spells_a_name_as_it_wants():
    people = (StatedPerson("Yerlan B. Omar", Role.INTERVIEWEE, ("Y. Omar",)),)

    assert (
        said_by(TURNS.format("Dinara Aset", "OMAR"), people=people)
        == [
            "Dinara Aset",
            "Yerlan B. Omar",
        ]
        * 2
    )


@pytest.mark.parametrize(
    ("short", "full", "fit"),
    [
        ("Omar", "Yerlan Omar", True),
        ("Y. Omar", "Yerlan Omar", True),
        ("Omar Y.", "Yerlan Omar", True),
        ("YO", "Yerlan Omar", True),
        ("Y. O.", "Yerlan Omar", True),
        ("Jomart", "Kassym-Jomart Tokayev", True),
        ("K.-J. Tokayev", "Kassym-Jomart Tokayev", True),
        ("Aset", "Yerlan Omar", False),
        ("D. Omar", "Yerlan Omar", False),
        ("de", "Ana de Cruz", False),
        ("", "Yerlan Omar", False),
        ("de", "de la", False),
        ("唐", "唐鳳", True),
        ("唐鳳部長", "唐鳳", True),
    ],
)
def test_a_short_form_fits_a_full_name_or_not(short, full, fit):
    assert fits(short, full) is fit


@pytest.mark.parametrize(
    ("words", "is_name"),
    [
        ("Ana de la Cruz", True),
        ("Speaker 1", True),
        ("he said", False),
        ("Ana said", False),
        ("Ada 12th", False),
        ("", False),
        ("唐 鳳", True),
        ("這是一個很長很長的句子而不是名字啊", False),
    ],
)
def test_a_name_looks_like_one(words, is_name):
    assert looks_like_a_name(words) is is_name


def test_offices_are_taken_off_a_name_and_initials_are_not():
    assert [
        untitled(name) for name in ["Dr. Prof. Ana Ruiz", "M. Ruiz", "President"]
    ] == [
        "Ana Ruiz",
        "M. Ruiz",
        "",
    ]


def test_beyond_a_crowd_of_voices_names_stay_as_printed():
    letters = [
        f"{a}{b}" for a in "BCDFGHJKLMNPQRSTVWXZ" for b in "abcdefghijklmnopqrstuvwxyz"
    ]
    text = "Ana Zyx spoke.\n" + "".join(f"{name}o: Dig here.\n" for name in letters * 2)
    text += "ZYX: Dig here.\n" * 2

    assert said_by(text)[-1] == "ZYX"


def test_a_label_that_fits_two_people_is_doubtful_where_it_first_stands():
    text = f"Jan Kim and Ann Kim talk.\n\n{TURNS.format('Zoe', 'KIM')}"

    told = parse_content(text.encode(), "talk.txt", Sidecar())

    assert [turn.doubt for turn in told.turns] == [
        "",
        "“KIM” may be Jan Kim or Ann Kim",
        "",
        "",
    ]


def test_beyond_sixty_searches_surnames_are_no_longer_looked_for():
    voices = "".join(
        f"VOICE{chr(65 + n // 26)}{chr(65 + n % 26)}: It was so.\n\n" * 2
        for n in range(70)
    )

    told = said_by(f"{voices}OMAR: I am Yerlan Omar.\n\nOMAR: We dug it.\n\n")

    assert told[-1] == "OMAR"


def test_two_spellings_of_one_person_are_the_longer_one():
    front = "Anna Cruz digs wells. We met A. Cruz there."

    told = said_by(f"{front}\n\n" + TURNS.format("CRUZ", "Ann Lee"))

    assert told[0] == "Anna Cruz"


def test_letters_that_the_front_declares_are_those_people():
    text = "A talk.\n\nA = Agnes Hill; C = Carol Reed\n\nC: When?\n\nA: In May.\n\n"

    told = parse_content(
        (text + "C: Where?\n\nA: Here.\n").encode(), "t.txt", Sidecar()
    )

    assert [speaker.name for speaker in told.speakers] == ["Carol Reed", "Agnes Hill"]
    assert [turn.kind.value for turn in told.turns] == ["question", "answer"] * 2


def test_what_stands_equal_to_no_full_name_declares_nobody():
    text = "A talk, x = Agnes Hill and C = one.\n\nC: When?\n\nA: In May.\n\n"

    told = parse_content(
        (text + "C: Where?\n\nA: Here.\n").encode(), "t.txt", Sidecar()
    )

    assert [speaker.name for speaker in told.speakers] == ["C", "A"]


def test_several_at_once_are_nobody_known_and_doubtful():
    lines = ["C: When?", "A: In May.", "A, C: Yes!"] * 2 + ["C: Where?", "A: Here."]

    told = parse_content("\n\n".join(lines).encode(), "t.txt", Sidecar())

    both = [turn for turn in told.turns if turn.label == "A, C"]
    names = {speaker.key: speaker.name for speaker in told.speakers}
    assert [names[turn.speaker] for turn in both] == ["A, C"] * 2
    assert both[0].doubt == "“A, C” are several voices at once"
