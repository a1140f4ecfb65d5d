"""What an editor corrected is done again on any later reading of the same words."""

import dataclasses
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import AnchorLost
from archive.ingest.correction.acts import Act
from archive.ingest.correction.correcting import (
    about_turn,
    correct,
    memory_of,
    split_before,
    undo,
)
from archive.ingest.revision.wording import end_alike
from archive.transcript import (
    Basis,
    Interlude,
    InterludeKind,
    Kind,
    Participation,
    Provenance,
    Role,
    Segment,
    SkippedKind,
    Source,
    Speaker,
    Topic,
    Transcript,
    Turn,
    check,
    numbered,
    settled,
)
from tests.ingest.strategies import Composer, transcripts

ALONE = "My father dug it. – Alone? – Alone, with a spade."
TOOK = (
    "It took him nine days of the hot summer, and in the end the neighbours came to "
    "help him with ropes, with buckets and with very much advice."
)
WELLS = (
    (Kind.QUESTION, "Who dug the well behind the house? It is deep."),
    (Kind.ANSWER, ALONE, TOOK),
    (Kind.QUESTION, "And the river?"),
    (Kind.ANSWER, "The river was here before us."),
)


@pytest.fixture
def told():
    return read()


def read(turns=WELLS, **fields):
    """A Transcript of these turns, as from a text that marks each with a dash."""
    composer, asked, said = Composer(), "", []
    composer.skip("About wells\n\n", SkippedKind.FRONT_MATTER)
    for place, (kind, *paragraphs) in enumerate(turns):
        asked = str(place) if kind is Kind.QUESTION else asked
        composer.skip("– ", SkippedKind.MARK)
        said.append(
            Turn(
                anchor="",
                kind=kind,
                segments=tuple(compose(composer, paragraphs)),
                speaker="p1" if kind is Kind.QUESTION else "p2",
                label="– ",
                question=asked if kind is Kind.ANSWER else "",
                rule="a dash",
            )
        )
    return check(settled(whole(composer, numbered(tuple(said)), **fields)))


def compose(composer, paragraphs):
    for paragraph in paragraphs:
        text = unicodedata.normalize("NFC", re.sub(r"[ \n]+", " ", paragraph))
        yield Segment("", text, composer.write(paragraph))
        composer.skip("\n\n", SkippedKind.BLANK)


def whole(composer, turns, media_type="text/plain", **fields):
    source = Source("wells.txt", composer.text.encode(), composer.text, media_type)
    told = Transcript(
        slug="wells",
        title="About wells",
        language="en",
        source=source,
        provenance=Provenance("plain text", "unlabelled dashes", "1", 1.0),
        turns=turns,
        skipped=tuple(composer.skipped),
        speakers=(Speaker("p1", "Dana Omarova"), Speaker("p2", "Ali Bek", ("A. B.",))),
        participations=(
            Participation("p1", Role.INTERVIEWER, Basis.TEXT),
            Participation("p2", Role.INTERVIEWEE, Basis.TEXT),
        ),
    )
    return dataclasses.replace(told, **fields)


def reworded(before, now):
    """The same turns, some words of them printed otherwise."""
    return read(
        [
            (kind, *(text.replace(before, now) for text in paragraphs))
            for kind, *paragraphs in WELLS
        ]
    )


def number_of(told, anchor):
    return [turn.anchor for turn in told.turns].index(anchor)


def about(told, anchor, act, value=""):
    return about_turn(told, number_of(told, anchor), act, value)


def split(told, anchor, words, kind=None):
    number = number_of(told, anchor)
    return split_before(told, number, told.turns[number].text.index(words), kind)


def done(told, *corrections):
    corrected = correct(told, corrections)
    assert corrected.lost == ()
    return corrected.transcript


def spoken(told):
    return [(turn.anchor, turn.kind.value, turn.text) for turn in told.turns]


def names(told):
    return [getattr(told.speaker(turn.speaker), "name", "") for turn in told.turns]


def doubtful(told, anchor, doubt="Who asks?"):
    turns = list(told.turns)
    place = number_of(told, anchor)
    turns[place] = dataclasses.replace(turns[place], doubt=doubt)
    return dataclasses.replace(told, turns=tuple(turns))


def test_nothing_corrected_is_nothing_changed(told):
    assert correct(told, []).transcript is told


def test_an_accepted_turn_has_no_doubt(told):
    unsure = doubtful(told, "q2")

    assert done(unsure, about(unsure, "q2", Act.ACCEPT)) == told


def test_an_acceptance_outlives_another_doubt_about_the_same_words(told):
    accepted = about(doubtful(told, "q2"), "q2", Act.ACCEPT)

    assert done(doubtful(told, "q2", "Another."), accepted) == told


def test_a_turn_without_a_doubt_is_accepted_as_it_is(told):
    assert done(told, about(told, "q2", Act.ACCEPT)) == told


def test_another_doubt_about_other_words_is_not_settled(told):
    accepted = about(doubtful(told, "a1", "Too long."), "a1", Act.ACCEPT)
    other = doubtful(reworded("neighbours", "village"), "a1", "Two voices?")

    corrected = correct(other, [accepted])

    assert corrected.transcript is other
    assert [each.complaint for each in corrected.lost] == [
        "Its words changed, and its doubt is another: Two voices?"
    ]


def test_the_same_doubt_about_mended_words_is_settled(told):
    accepted = about(doubtful(told, "a1"), "a1", Act.ACCEPT)
    other = reworded("neighbours", "village")

    assert done(doubtful(other, "a1"), accepted) == other


def test_a_question_becomes_an_answer_and_keeps_its_name(told):
    now = done(told, about(told, "q2", Act.KIND, "answer"))

    assert [(turn.anchor, turn.kind, turn.question) for turn in now.turns] == [
        ("q1", Kind.QUESTION, ""),
        ("a1", Kind.ANSWER, "q1"),
        ("q2", Kind.ANSWER, "q1"),
        ("a2", Kind.ANSWER, "q1"),
    ]


def test_an_answer_becomes_a_question_and_is_answered(told):
    now = done(told, about(told, "a1", Act.KIND, "question"))

    assert [(turn.anchor, turn.question) for turn in now.turns] == [
        ("q1", ""),
        ("a1", ""),
        ("q2", ""),
        ("a2", "q2"),
    ]


def test_the_kind_that_a_turn_has_already_changes_nothing(told):
    assert done(told, about(told, "q2", Act.KIND, "question")) == told


def test_an_answer_that_was_put_to_another_question_stays_there(told):
    turns = list(told.turns)
    turns[3] = dataclasses.replace(turns[3], question="q1")
    told = dataclasses.replace(told, turns=tuple(turns))

    now = done(told, about(told, "a1", Act.KIND, "statement"))

    assert now.turns[3].question == "q1"


def test_topics_of_a_question_that_is_none_go_with_its_exchange():
    topic = Topic("rivers", "Rivers", questions=("q2",))
    told = read(topics=(topic, Topic("wells", "Wells", questions=("q1",))))

    now = done(told, about(told, "q2", Act.KIND, "answer"))

    assert [each.questions for each in now.topics] == [("q1",), ("q1",)]


def test_a_turn_is_given_to_somebody_known_by_an_alias(told):
    now = done(told, about(told, "q2", Act.SPEAKER, "a. b."))

    assert names(now) == ["Dana Omarova", "Ali Bek", "Ali Bek", "Ali Bek"]


def test_somebody_new_takes_part_as_an_editor_says(told):
    now = done(told, about(told, "q2", Act.SPEAKER, "Madi Bek"))

    assert names(now) == ["Dana Omarova", "Ali Bek", "Madi Bek", "Ali Bek"]
    assert now.participations[-1] == Participation(
        "p3", Role.INTERVIEWER, Basis.EDITOR, "said at the ingest desk"
    )


def test_a_turn_may_be_said_by_nobody_known(told):
    now = done(told, about(told, "q2", Act.SPEAKER, ""))

    assert names(now) == ["Dana Omarova", "Ali Bek", "", "Ali Bek"]


def test_a_name_of_two_people_is_nobody(told):
    people = (*told.speakers, Speaker("p3", "Other", ("A. B.",)))
    told = dataclasses.replace(told, speakers=people)

    corrected = correct(told, [about(told, "q2", Act.SPEAKER, "a. b.")])

    assert [each.complaint for each in corrected.lost] == [
        "Several people here are called a. b.. Choose one."
    ]


def test_a_turn_is_divided_inside_a_paragraph(told):
    now = done(told, split(told, "a1", "Alone?"))

    assert spoken(now) == [
        ("q1", "question", "Who dug the well behind the house? It is deep."),
        ("a1", "answer", "My father dug it."),
        ("q3", "question", f"Alone? – Alone, with a spade.\n\n{TOOK}"),
        ("q2", "question", "And the river?"),
        ("a2", "answer", "The river was here before us."),
    ]
    second = now.turns[2]
    assert (second.label, second.rule) == ("– ", "an editor’s division")
    assert now.speaker(second.speaker).name == "Dana Omarova"
    assert [part.anchor for part in second.segments] == ["q3p1", "q3p2"]


def test_three_voices_in_a_paragraph_are_told_apart(told):
    first = split(told, "a1", "Alone?")
    once = done(told, first)

    now = done(told, first, split(once, "q3", "Alone, with"))

    assert spoken(now)[1:4] == [
        ("a1", "answer", "My father dug it."),
        ("q3", "question", "Alone?"),
        ("a3", "answer", f"Alone, with a spade.\n\n{TOOK}"),
    ]
    assert now.turns[3].question == "q3"
    assert now.rebuilt() == told.source.text


def test_a_turn_is_divided_between_paragraphs(told):
    now = done(told, split(told, "a1", "It took", Kind.ANSWER))

    assert spoken(now)[1:3] == [
        ("a1", "answer", ALONE),
        ("a3", "answer", TOOK),
    ]
    assert now.turns[2].question == "q1"
    assert now.skipped == told.skipped


def test_a_mark_at_the_head_of_a_paragraph_is_no_word():
    told = read([(Kind.QUESTION, "Who dug it?", "– My father.")])

    divided = split(told, "q1", "My father")
    now = done(told, divided)

    assert spoken(now) == [
        ("q1", "question", "Who dug it?"),
        ("a1", "answer", "My father."),
    ]
    assert now.turns[1].label == "– "
    assert undo(now, divided, memory_of(told, now, divided)) == told


def test_quotation_marks_stay_with_the_words_they_open():
    told = read([(Kind.STATEMENT, 'He said so. "Why?" ¿Por qué? (So.)')])

    now = done(told, split(told, "s1", "Why"))
    now = done(now, split(now, "s2", "Por"))
    now = done(now, split(now, "s3", "So.)"))

    assert [turn.text for turn in now.turns] == [
        "He said so.",
        '"Why?"',
        "¿Por qué?",
        "(So.)",
    ]


def test_words_without_blanks_between_them_are_divided():
    told = read([(Kind.QUESTION, "井是誰挖的？我父親挖的。")])

    now = done(told, split(told, "q1", "我父親"))

    assert [turn.text for turn in now.turns] == ["井是誰挖的？", "我父親挖的。"]


def test_a_second_voice_that_nobody_knows_is_doubtful():
    told = read([WELLS[0]])

    now = done(told, split(told, "q1", "It is deep"))

    assert names(now) == ["Dana Omarova", ""]
    assert now.turns[1].doubt == (
        "who speaks is not known: the turn was divided here by an editor"
    )


def test_what_stands_inside_a_turn_goes_with_the_words_after_which_it_stands():
    composer = Composer()
    first = next(compose(composer, ["Who dug it?"]))
    laughs = composer.write("(She laughs.)")
    composer.skip("\n", SkippedKind.BLANK)
    second = next(compose(composer, ["My father."]))
    coughs = composer.write("(He coughs.)")
    turns = numbered((Turn("", Kind.QUESTION, (first, second)),))
    asides = tuple(
        Interlude("q1", InterludeKind.DIRECTION, "(…)", span)
        for span in (laughs, coughs)
    )
    told = settled(whole(composer, turns, interludes=asides))

    divided = split(told, "q1", "My father")
    now = done(told, divided)
    back = undo(now, divided, memory_of(told, now, divided))

    assert [each.after for each in now.interludes] == ["q1", "a1"]
    assert back == told


def test_the_second_of_two_that_are_joined_gives_up_its_name(told):
    now = done(told, about(told, "q2", Act.MERGE))

    assert spoken(now)[1:] == [
        ("a1", "answer", f"{ALONE}\n\n{TOOK}\n\nAnd the river?"),
        ("a2", "answer", "The river was here before us."),
    ]
    assert [part.anchor for part in now.turns[1].segments] == ["a1p1", "a1p2", "a1p3"]
    assert now.turns[2].question == "q1"


def test_topics_of_a_joined_question_go_with_the_exchange():
    told = read(topics=(Topic("rivers", "Rivers", questions=("q2",)),))

    now = done(told, about(told, "q2", Act.MERGE))

    assert now.topics[0].questions == ("q1",)


def test_the_first_turn_has_none_before_it(told):
    corrected = correct(told, [about(told, "q1", Act.MERGE)])

    assert [each.complaint for each in corrected.lost] == [
        "No turn stands before it that it could be joined to."
    ]


def test_a_better_reading_needs_a_correction_no_more(told):
    divided = split(told, "a1", "It took", Kind.ANSWER)
    better = done(told, divided)
    joined = about(better, "a3", Act.MERGE)

    assert correct(better, [divided]).transcript is better
    assert correct(told, [joined]).transcript is told


def test_a_better_reading_is_told_what_the_second_part_is(told):
    divided = split(told, "a1", "It took", Kind.ANSWER)
    better = done(told, split(told, "a1", "It took", Kind.STATEMENT))

    assert done(better, divided).turns[2].kind is Kind.ANSWER
    assert done(better, split(told, "a1", "It took")).turns[2].kind is Kind.QUESTION
    untold = dataclasses.replace(divided, value="")
    assert correct(better, [untold]).transcript is better


def test_a_correction_outlives_other_words_before_it(told):
    corrections = [
        about(told, "a2", Act.SPEAKER, "Madi Bek"),
        split(told, "a1", "It took", Kind.ANSWER),
    ]
    other = read([(Kind.STATEMENT, "Read this first."), *WELLS])

    now = done(other, *corrections)

    assert [(turn.anchor, turn.text[:9]) for turn in now.turns] == [
        ("s1", "Read this"),
        ("q1", "Who dug t"),
        ("a1", "My father"),
        ("a3", "It took h"),
        ("q2", "And the r"),
        ("a2", "The river"),
    ]
    assert names(now)[5] == "Madi Bek"


@pytest.mark.parametrize(
    ("before", "now"),
    [("very much advice", "little"), ("The river was", "It had been")],
)
def test_other_words_on_one_side_are_no_matter(told, before, now):
    other = reworded(before, now)

    kind = done(other, about(told, "q2", Act.KIND, "statement")).turns[2].kind

    assert kind is Kind.STATEMENT


def test_words_that_are_gone_take_their_correction_with_them(told):
    gone = about(told, "q2", Act.KIND, "statement")

    corrected = correct(reworded("And the river?", "And then?"), [gone])

    assert [(each.correction, each.complaint) for each in corrected.lost] == [
        (
            gone,
            "“And the river” stands nowhere between the words it was chosen from. "
            "Choose the passage again.",
        )
    ]


def test_words_that_stand_twice_between_the_same_are_not_guessed():
    row = [(Kind.QUESTION, "Why?"), (Kind.ANSWER, "Because.")]
    told = read([*row * 9, (Kind.QUESTION, "Where?")])
    unsure = about(told, "a5", Act.KIND, "statement")

    corrected = correct(read([(Kind.STATEMENT, "Hear this."), *row * 9]), [unsure])

    assert [each.complaint for each in corrected.lost] == [
        "“Because” stands in more than one place between the words it was chosen "
        "from. Choose the passage again."
    ]


SAPAROVA = (
    (Kind.QUESTION, "Who dug the well? And which year was that?"),
    (
        Kind.QUESTION,
        "In which year? Aigul Saparva: In the spring of 1950. How many days?",
    ),
    (Kind.ANSWER, "Nine days and nine nights, they say."),
)


def test_a_division_outlives_another_digit_in_its_turn():
    told = read(SAPAROVA)
    first = split(told, "q2", "Aigul", Kind.ANSWER)
    once = done(told, first)
    speaker = about(once, "a3", Act.SPEAKER, "Aigul Saparova")
    again = split(done(once, speaker), "a3", "How many")
    was = done(told, first, speaker, again)
    changed = [
        (kind, *(words.replace("1950", "1951") for words in said))
        for kind, *said in SAPAROVA
    ]

    now = done(read(changed), first, speaker, again)

    assert spoken(now) == [
        (anchor, kind, words.replace("1950", "1951"))
        for anchor, kind, words in spoken(was)
    ]
    assert spoken(now)[3] == ("q3", "question", "How many days?")
    assert names(now) == names(was)
    assert [turn.doubt for turn in now.turns] == [""] * 5


def test_a_division_that_leaned_on_a_lost_one_is_of_the_kind_it_was():
    told = read(SAPAROVA)
    first = split(told, "q2", "Aigul", Kind.ANSWER)
    again = split(done(told, first), "a3", "How many")
    other = read([SAPAROVA[0], (Kind.QUESTION, "When? How many days?"), SAPAROVA[2]])

    corrected = correct(other, [first, again])

    assert [each.correction for each in corrected.lost] == [first]
    assert [turn.doubt for turn in corrected.transcript.turns] == [
        "",
        "an editor’s correction waits for its place: divided answer, at “Aigul Saparva "
        "In the spring of 1950 How many…”",
        "",
        "",
    ]
    assert spoken(corrected.transcript)[1:3] == [
        ("q2", "question", "When?"),
        ("q3", "question", "How many days?"),
    ]


def test_the_turn_a_lost_correction_touched_is_doubtful(told):
    gone = about(told, "q2", Act.KIND, "statement")
    other = doubtful(reworded("And the river?", "And the sea?"), "q2", "Who asks?")

    doubts = [turn.doubt for turn in correct(other, [gone]).transcript.turns]

    assert doubts == [
        "",
        "",
        "Who asks? · an editor’s correction waits for its place: kind statement, at "
        "“And the river”",
        "",
    ]


@pytest.mark.parametrize(
    ("act", "value"), [(Act.KIND, "statement"), (Act.SPEAKER, ""), (Act.SPEAKER, "Ali")]
)
def test_only_accepting_settles_that_a_correction_waits(told, act, value):
    waits = "an editor’s correction waits for its place: kind question, at “Then”"
    unsure = doubtful(told, "q2", f"Who asks? · {waits}")

    def doubt_after(act, value=""):
        return done(unsure, about(unsure, "q2", act, value)).turns[2].doubt

    assert doubt_after(act, value) == waits
    assert doubt_after(Act.ACCEPT) == ""
    joined = done(unsure, about(unsure, "q2", Act.MERGE))
    assert joined.turns[1].doubt == waits


def test_a_correction_of_which_no_word_is_left_touches_no_turn(told):
    gone = about(told, "q2", Act.KIND, "statement")
    other = read([(Kind.QUESTION, "Why?"), (Kind.ANSWER, "Because.")])

    corrected = correct(other, [gone])

    assert corrected.transcript is other
    assert len(corrected.lost) == 1


def test_a_label_that_was_mistyped_is_a_mark():
    told = read(SAPAROVA)
    text = told.turns[1].text
    labelled = split_before(told, 1, text.index("Aigul"), Kind.ANSWER, "Aigul Saparva:")

    now = done(told, labelled)

    assert spoken(now)[1:3] == [
        ("q2", "question", "In which year?"),
        ("a3", "answer", "In the spring of 1950. How many days?"),
    ]
    assert now.turns[2].label.strip() == "Aigul Saparva:"
    assert now.rebuilt() == told.source.text
    assert undo(now, labelled, memory_of(told, now, labelled)) == told


def test_a_label_at_the_head_of_a_paragraph_is_a_mark():
    told = read([(Kind.QUESTION, "In which year?", "Ali: In 1950."), *WELLS])
    labelled = split_before(told, 0, told.turns[0].text.index("Ali:"), None, "Ali:")

    now = done(told, labelled)

    assert spoken(now)[1] == ("a4", "answer", "In 1950.")
    assert now.turns[1].label.strip() == "Ali:"
    assert undo(now, labelled, memory_of(told, now, labelled)) == told


def test_a_label_that_the_source_mends_needs_no_division():
    told = read(SAPAROVA)
    at = told.turns[1].text.index("Aigul")
    labelled = split_before(told, 1, at, Kind.ANSWER, "Aigul Saparva:")
    mended = read(
        [
            SAPAROVA[0],
            (Kind.QUESTION, "In which year?"),
            (Kind.ANSWER, "In the spring of 1950. How many days?"),
            SAPAROVA[2],
        ]
    )

    assert done(mended, labelled) is mended


def test_a_label_stands_just_before_the_words():
    told = read(SAPAROVA)

    with pytest.raises(AnchorLost, match="The label does not stand just before"):
        split_before(told, 1, told.turns[1].text.index("How"), None, "Ali:")


def test_few_words_are_no_place(told):
    """Too few letters stand beside “Why” to be sure."""
    told = read([(Kind.QUESTION, "Why?"), (Kind.ANSWER, "So.")])
    unsure = about(told, "a1", Act.KIND, "statement")

    other = read([(Kind.QUESTION, "Why?"), (Kind.ANSWER, "No.")])

    assert len(correct(other, [unsure]).lost) == 1


@pytest.mark.parametrize(
    ("now", "is_alike"),
    [
        ("in the spring of 1951", True),
        ("in the spring of 1950 nine", False),
        ("of 1950", False),
        ("of 1951", False),
        ("", False),
    ],
)
def test_an_end_is_the_same_but_for_one_of_many_words(now, is_alike):
    assert end_alike("in the spring of 1950", now) is is_alike


def test_a_turn_that_begins_there_no_more_is_not_guessed(told):
    other = done(told, about(told, "q2", Act.MERGE))

    corrected = correct(other, [about(told, "q2", Act.KIND, "statement")])

    assert [each.complaint for each in corrected.lost] == [
        "No turn begins at these words any more. Correct it again."
    ]


def test_a_turn_that_ends_elsewhere_is_not_guessed(told):
    other = done(told, about(told, "q2", Act.MERGE))

    corrected = correct(other, [about(told, "a1", Act.KIND, "statement")])

    assert [each.complaint for each in corrected.lost] == [
        "The turn that begins there goes on otherwise. Correct it again."
    ]


@pytest.mark.parametrize(
    ("anchor", "words", "complaint"),
    [
        ("q1", "Who dug", "The turn begins there. Choose a later word."),
        ("q2", "?", "No words of this turn follow there. Choose a word in it."),
        ("a2", "us.", None),
    ],
)
def test_a_place_has_words_before_it_and_behind(told, anchor, words, complaint):
    if complaint is None:
        assert split(told, anchor, words)
    else:
        with pytest.raises(AnchorLost, match=complaint):
            split(told, anchor, words)


def test_the_end_of_all_words_is_no_place(told):
    with pytest.raises(AnchorLost, match="No words follow there"):
        split_before(told, 3, len(told.turns[3].text))


def test_a_place_inside_a_word_is_its_beginning(told):
    divided = split_before(told, 2, 5)

    assert [turn.text for turn in done(told, divided).turns][2:4] == [
        "And",
        "the river?",
    ]


def test_signs_without_words_go_with_the_words_behind_them(told):
    told = read([(Kind.QUESTION, "Who dug it?", "* – My father.")])

    assert [turn.text for turn in done(told, split(told, "q1", "My")).turns] == [
        "Who dug it?",
        "* – My father.",
    ]


@pytest.mark.parametrize(
    ("source", "text", "parts"),
    [
        ("Tom &amp; <b>Ann</b> dug.", "Tom & Ann dug.", ("Tom &", "Ann dug.")),
        ("So.<br class='Ann'>Ann", "So.Ann", ("So.", "Ann")),
        ('caf\\u00e9 \\"Ann\\"', 'café "Ann"', ("café", '"Ann"')),
        ("x &lt;b&gt; Ann", "x <b> Ann", ("x <b>", "Ann")),
        ("well&shy;dig <!-- Ann --> Ann", "welldig Ann", ("welldig", "Ann")),
    ],
)
def test_letters_are_found_where_markup_stands_between_them(source, text, parts):
    composer = Composer()
    span = composer.write(source)
    turns = numbered((Turn("", Kind.STATEMENT, (Segment("", text, span),)),))
    told = settled(whole(composer, turns, media_type="text/html"))

    now = done(told, split(told, "s1", "Ann"))

    assert tuple(turn.text for turn in now.turns) == parts
    second = now.turns[1].segments[0].source
    assert source[second.start :].lstrip('\\"').startswith("Ann")
    assert now.rebuilt() == source


def test_letters_that_the_source_does_not_show_are_not_cut():
    composer = Composer()
    span = composer.write("Tom and")
    turns = numbered((Turn("", Kind.STATEMENT, (Segment("", "Tom Ann", span),)),))
    told = settled(whole(composer, turns, media_type="text/html"))

    corrected = correct(told, [split(told, "s1", "Ann")])

    assert [each.complaint for each in corrected.lost] == [
        "The source does not show where these words stand. Cut between paragraphs."
    ]


def test_composed_letters_are_counted_as_they_are_kept():
    told = read([(Kind.QUESTION, "Cafe\u0301 is\u00a0 where? Ann.")])

    now = done(told, split(told, "q1", "Ann"))

    assert [turn.text for turn in now.turns] == ["Café is\u00a0 where?", "Ann."]


def test_an_accent_without_a_letter_stays_where_it_stands():
    told = read([(Kind.QUESTION, "Why \u0301so? Ann.")])

    now = done(told, split(told, "q1", "Ann"))

    assert [turn.text for turn in now.turns] == ["Why \u0301so?", "Ann."]


def test_signs_without_a_word_are_a_turn_too():
    told = read([(Kind.QUESTION, "Why?"), (Kind.ANSWER, "…"), (Kind.ANSWER, "Well.")])

    now = done(told, about(told, "a1", Act.KIND, "statement"))

    assert now.turns[1].kind is Kind.STATEMENT


def test_what_was_divided_again_since_is_not_divided_by_undoing(told):
    joined = about(told, "q2", Act.MERGE)
    memory = memory_of(told, done(told, joined), joined)

    assert undo(told, joined, memory) == told


def test_somebody_who_spoke_here_once_speaks_again():
    told = read()
    turns = (dataclasses.replace(told.turns[0], speaker="p3"), *told.turns[1:])
    people = (*told.speakers, Speaker("p3", "Madi Bek"))
    told = settled(dataclasses.replace(told, turns=turns, speakers=people))
    given = about(told, "q1", Act.SPEAKER, "Ali Bek")
    now = done(told, given)

    assert undo(now, given, memory_of(told, now, given)) == told


@st.composite
def corrected(draw):
    """A Transcript, one correction of it, and what that made of it."""
    told = draw(transcripts())
    number = draw(st.integers(0, len(told.turns) - 1))
    act = draw(st.sampled_from(list(Act)))
    if act is Act.SPLIT:
        offset = draw(st.integers(0, len(told.turns[number].text) - 1))
        kind = draw(st.sampled_from([None, *Kind]))
        try:
            correction = split_before(told, number, offset, kind)
        except AnchorLost:
            correction = about_turn(told, number, Act.ACCEPT)
    else:
        kinds, people = (
            st.sampled_from(list(Kind)),
            st.sampled_from(["", "李明", "New"]),
        )
        value = draw({Act.KIND: kinds, Act.SPEAKER: people}.get(act, st.just("")))
        correction = about_turn(told, number, act, value)
    return told, correction, correct(told, [correction])


@given(corrected())
def test_no_word_is_lost_or_doubled(case):
    told, _, after = case

    now = check(after.transcript)

    assert now.rebuilt() == told.source.text
    assert letters(now) == letters(told)


@given(corrected())
def test_undoing_restores(case):
    told, correction, after = case

    if not after.lost:
        memory = memory_of(told, after.transcript, correction)
        assert undo(after.transcript, correction, memory) == told


@given(corrected())
def test_doing_it_twice_is_doing_it_once(case):
    _, correction, after = case

    if correction.act in {Act.ACCEPT, Act.KIND, Act.SPEAKER} and not after.lost:
        assert correct(after.transcript, [correction]).transcript == after.transcript


def letters(told):
    """All letters of speech, white space and the marks of divided turns apart."""
    said = "".join(part.text for turn in told.turns for part in turn.segments)
    return "".join(said.split()).replace("–", "").replace("-", "")
