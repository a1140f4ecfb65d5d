"""Labels: what opens a turn and what does not, as many publications print it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.ingest.blocks import Block, BlockKind
from archive.ingest.conventions import labels, words
from archive.ingest.conventions.marking import Form
from archive.ingest.conventions.marks import marks
from archive.ingest.conventions.misprints import mended
from archive.ingest.conventions.senses import Sense, sense_of
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


PAIR = "Aset: Who dug the well, and why?\nOmar: My father did, for water.\n" * 3


@pytest.mark.parametrize(
    ("line", "is_turn"),
    [
        ("Moderator: Thank you both.", True),
        ("Dr. Berik: I would add this.", True),
        ("omar again: no.", False),
        ("http: no label.", False),
        ("声明: no label.", False),
        ("Time: noon.", False),
        ("Aset. Omar. Both.", False),
        ("wells – and rivers.", False),
        ("Berik, a friend: no.", False),
        ("Berik Omar Cem Dina Eva Fay Gus: no.", False),
        ("(Laughter)", False),
    ],
)
def test_a_label_printed_once_must_be_sure_by_its_form(line, is_turn):
    text = f"{PAIR}{line}\n{PAIR}"

    assert (line.partition(":")[0] in labelled(text)) is is_turn


def test_full_names_printed_once_each_after_they_were_named_are_labels():
    text = (
        "Rozmowa: MAGDALENA PARYS\n\nOlga Kowalska: Jaki był impuls?\n\n"
        "Magdalena Parys: Pisałam od zawsze.\n"
    )

    assert labelled(text) == ["Olga Kowalska", "Magdalena Parys"]


def test_labels_in_brackets_printed_once_each_are_enough():
    text = "(上田:NHK記者)\n質問させていただきます。\n(知事)\nお答えします。\n"

    assert [words for _, _, words in turns(text)] == [
        "質問させていただきます。",
        "お答えします。",
    ]


def test_of_many_labels_the_evidence_shows_six():
    names = ["Ada", "Berik", "Cem", "Dina", "Eva", "Fay", "Gus"]
    text = "".join(f"{name}: Dig here.\n" for name in names * 2)

    told = parse_content(text.encode(), "talk.txt", Sidecar())

    assert told.provenance.evidence.startswith("14 labels of 7 kinds (“Ada” 2, ")
    assert "“Fay” 2, …)" in told.provenance.evidence


def test_a_list_of_people_leaves_out_what_is_no_full_name():
    text = f"INTERVIEWER: Dinara Aset, Almaty\nDATE: 1994\n{PAIR}"

    told = parse_content(text.encode(), "talk.txt", Sidecar())

    assert [person.name for person in told.speakers] == ["Dinara Aset", "Omar"]


def test_what_is_bold_italic_or_a_caption_may_be_no_label():
    bold, italic = {"bold": (Span(0, 4),)}, {"italic": (Span(0, 4),)}
    made = [("Aset: Why?", italic), ("Omar: So.", italic)] * 2

    seen = labels.recognise(
        list(
            blocks(
                *made,
                ("Omar: a picture", {"kind": BlockKind.CAPTION}),
                ("(Laughter)", {"kind": BlockKind.DIRECTION}),
                ("dark as it was.", bold),
                ("Note this.", bold),
                ("See: https://wells.example", {"bold": (Span(0, 3),)}),
                ("Omar: So.\nand more\nAset", {}),
                ("A line\nwithout a name", {}),
            )
        )
    )

    assert [one.label for one in seen.openings] == ["Aset", "Omar"] * 2 + ["Omar"]


def test_labels_set_apart_as_directions_are_labels_in_brackets():
    direction = {"kind": BlockKind.DIRECTION}

    seen = labels.recognise(
        list(blocks(*[("(知事)", direction), ("はい。", {}), ("(記者)", direction),
                      ("なぜ？", {})] * 2))
    )  # fmt: skip

    assert [one.label for one in seen.openings] == ["知事", "記者"] * 2


def test_bold_labels_with_a_colon_are_labels():
    bold = {"bold": (Span(0, 5),)}

    seen = labels.recognise(
        list(blocks(*[("Aset: Why?", bold), ("Omar: So.", bold)] * 2))
    )

    assert [one.words for one in seen.openings] == [6, 6, 6, 6]


def test_a_full_name_printed_once_among_many_voices_is_doubtful():
    text = "".join(f"{name}: Dig here.\n" for name in ["Ada", "Bo", "Cem", "Di"] * 2)

    assert labelled(f"{text}Eva Lind: And there.\n{text}")[8] == "Eva Lind"


def test_a_label_of_brackets_alone_means_nothing():
    assert sense_of("()") == (Sense.OTHER, "")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["Aset: ", "OMAR：", "Q: ", "A. ", "[00:12] Aset: ", "", "– "]
            ),
            st.text(st.sampled_from("abc қғ:?.–(["), min_size=1, max_size=20),
        ),
        min_size=1,
    ),
    st.sampled_from(["\n", "\n\n"]),
)
def test_no_word_is_lost_or_doubled_and_only_our_errors_come_out(lines, gap):
    text = gap.join(f"{label}w{words}" for label, words in lines)

    try:
        told = parse_content(text.encode(), "talk.txt", Sidecar())
    except SourceError:
        return

    assert told.rebuilt() == told.source.text
    for turn in told.turns:
        for part in turn.segments:
            assert part.text == text[part.source.start : part.source.end]


def test_a_word_for_a_break_and_a_time_are_an_aside():
    talk = [("Aset: Why?", {}), ("Omar: So.", {}), ("Break: [01:18]", {})]

    seen = labels.recognise(list(blocks(*talk * 2, ("Break: a leg.", {}))))

    assert [number for number, _ in seen.asides] == [2, 5]


def test_a_time_after_the_colon_belongs_to_the_mark():
    talk = [("Aset: 00:01:10", {}), ("Why?", {}), ("Omar: [00:02] So.", {})]

    seen = labels.recognise(list(blocks(*talk * 2)))

    assert [(one.words, one.time.start) for one in seen.openings] == [
        (14, 70_000),
        (14, 2_000),
    ] * 2


def test_without_a_word_for_question_the_letter_a_is_an_initial():
    lines = ["C: When were you born?", "A: In a dry year.", "C: Where?", "A: Here."]

    told = parse_content("\n\n".join(lines).encode(), "talk.txt", Sidecar())

    assert [turn.label for turn in told.turns] == ["C", "A", "C", "A"]
    assert told.turns[1].speaker == told.turns[3].speaker


@pytest.mark.parametrize(
    "label",
    [
        "[{}] ",
        "({}) ",
        "{}\t",
        "[12/03/2021, 10:15] {}: ",
        "12.03.21, 10:15 - {}: ",
        "2021-03-12 10:15:04 PM {}: ",
        "**{}** 10:03 ",
    ],
)
def test_labels_in_brackets_before_tabs_and_after_dates_open_turns(label):
    name = "talk.md" if "*" in label else "talk.txt"
    first, second = label.format("Dinara Aset"), label.format("Yerlan Omar")

    told = turns(f"{first}Who dug it?\n\n{second}My father.\n\n" * 2, name)

    assert [(kind, words) for kind, _, words in told] == [
        ("q", "Who dug it?"),
        ("a", "My father."),
    ] * 2


def test_words_in_brackets_or_a_tab_that_name_nobody_open_no_turn():
    lines = ["[he laughs] Yes.", "well then\tNo.", "(Dinara Aset)x", "[Aset]"]

    found = marks(list(blocks(*((line, {}) for line in lines))))

    assert [mark.form for mark in found] == [Form.BRACKET]


def test_an_index_of_thousands_of_names_has_no_labels():
    names = [f"Name{'abcdefghij'[n % 10]}{n}x" for n in range(3001)]
    lines = [(f"{name}: page {n}", {}) for n, name in enumerate(names)]

    assert (
        labels.recognise(list(blocks(*lines))).evidence
        == "no name or word recurs before speech"
    )


def test_a_label_a_letter_off_is_the_voice_that_recurs_and_doubtful():
    lines = ["Dana Lee: Who?", "Aigul Saparova: I.", "Dana Lee: When?"]
    lines += ["Aigul Saparva: In May.", "Dan Lee: Why?", "Aigul Saparova: So."]

    told = parse_content("\n\n".join(lines).encode(), "talk.txt", Sidecar())

    assert [turn.label for turn in told.turns][3:5] == ["Aigul Saparva", "Dan Lee"]
    assert [speaker.name for speaker in told.speakers] == ["Dana Lee", "Aigul Saparova"]
    assert told.turns[3].doubt == (
        "“Aigul Saparva” is printed once and read as “Aigul Saparova”: "
        "is it the same voice?"
    )
    assert told.turns[3].confidence == 0.6


@pytest.mark.parametrize(
    ("often", "once"),
    [
        ("Mr. Omarova", "Mrs. Omarova"),
        ("Speaker Omar 12", "Speaker Omar 13"),
        ("Ivanov", "Ivanova"),
        ("Mario Rossi", "Maria Lossa"),
        ("Dana", "Dina"),
        ("Federico", "Frederico (FSM)"),
        ("Dinara Aset", "Yerlan Aset"),
    ],
)
def test_another_title_number_or_ending_is_another_person(often, once):
    lines = ["Host: Who?", f"{often}: I.", "Host: When?", f"{often}: In May."]
    lines += ["Host: Why?", f"{once}: So.", "Host: Oh?"]
    found = marks(list(blocks(*((line, {}) for line in lines))))

    assert mended(found) == (found, {})


@pytest.mark.parametrize("label", ["Dinara Azset", "Dinar Aset", "Dinara Azed"])
def test_letters_added_left_out_or_changed_are_a_misprint(label):
    lines = ["Dinara Aset: Who?", "Omar: I.", "Dinara Aset: Why?", f"{label}: So."]
    found = marks(list(blocks(*((line, {}) for line in lines))))

    told, doubts = mended(found)

    assert [told[3].key, *doubts] == ["dinara aset", told[3]]


def test_titles_and_initials_before_one_surname_are_voices():
    lines = ["Interviewer: Who?", "Mrs. Aset: I.", "Interviewer: When?", "Aset: Now."]
    lines += ["Interviewer: Why is it so?", "D. Aset: So."]

    told = parse_content("\n\n".join(lines).encode(), "talk.txt", Sidecar())

    assert [turn.label for turn in told.turns][1::2] == ["Mrs. Aset", "Aset", "D. Aset"]
    assert [speaker.name for speaker in told.speakers] == ["D. Aset"]


def test_a_turn_with_an_unread_label_or_one_left_out_is_doubtful():
    lines = [
        "Dana Lee: Who?",
        "Omar: I.",
        "Dana Lee: When?",
        "In May.",
        "Dana Lee: Why?",
    ]
    lines += ["Omar: So.", "Where is it?", "Omar: Here.", "Dana Lee: Oh?", "Omar: Yes."]

    told = parse_content("\n\n".join(lines).encode(), "talk.txt", Sidecar())

    assert [turn.doubt for turn in told.turns if turn.doubt] == [
        "line 7 reads as another's words, and no label stands there",
        "line 13 reads as another's words, and no label stands there",
    ]


def test_a_label_that_follows_itself_at_once_or_often_is_not_doubtful():
    lines = ["Dana Lee: Who?", "Dana Lee: When?", "Omar: In May.", "It rained."]
    lines += ["Omar: So.", "Dana Lee: Why?", "Omar: So.", "Dana Lee: Oh?", "Omar: No."]
    often = ["Omar: Why?", "So."] * 3

    for text in (lines, often):
        seen = labels.recognise(list(blocks(*((line, {}) for line in text))))

        assert [one.doubt for one in seen.openings if one.doubt] == []


def test_what_looks_like_a_label_in_a_turn_makes_it_doubtful():
    lines = ["Q: Who?", "A: I.", "Omar: I too.", "Q: When?", "A: In May."]

    seen = words.recognise(list(blocks(*((line, {}) for line in lines))))

    assert [one.doubt for one in seen.openings] == [
        "",
        "line 3 begins like a label, “Omar”: is it a speaker?",
        "",
        "",
    ]


def test_a_list_with_colons_that_asks_nothing_is_no_interview():
    lines = ["Rice: wash it.", "Carrots: cut them.", "Onion: fry it.", "Rice: add it."]

    assert labels.recognise(list(blocks(*((line, {}) for line in lines)))).fit == 0


def test_a_title_that_begins_as_a_label_in_brackets_is_none():
    lines = ["知事の会見", "(上田記者)", "いつですか。", "(知事)", "来年です。"]

    seen = labels.recognise(list(blocks(*((line, {}) for line in lines))))

    assert [one.label for one in seen.openings] == ["上田記者", "知事"]


def test_one_who_is_called_a_reporter_asks():
    told = turns("(上田記者)\n\n予算をお聞かせください。\n\n(知事)\n\n来年です。\n")

    assert [kind for kind, *_ in told] == ["q", "a"]


def test_a_dash_between_words_before_a_colon_opens_no_label_of_both():
    lines = ["Le Monde. — Who?", "J.-P. S. — So: here.", "Le Monde. — Why?"] * 2

    seen = labels.recognise(list(blocks(*((line, {}) for line in lines))))

    assert [one.label for one in seen.openings][:2] == ["Le Monde", "J.-P. S"]


def test_a_bold_name_may_stand_right_before_its_words():
    lines = [("Aset– Why?", {"bold": (Span(0, 5),)}), ("Omar So.", {})]
    lines += [("AsetWhy?", {"bold": (Span(0, 4),)})]

    seen = marks(list(blocks(*lines)))

    assert [mark.words for mark in seen] == [6, 4]
