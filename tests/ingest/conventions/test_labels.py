"""Labels: what opens a turn and what does not, as many publications print it."""

import pytest

from archive.ingest.blocks import Block, BlockKind
from archive.ingest.conventions import labels
from archive.ingest.pipeline import parse_content
from archive.ingest.sidecar import Sidecar
from archive.transcript import Span, TimeSpan


def turns(text, name="talk.txt"):
    """What is read: kind, label and words of each turn."""
    told = parse_content(text.encode(), name, Sidecar())
    return [(turn.kind.value[0], turn.label, turn.text) for turn in told.turns]


def labelled(text):
    return [label for _, label, _ in turns(text)]


TALK = """About wells

Dinara Aset: Who dug the well?

Yerlan Omar: My father and I.

It took a summer.

D. Aset: How deep is it?

Y. Omar (laughing): Nobody has measured it yet.
"""


def test_a_name_and_a_colon_open_a_turn_until_the_next():
    assert turns(TALK) == [
        ("q", "Dinara Aset", "Who dug the well?"),
        ("a", "Yerlan Omar", "My father and I.\n\nIt took a summer."),
        ("q", "D. Aset", "How deep is it?"),
        ("a", "Y. Omar (laughing)", "Nobody has measured it yet."),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("MS. ASET: ", "MR. OMAR: "),
        ("Aset: ", "Omar: "),
        ("DA: ", "YO: "),
        ("Асет： ", "Омар： "),
        ("SPEAKER 1: ", "SPEAKER 2: "),
        ("Aset — ", "Omar — "),
        ("Aset.- ", "Omar.- "),
        ("– Aset: ", "– Omar: "),
        (">> ASET: ", ">> OMAR: "),
        ("**Aset:** ", "**Omar:** "),
        ("[00:01:10] Aset: ", "[00:02:10] Omar: "),
        ("00:01 Aset: ", "00:02 Omar: "),
        ("Aset (00:12): ", "Omar [00:15]: "),
        ("Senator ASET. ", "Mr. OMAR. "),
        ("主持人：", "唐鳳："),
        ("Ведущий: ", "Гость: "),
        ("Dr. Aset (ÖVP): ", "Omar Jr.: "),
    ],
)
def test_a_label_may_be_printed_in_many_ways(first, second):
    text = "".join(
        f"{first}Who dug it then, and why?\n{second}My father did, long ago.\n"
        for _ in range(3)
    )

    assert [words for _, _, words in turns(text)] == [
        "Who dug it then, and why?",
        "My father did, long ago.",
    ] * 3


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ASET", "OMAR"),
        ("Dinara Aset", "Yerlan Omar"),
        ("Dinara Aset 00:12", "Yerlan Omar 00:15"),
        ("00:12 Dinara Aset", "00:15 Yerlan Omar"),
        ("Dinara Aset:", "Yerlan Omar:"),
        ("(記者)", "(知事)"),
        ("記者)", "知事)"),
    ],
)
def test_a_label_may_stand_on_a_line_of_its_own(first, second):
    text = "".join(
        f"{first}\nWho dug it then, and why?\n{second}\nMy father did, long ago.\n"
        for _ in range(2)
    )

    assert [words for _, _, words in turns(text)] == [
        "Who dug it then, and why?",
        "My father did, long ago.",
    ] * 2


def test_a_dash_under_a_label_is_its_mark():
    text = "А. Асет\n– Кто копал?\nЕ. Омар\n– Отец.\n" * 2

    assert [words for _, _, words in turns(text)] == ["Кто копал?", "Отец."] * 2


@pytest.mark.parametrize(
    "words",
    [
        "Note: it is dry today.",
        "He said: come tomorrow.",
        "At 12:30 we stopped.",
        "12:30 was the hour.",
        "See https://wells.example/deep for more.",
        "Wells: https://wells.example/deep",
        "Bueno, mire: es así.",
        "“Omar: a life” is its title.",
        "First: dig. Second: line it.",
    ],
)
def test_what_looks_like_a_label_opens_no_turn(words):
    text = TALK.replace("It took a summer.", words)

    assert labelled(text) == [
        "Dinara Aset",
        "Yerlan Omar",
        "D. Aset",
        "Y. Omar (laughing)",
    ]


def test_a_believed_label_inside_a_paragraph_opens_a_turn():
    text = TALK.replace("It took a summer.", "It took a summer. D. Aset: Which?")

    assert turns(text)[2:4] == [
        ("q", "D. Aset", "Which?\n\nHow deep is it?"),
        ("a", "Y. Omar (laughing)", "Nobody has measured it yet."),
    ]


def test_a_name_printed_once_among_others_is_doubtful():
    text = "Deniz: Why?\nÜmit: So.\n" * 3 + "Gizem: And then what?\nÜmit: Then this.\n"

    told = parse_content(text.encode(), "talk.txt", Sidecar())

    assert [turn.label for turn in told.turns][-2:] == ["Gizem", "Ümit"]
    assert "printed once" in told.turns[-2].doubt
    assert told.turns[-2].confidence == 0.6


def test_a_title_that_begins_with_a_name_is_no_label():
    text = (
        "JACOB ROSS: a life in wells\n\n" + "**ASET:** Why?\n**ROSS:** So it was.\n" * 3
    )

    assert labelled(text)[0] == "ASET"


def test_a_list_of_who_and_when_is_no_speech_and_declares_people():
    text = (
        "INTERVIEWEE: Yerlan Omar\nINTERVIEWER: Dinara Aset\nDATE: 7 February 1994\n"
        "OMAR: I was born near the well, you know?\nASET: Go on.\n"
        "INTERVIEWEE: Yerlan Omar\nDATE: 8 February 1994\n"
        "OMAR: My father dug it, did he not?\nASET: Yes.\n"
    )

    told = parse_content(text.encode(), "talk.txt", Sidecar())

    assert [turn.label for turn in told.turns] == ["OMAR", "ASET", "OMAR", "ASET"]
    assert [
        (told.speaker(each.speaker).name, each.role, each.evidence)
        for each in told.participations
    ] == [
        ("Yerlan Omar", "interviewee", "INTERVIEWEE: Yerlan Omar"),
        ("Dinara Aset", "interviewer", "INTERVIEWER: Dinara Aset"),
    ]
    assert [aside.text for aside in told.interludes] == [
        "INTERVIEWEE: Yerlan Omar",
        "DATE: 8 February 1994",
    ]


def test_a_break_between_turns_is_no_speech():
    text = "**Aset:** Why?\n**Omar:** So.\n**Break:** [01:18]\n" * 2

    told = parse_content(text.encode(), "talk.txt", Sidecar())

    assert [turn.text for turn in told.turns] == ["Why?", "So."] * 2


def test_the_time_of_a_label_is_kept_and_a_time_alone_goes_on():
    text = (
        "Ada Ross (00:00:36):\nWelcome to the wells.\n(00:01:21):\nToday we dig.\n"
        "Lenny (00:02:00):\nThank you?\n"
    ) * 2

    told = parse_content(text.encode(), "talk.txt", Sidecar())

    assert [(part.text, part.time) for part in told.turns[0].segments] == [
        ("Welcome to the wells.", TimeSpan(36_000, 36_000)),
        ("Today we dig.", TimeSpan(81_000, 81_000)),
    ]


def blocks(*made):
    at = 0
    for line, (text, traits) in enumerate(made, 1):
        yield Block(text, line, Span(at, at + len(text)), **traits)
        at += len(text) + 1


def test_bold_words_before_speech_are_a_label_without_a_colon():
    seen = labels.recognise(
        list(
            blocks(
                ("Aset Why?", {"bold": (Span(0, 4),)}),
                ("Omar So.", {"bold": (Span(0, 4),)}),
                ("Aset And?", {"bold": (Span(0, 4),)}),
                ("Omar – Then this.", {"bold": (Span(0, 4),)}),
                ("Bold of him to say.", {"bold": (Span(8, 11),)}),
            )
        )
    )

    assert [(one.label, one.words) for one in seen.openings] == [
        ("Aset", 5),
        ("Omar", 5),
        ("Aset", 5),
        ("Omar", 7),
    ]


def test_headings_that_are_names_open_turns_and_a_speech_has_but_one():
    heading = {"kind": BlockKind.HEADING, "level": 3}

    dialogue = labels.recognise(
        list(
            blocks(
                ("Wells", {"kind": BlockKind.HEADING, "level": 1}),
                *[("唐鳳：", heading), ("挖井。", {})] * 2,
                *[("記者：", heading), ("為什麼？", {})] * 2,
            )
        )
    )
    speech = labels.recognise(list(blocks(("唐鳳：", heading), ("挖井。", {}))))

    assert [one.label for one in dialogue.openings] == ["唐鳳"] * 2 + ["記者"] * 2
    assert [one.label for one in speech.openings] == ["唐鳳"]
    assert (dialogue.fit > 0.9, speech.fit) == (True, 0.4)


def test_labels_on_one_side_of_bold_questions_fit_less():
    answers = [("Omar: So it was.", {}), ("Berik: And more.", {})]
    asked = ("Who dug it?", {"bold": (Span(0, 11),)})

    alone = labels.recognise(list(blocks(*answers * 3)))
    beside = labels.recognise(list(blocks(*answers, asked, *answers, asked, *answers)))

    assert beside.fit < alone.fit


def test_italic_labels_and_later_lines_of_a_block_open_turns():
    text = "Aset: Why?\nOmar: So.\nAset: And?\nOmar: Then."

    seen = labels.recognise(list(blocks((text, {"italic": (Span(0, 4),)}))))

    assert [(one.label, one.start) for one in seen.openings] == [
        ("Aset", 0),
        ("Omar", 11),
        ("Aset", 21),
        ("Omar", 32),
    ]


def test_text_without_labels_is_refused():
    seen = labels.recognise(list(blocks(("Bread.", {}), ("Milk: fresh.", {}))))

    assert (seen.fit, seen.openings) == (0.0, ())


def test_a_label_says_in_parentheses_what_somebody_does():
    text = "Leo Dion (guest): Well, why?\nTim Mitra (host): I see, so?\n" * 3

    assert [kind for kind, _, _ in turns(text)][-2:] == ["a", "q"]


def test_many_who_speak_once_are_a_debate():
    names = ["Ada Ross", "Berik Omar", "Cem Kaya", "Dina Aset", "Eva Lind"]
    text = "".join(f"{name}: We should dig here and now.\n" for name in names)

    assert turns(text) == [("s", name, "We should dig here and now.") for name in names]
