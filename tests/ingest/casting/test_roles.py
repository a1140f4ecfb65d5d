"""Roles: who asks and who answers is told from many signs together."""

import pytest

from archive.ingest.assembling import assembled
from archive.ingest.blocks import Block, Voice
from archive.ingest.casting.cast import cast_of
from archive.ingest.casting.persons import Person
from archive.ingest.conventions import labels, voices
from archive.ingest.pipeline import parse_content
from archive.ingest.readers import plain_text
from archive.ingest.sidecar import Sidecar
from archive.transcript import Basis, Kind, Role, Span


def told(text):
    return parse_content(text.encode(), "talk.txt", Sidecar())


def kinds(text):
    return [turn.kind.value[0] for turn in told(text).turns]


def roles(text):
    read = told(text)
    return {
        read.speaker(each.speaker).name: each.role.value for each in read.participations
    }


LONG = "I dug it with my father, and it took us a whole summer to reach the water."


def test_an_interviewee_who_asks_back_stays_one():
    text = f"Aset: Who dug it?\nOmar: {LONG}\nAset: How deep?\nOmar: Guess?\n" * 2

    assert kinds(text) == ["q", "a"] * 4


def test_a_host_who_tells_something_stays_one():
    text = f"Aset: Who dug it?\nOmar: {LONG}\nAset: I see.\nOmar: {LONG}\n" * 2

    assert kinds(text) == ["q", "a"] * 4


def test_several_ask_and_several_answer():
    text = (
        f"Aset: Who dug it?\nOmar: {LONG}\nBek: And you?\nDina: {LONG}\n"
        f"Aset: How deep?\nDina: {LONG}\nBek: Where?\nOmar: {LONG}\n"
    )

    assert roles(text) == {
        "Aset": "interviewer",
        "Bek": "interviewer",
        "Omar": "interviewee",
        "Dina": "interviewee",
    }


def test_a_moderator_is_called_so():
    text = f"Moderator Ana Ruiz: Who dug it?\nOmar: {LONG}\n" * 2

    assert roles(text)["Ana Ruiz"] == "moderator"


def test_the_title_may_name_the_interviewer():
    text = "Interview with Kim Hill\n\n" + f"Kim Hill: Why?\nAudrey Tang: {LONG}\n" * 4

    assert roles(text) == {"Kim Hill": "interviewer", "Audrey Tang": "interviewee"}


def test_of_two_who_speak_alike_the_part_is_doubtful():
    read = told(
        "Aset: I dug it.\nOmar: I did too?\nAset: Did you?\nOmar: Yes, I did.\n" * 2
    )

    assert all("is close" in turn.doubt for turn in read.turns)
    assert {turn.confidence for turn in read.turns} == {0.6}


def test_where_nobody_asks_all_is_said():
    assert kinds("Aset: I dug it.\nOmar: I did too.\n" * 2) == ["s"] * 4


def test_of_many_voices_one_who_leads_by_asking_makes_an_interview():
    names = ["Ada", "Bo", "Cem", "Di"]
    asked = "".join(f"Host: And you, {name}?\n{name}: {LONG}\n" for name in names * 2)
    eva = "".join(f"Eva: And you, {name}?\n{name}: {LONG}\n" for name in names * 2)

    assert kinds(asked) == ["q", "a"] * 8
    assert kinds(eva) == ["q", "a"] * 8


def test_beside_an_office_the_other_answers_whatever_the_manner():
    assert kinds("Guest: Why?\nOmar: So?\n" * 2)[1] == "q"
    assert kinds("Interviewer: Go on.\nOmar: So?\n" * 2)[1] == "a"


def test_two_hosts_without_a_guest_leave_a_doubt():
    read = told("Interviewer: Go on?\nModerator: You go on?\n" * 2)

    assert {turn.kind for turn in read.turns} == {Kind.QUESTION}


def voiced(*made):
    return [
        Block(text, line, Span(line * 50, line * 50 + len(text)), voice=voice)
        for line, (voice, text) in enumerate(made)
    ]


def kinds_of(blocks, found=()):
    whole = assembled(blocks, voices.recognise(blocks))
    conversation, _ = cast_of(whole, found, Sidecar(), [])
    return [turn.kind for turn in conversation.turns]


def test_what_a_format_states_of_a_turn_is_believed_and_the_rest_is_said():
    asks = Voice("Adam", kind=Kind.QUESTION)

    found = kinds_of(
        voiced((Voice("Brown"), "Hear."), (asks, "Why."), (Voice("Adam"), "So."))
    )

    assert found == [Kind.STATEMENT, Kind.QUESTION, Kind.QUESTION]


def test_who_is_stated_to_ask_and_to_answer_outweighs_manner():
    people = [
        Person("Adam", Role.INTERVIEWER, Basis.TEXT, ""),
        Person("Brown", Role.INTERVIEWEE, Basis.TEXT, ""),
    ]
    said = voiced(*[(Voice("Adam"), LONG), (Voice("Brown"), "Why?")] * 2)

    assert kinds_of(said, people) == [Kind.QUESTION, Kind.ANSWER] * 2


def test_a_voice_alone_makes_statements():
    assert kinds_of(voiced((Voice("Adam"), "Why?"))) == [Kind.STATEMENT]


def test_unnamed_offices_among_voices_are_told_by_their_words():
    said = voiced(
        (Voice("Audience"), "Why?"), (Voice("Omar"), LONG), (Voice("Audience"), "And?")
    )

    assert kinds_of(said) == [Kind.QUESTION, Kind.ANSWER, Kind.QUESTION]


def test_marks_without_voices_are_left_as_they_are():
    blocks = plain_text.read(b"Aset: Why?\nOmar: So.\n" * 2, "x").blocks
    whole = assembled(blocks, labels.recognise(blocks))

    conversation, cast = cast_of(
        whole, [Person("Aset", Role.INTERVIEWER, Basis.TEXT, "by Aset")], Sidecar(), []
    )

    assert [turn.who for turn in conversation.turns] == ["Aset", "Omar"] * 2
    assert cast.people[0] == Person("Aset", Role.INTERVIEWER, Basis.TEXT, "by Aset")


@pytest.mark.parametrize(
    ("greeting", "thanks"),
    [
        ("Welcome to the show. I’m your host.", "Thanks for having me."),
        ("Добро пожаловать в студию.", "Спасибо за приглашение."),
        ("Herzlich willkommen zur Sendung.", "Danke für die Einladung."),
        ("Bienvenue dans cette émission.", "Merci de votre invitation."),
        ("Bienvenidos al programa.", "Gracias por la invitación."),
        ("欢迎收听我们的节目。", "谢谢你的邀请。"),
    ],
)
def test_a_host_who_speaks_longest_and_asks_little_is_one(greeting, thanks):
    long = "I have told this story of the well so often that it is my own. " * 9
    text = (
        f"Omar: {greeting} {long}\n\nAset: {thanks} I was there?\n\n"
        f"Omar: {long}\n\nAset: It was a dry year.\n\n"
        f"Omar: {long}\n\nAset: It was.\n\n"
    )

    assert roles(text) == {"Omar": "interviewer", "Aset": "interviewee"}
    assert [part.evidence.split(", ")[-1] for part in told(text).participations] == [
        "speaks as a host",
        "speaks as a guest",
    ]


def test_among_six_two_who_are_stated_to_answer_make_no_debate():
    text = "A talk with Dinara Aset and others\n\n" + "".join(
        f"{name}: It was a dry year, and the well was deep.\n\n"
        for name in ("Dinara Aset", "Omar Kim", "Ann Lee", "Jan Maj") * 2
    )

    assert "interviewee" in roles(text).values()


def test_beside_one_who_is_called_a_guest_the_others_may_ask():
    text = (
        "Guest: Did you know it? Why?\n\nOmar: I say it was dry. It was.\n\n"
        "Guest: Is it so?\n\nAset: I say so too.\n\n"
    ) * 3

    assert "q" in kinds(text)
