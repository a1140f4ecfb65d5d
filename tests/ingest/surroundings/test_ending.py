"""Where a conversation ends: signs after the last answer, never inside the talk."""

import pytest

from archive.ingest.conventions import dashes, labels
from archive.ingest.surroundings import ending
from archive.transcript import TimeSpan
from tests.ingest.conventions.printed import printed

TALK = ["– Who dug it?", "– My father.", "– Why?", "– For sheep."]


def end_of(*after, talk=TALK):
    blocks = printed(*talk, *after)
    seen = ending.cut(blocks, dashes.recognise(blocks))
    return len(talk) if seen.end is None and not after else seen.end


@pytest.mark.parametrize(
    "line",
    [
        "#wells #water",
        "© The Steppe Gazette",
        "[END OF INTERVIEW]",
        "END",
        "[1] A well in the east.",
        "END          1:20 P.M. EDT",
        "Источник: «Степь»",
        "More interviews on our site",
        "Другие интервью на сайте",
        "Notes",
        "Читайте также: Кто украл воду?",
        "Abonnez-vous pour lire la suite. Déjà abonné ?",
        "ann@wells.example",
        "Tags: wells, water",
        "Interview: Ann Lee",
        "This interview has been edited for length and clarity.",
        "Das Gespräch führte Ann Lee.",
        "Follow us on Twitter for more.",
        "Ann Lee is a reporter of the Steppe Gazette.",
        "Felix Lind ist Professor in Zürich.",
        "Want to know more about wells",
        "Thank you for this conversation, Ann.",
        "Vielen Dank für das interessante Gespräch!",
        "Большое спасибо за интересную беседу.",
        "Merci à vous pour cet entretien.",
        "Мазмұнды сұхбатыңызға рахмет!",
        "Bu güzel söyleşi için çok teşekkür ederiz.",
    ],
)
def test_the_conversation_ends_before_what_is_printed_after_it(line):
    assert end_of(line, "More wells.") == 4


@pytest.mark.parametrize(
    "line",
    [
        "We dug on for a year.",
        "Do you want to know more?",
        "The end of the well was dry.",
        "## Notes",
        "He is a shepherd.",
        "_We drank_ from it.",
        "Thank you for having me.",
        "Ann Lee",
        "Ann Lee|and her brothers.",
        "On 12.03.2021 it was dry.",
        "12.03.2021|And then it was dry.",
        "It was a year of drought, and all of us were there till 12.03.2021.|No.",
    ],
)
def test_an_answer_goes_on(line):
    blocks = printed(*TALK, line)

    assert ending.cut(blocks, dashes.recognise(blocks)).end is None


@pytest.mark.parametrize(
    "lines",
    [
        ["Мария Петрова|12.03.2021"],
        ["Ann Lee", "3 May 2020"],
        ["3 May 2020"],
    ],
)
def test_a_name_with_a_date_or_a_date_last_signs_the_talk(lines):
    assert end_of(*lines) == 4


def test_a_date_that_is_said_at_a_time_is_an_answer():
    blocks = printed(*TALK, "3 May 2020")
    blocks[-1] = blocks[-1]._replace(time=TimeSpan(61.0, 62.0))

    assert ending.cut(blocks, dashes.recognise(blocks)).end is None


@pytest.mark.parametrize("name", ["article-footer", "author-bio", "newsletter"])
def test_what_its_class_calls_a_footer_is_after_the_conversation(name):
    blocks = printed(*TALK, "Our paper comes weekly.", classes={5: (name,)})

    assert ending.cut(blocks, dashes.recognise(blocks)).end == 4


def test_names_before_turns_end_the_talk_as_other_marks_do():
    talk = ["Ann: Who dug it?", "Bo: My father.", "Ann: Why?", "Bo: For sheep."]
    blocks = printed(*talk, "Notes", "1 The well stands in Aksu.")

    assert ending.cut(blocks, labels.recognise(blocks)).end == 4


def test_an_answer_behind_initials_and_a_dash_is_no_biography():
    assert ending.BIO.match("Ann Lee — A reporter.")
    assert not ending.BIO.match("S. W. — Elle est libre.")


def test_a_sign_inside_the_talk_ends_nothing():
    talk = ["– Who?", "– We.", "END", "– Why?", "– So.", "– When?", "– In May."]
    blocks = printed(*talk)

    assert ending.cut(blocks, dashes.recognise(blocks)).end is None


def test_an_appeal_after_a_question_takes_the_question_along():
    talk = [*TALK, "– Do you like wells?", "– Sign up for our newsletter."]
    blocks = printed(*talk)

    seen = ending.cut(blocks, dashes.recognise(blocks))

    assert seen.end == 4
    assert [opening.block for opening in seen.openings] == [0, 1, 2, 3]


def test_a_conversation_of_two_turns_is_left_alone():
    blocks = printed("– Who?", "– We.", "END")

    assert ending.cut(blocks, dashes.recognise(blocks)).end is None


def test_numbered_sources_at_the_end_are_no_speech():
    notes = ["1. Ann Lee, Wells, 1958.", "2. Ben Hale: Rivers, 1972.", "3. Stones."]
    blocks = printed(*TALK, *notes)

    assert ending.cut(blocks, dashes.recognise(blocks)).end == 4


def test_a_numbered_answer_without_years_goes_on():
    blocks = printed(*TALK, "1. Water for sheep.", "2. Water for us.")

    assert ending.cut(blocks, dashes.recognise(blocks)).end is None


def test_italics_alone_at_the_end_are_the_publications():
    assert end_of("_The Gazette asks about water._", "_Every week._") == 4


def test_thanks_with_a_mark_are_somebodys_turn():
    assert end_of(talk=[*TALK, "– Thank you for the conversation.", "– Rahmet."]) == 6


def test_thanks_far_from_the_end_are_speech():
    said = ["Thank you for the conversation.", "We dug.", "It rained.", "We slept."]
    blocks = printed(*TALK, *said)

    assert ending.cut(blocks, dashes.recognise(blocks)).end is None


def test_italics_that_an_answer_has_too_end_nothing():
    blocks = printed(*TALK, "_Slowly._", "We dug on.", "_Then we slept._")

    assert ending.cut(blocks, dashes.recognise(blocks)).end is None
