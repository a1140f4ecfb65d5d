"""What a share picture shows, measured and drawn."""

import io

import pytest
from PIL import Image

from archive.pictures import HEIGHT, WIDTH, Card, draw
from archive.pictures.drawing import LEFT, MEASURE, OMITTED, TOP, drawable, fit, wrap
from archive.pictures.faces import Setting, colour, read_faces

QUESTION = "Where does the water of the city come from, and who looks after it?"
RECORD = Setting("Brygada 1918", "normal", 50)


def card(words=QUESTION, **fields):
    return Card(**{"words": words, "speaker": "Aigul", "origin": "Gazette", **fields})


def pixels(drawn):
    return Image.open(io.BytesIO(drawn)).convert("RGB")


def ink_in(image, box):
    """Of how many pixels in the box the colour is not the paper's."""
    paper = image.getpixel((WIDTH - 1, 0))
    cut = image.crop(box)
    return sum(times for times, shade in cut.getcolors(1 << 20) if shade != paper)


def test_a_picture_has_the_size_it_says():
    image = Image.open(io.BytesIO(draw(card())))

    assert (image.format, image.size) == ("PNG", (1200, 630))


def test_the_words_stand_inside_the_measure():
    image = pixels(draw(card(QUESTION * 9)))

    assert ink_in(image, (LEFT, TOP, LEFT + MEASURE, HEIGHT)) > 10_000
    assert ink_in(image, (LEFT + MEASURE + 2, 0, WIDTH, HEIGHT)) == 0


def test_questions_are_set_in_italic():
    assert card(is_question=True).style == "italic"
    assert draw(card(is_question=True)) != draw(card())


def test_few_words_are_set_larger_than_many():
    few, _ = fit(card("Why?"))
    many, _ = fit(card(QUESTION * 5))

    assert few.size > many.size


def test_what_does_not_fit_ends_at_a_word_with_room_for_the_sign_of_omission():
    setting, lines = fit(card(QUESTION * 20))

    assert len(lines) == 6
    assert " ".join(lines) == (QUESTION * 20)[: len(" ".join(lines))]
    assert setting.width(lines[-1]) + setting.width(OMITTED) <= MEASURE


def test_no_line_is_wider_than_the_measure():
    lines = wrap(RECORD, f"{QUESTION} {'x' * 500} {QUESTION}")

    assert max(map(RECORD.width, lines)) <= MEASURE
    assert any(line.endswith("x…") for line in lines)


@pytest.mark.parametrize(
    "words", ["Қайда?", "Где вода?", "Où ça, dès ľahko?", "“So” —"]
)
def test_every_script_of_the_faces_can_be_drawn(words):
    asked = card(words, is_question=True)
    assert drawable(asked) == asked
    assert draw(card(words, is_question=True))


@pytest.mark.parametrize("words", ["水从哪里来？", "أين", "😀"])
def test_words_the_faces_lack_are_left_out_and_their_number_stands_there(words):
    drawn = draw(card(words, number="7", place="suhbat.org/interviews/x/q7/"))

    assert ink_in(pixels(drawn), (LEFT, TOP, LEFT + MEASURE, TOP + 200)) > 1000
    assert drawn != draw(card(words, number="8", place="suhbat.org/interviews/x/q7/"))


def test_without_words_a_picture_tells_who_speaks_and_the_address():
    shown = drawable(card("水从哪里来？", number="7", place="suhbat.org/x/q7/"))

    assert (shown.words, shown.speaker) == ("", "Aigul")
    assert shown.origin == "suhbat.org/x/q7/"


def test_a_name_the_faces_lack_is_left_out():
    shown = drawable(card(speaker="唐鳳", place="suhbat.org/x/"))

    assert (shown.words, shown.speaker) == (QUESTION, "")
    assert shown.origin == "suhbat.org/x/"


def test_signs_that_show_nothing_are_left_out():
    assert RECORD.width("co\u00adop\u200b") == RECORD.width("coop")
    assert RECORD.width("5\u00a0km") == RECORD.width("5 km")


def test_faces_and_colours_are_those_of_the_style_sheet():
    families = {(face.family, face.style) for face in read_faces()}

    assert families >= {
        ("Brygada 1918", "normal"),
        ("Brygada 1918", "italic"),
        ("Alegreya Sans", "normal"),
    }
    assert all(face.path.exists() for face in read_faces())
    assert colour("rubric") == "#a3171d"
