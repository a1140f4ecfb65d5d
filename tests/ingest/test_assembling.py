"""Openings and blocks become turns, asides and what stands around them."""

from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.accounting import skipped
from archive.ingest.assembling import assembled, joined, linked
from archive.ingest.blocks import Block, BlockKind, Reading
from archive.ingest.conventions.conversation import Aside, Opening, Recognition
from archive.ingest.surroundings.imprint import Note
from archive.transcript import InterludeKind, Kind, Skipped, SkippedKind, Span


def blocks_of(*texts, kinds=None):
    """Blocks of a source in which each text stands on a line of its own."""
    blocks, start = [], 0
    for line, text in enumerate(texts, 1):
        span = Span(start, start + len(text))
        kind = (kinds or {}).get(line, BlockKind.PARAGRAPH)
        blocks.append(Block(text, line, span, kind))
        start += len(text) + 1
    return blocks


def opening(block, words, start=0, **traits):
    return Opening(block, start, words, traits.pop("label", "–"), "a dash", **traits)


def seen(*openings, end=None):
    return Recognition(1.0, "dashes", openings, end=end)


def words_of(conversation):
    return [[block.text for block in turn.blocks] for turn in conversation.turns]


def test_an_unmarked_paragraph_goes_on_with_the_turn_before():
    blocks = blocks_of("Wells", "– Who dug it?", "– We.", "In May.")

    conversation = assembled(blocks, seen(opening(1, 2), opening(2, 2)))

    assert words_of(conversation) == [["Who dug it?"], ["We.", "In May."]]
    assert conversation.before == (blocks[0],)
    assert conversation.turns[0].marks == (Span(6, 8),)


def test_turns_that_run_together_are_cut_at_their_marks():
    blocks = blocks_of("Intro. – Who? – We. – When?", "– In May.")
    marks = (opening(0, 9, 7), opening(0, 16, 14), opening(0, 22, 20), opening(1, 2))

    conversation = assembled(blocks, seen(*marks))

    assert words_of(conversation) == [["Who?"], ["We."], ["When?"], ["In May."]]
    assert [block.text for block in conversation.before] == ["Intro."]


def test_words_before_a_mark_in_the_next_block_go_on_with_the_turn():
    blocks = blocks_of("– Who?", "Tell me. – We.")

    conversation = assembled(blocks, seen(opening(0, 2), opening(1, 11, 9)))

    assert words_of(conversation) == [["Who?", "Tell me."], ["We."]]


def test_a_mark_on_its_own_line_takes_the_words_after_it():
    blocks = blocks_of("ANN:", "We dug it.")

    conversation = assembled(blocks, seen(opening(0, 4, label="ANN:", who="ann")))

    assert words_of(conversation) == [["We dug it."]]
    assert conversation.turns[0].label == "ANN:"


def test_a_mark_without_words_makes_no_turn_and_is_remembered():
    blocks = blocks_of("– Who?", "– ", "– We.")

    conversation = assembled(blocks, seen(opening(0, 2), opening(1, 2), opening(2, 2)))

    assert words_of(conversation) == [["Who?"], ["We."]]
    assert conversation.idle == (Span(7, 9),)


def test_an_opening_without_a_mark_leaves_none():
    conversation = assembled(blocks_of("Who?"), seen(opening(0, 0, label="")))

    assert conversation.turns[0].marks == ()
    assert assembled(blocks_of("–"), seen(opening(0, 1))).turns == ()


def test_a_heading_that_opens_nothing_is_an_aside_with_its_place():
    kinds = {1: BlockKind.HEADING, 3: BlockKind.CAPTION}
    blocks = blocks_of("Wells", "– Who?", "The well", "– We.", kinds=kinds)

    conversation = assembled(blocks, seen(opening(1, 2), opening(3, 2)))

    assert conversation.asides == (Aside(InterludeKind.CAPTION, blocks[2], 0),)
    assert conversation.before == (blocks[0],)


def test_a_heading_that_opens_a_turn_is_speech():
    blocks = blocks_of("Who?", "We.", kinds={1: BlockKind.HEADING})
    marks = (opening(0, 0), opening(1, 0))

    assert words_of(assembled(blocks, seen(*marks))) == [["Who?"], ["We."]]


def test_an_aside_after_a_mark_without_words_stands_before_the_first_turn():
    blocks = blocks_of(
        "ANN:", "Laughter", "BEN:", "We.", kinds={2: BlockKind.DIRECTION}
    )

    conversation = assembled(blocks, seen(opening(0, 4), opening(2, 4)))

    assert conversation.asides == (Aside(InterludeKind.DIRECTION, blocks[1], None),)


def test_a_conversation_ends_where_its_convention_says():
    blocks = blocks_of("– Who?", "– We.", "Ann Lee writes.")

    conversation = assembled(blocks, seen(opening(0, 2), opening(1, 2), end=2))

    assert conversation.after == (blocks[2],)
    assert words_of(conversation) == [["Who?"], ["We."]]


def test_an_opening_after_the_end_opens_nothing():
    blocks = blocks_of("– Who?", "– We.", "– More on wells")
    marks = [opening(place, 2) for place in range(3)]

    conversation = assembled(blocks, seen(*marks, end=2))

    assert words_of(conversation) == [["Who?"], ["We."]]
    assert conversation.after == (blocks[2],)


def test_without_openings_all_stands_before():
    blocks = blocks_of("Wells", "We.")

    conversation = assembled(blocks, seen())

    assert (conversation.turns, conversation.before) == ((), tuple(blocks))


def test_what_one_voice_says_in_a_row_is_one_turn():
    kinds = {3: BlockKind.DIRECTION}
    blocks = blocks_of(
        "A: We.", "A: Dug.", "(Laughs)", "A: Deep.", "B: Ah.", kinds=kinds
    )
    marks = [opening(place, 3, who=blocks[place].text[0]) for place in (0, 1, 3, 4)]

    conversation = joined(assembled(blocks, seen(*marks)))

    assert words_of(conversation) == [["We.", "Dug.", "Deep."], ["Ah."]]
    assert conversation.asides[0].after == 0
    assert len(conversation.turns[0].marks) == 3


def test_a_doubt_about_a_part_is_a_doubt_about_the_turn():
    blocks = blocks_of("A: We.", "A: Dug.")
    marks = (opening(0, 3, who="a"), opening(1, 3, who="a", confidence=0.5, doubt="?"))

    turn = joined(assembled(blocks, seen(*marks))).turns[0]

    assert (turn.confidence, turn.doubt) == (0.5, "?")


def test_unnamed_voices_are_not_joined():
    blocks = blocks_of("Q: Who?", "Q: When?")
    marks = [opening(place, 3, kind=Kind.QUESTION) for place in (0, 1)]

    assert len(joined(assembled(blocks, seen(*marks))).turns) == 2


def test_an_aside_before_the_first_turn_stays_there():
    blocks = blocks_of(
        "ANN:", "Laughter", "BEN:", "We.", kinds={2: BlockKind.DIRECTION}
    )

    conversation = joined(assembled(blocks, seen(opening(0, 4), opening(2, 4))))

    assert conversation.asides[0].after is None


def test_an_answer_answers_the_question_before_it():
    kinds = (Kind.ANSWER, Kind.QUESTION, Kind.ANSWER, Kind.STATEMENT, Kind.ANSWER)
    blocks = blocks_of(*("– We." for _ in kinds))
    marks = [opening(place, 2, kind=kind) for place, kind in enumerate(kinds)]

    turns = linked(assembled(blocks, seen(*marks))).turns

    assert [(turn.kind, turn.answers) for turn in turns] == [
        (Kind.STATEMENT, None),
        (Kind.QUESTION, None),
        (Kind.ANSWER, 1),
        (Kind.STATEMENT, None),
        (Kind.ANSWER, 1),
    ]


def test_every_stretch_of_the_source_has_a_name():
    text = "<nav>Home</nav><p>– Who?</p>\n<p>– We.</p><hr>\n"
    blocks = [
        Block("– Who?", 1, Span(18, 24)),
        Block("– We.", 2, Span(32, 37)),
    ]
    chrome = [
        Skipped(SkippedKind.CHROME, Span(0, 15), "navigation"),
        Skipped(SkippedKind.CHROME, Span(5, 9), "a link in it"),
        Skipped(SkippedKind.CHROME, Span(41, 45), "a line"),
    ]
    reading = Reading(text, "utf-8", tuple(blocks), tuple(chrome))
    conversation = assembled(blocks, seen(opening(0, 2), opening(1, 2)))

    parts = sorted(skipped(reading, conversation, []), key=lambda part: part.source)

    assert [
        (part.kind.value, text[part.source.start : part.source.end]) for part in parts
    ] == [
        ("chrome", "<nav>Home</nav>"),
        ("markup", "<p>"),
        ("mark", "– "),
        ("markup", "</p>\n<p>"),
        ("mark", "– "),
        ("markup", "</p>"),
        ("chrome", "<hr>"),
        ("blank", "\n"),
    ]


def test_what_is_noted_and_idle_marks_are_named():
    blocks = blocks_of("Wells", "–", "– Who?")
    reading = Reading("Wells\n–\n– Who?", "utf-8", tuple(blocks))
    conversation = assembled(blocks, seen(opening(1, 1), opening(2, 2)))
    title = (blocks[0].source, Note(SkippedKind.FRONT_MATTER, "title"))

    parts = set(skipped(reading, conversation, [title]))

    assert Skipped(SkippedKind.FRONT_MATTER, Span(0, 5), "title") in parts
    assert Skipped(SkippedKind.MARK, Span(6, 7), "a mark without words") in parts


@given(st.lists(st.sampled_from(["– a?", "b", "– c – d", "e – f"]), max_size=6))
def test_no_word_is_lost_or_doubled(texts):
    blocks = blocks_of(*texts)
    marks = [
        opening(place, at + 2, at)
        for place, block in enumerate(blocks)
        for at in range(len(block.text))
        if block.text[at] == "–"
    ]

    conversation = assembled(blocks, seen(*marks))

    told = [
        *conversation.before,
        *(part for turn in conversation.turns for part in turn.blocks),
    ]
    said = " ".join(block.text for block in told).split()
    assert said == " ".join(texts).replace("–", "").split()


def test_a_paragraph_the_convention_takes_for_a_heading_is_an_aside():
    blocks = blocks_of("– Why?", "The well", "– So.")
    marks = (opening(0, 2), opening(2, 2))

    conversation = assembled(
        blocks, Recognition(1.0, "", marks, asides=((1, BlockKind.HEADING),))
    )

    assert words_of(conversation) == [["Why?"], ["So."]]
    assert [(each.kind, each.after) for each in conversation.asides] == [
        (InterludeKind.HEADING, 0)
    ]
