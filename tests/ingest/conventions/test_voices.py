"""Voices: what a format itself states of who speaks."""

from archive.ingest.blocks import Block, BlockKind, Voice
from archive.ingest.conventions import voices
from archive.transcript import Kind, Span


def cue(text, line, voice=None):
    return Block(text, line, Span(line * 10, line * 10 + 5), BlockKind.CUE, voice=voice)


def test_a_voice_opens_a_turn_and_a_block_without_one_goes_on():
    asks, answers = Voice("Dinara", "DINARA"), Voice("Yerlan", kind=Kind.ANSWER)

    seen = voices.recognise(
        [
            cue("Why?", 1, asks),
            cue("Well?", 2, asks),
            cue("So.", 3, answers),
            cue("x", 4),
        ]
    )

    assert [(one.block, one.who, one.label, one.kind) for one in seen.openings] == [
        (0, "Dinara", "DINARA", None),
        (2, "Yerlan", "Yerlan", Kind.ANSWER),
    ]
    assert seen.fit == 1.0


def test_a_doubt_of_a_voice_is_told_where_it_is_first_heard():
    known, unknown = Voice("Dinara"), Voice("#p1", doubt="who #p1 is, nobody says")

    seen = voices.recognise(
        [
            cue("Why?", 1, known),
            cue("So.", 2, unknown),
            cue("Well?", 3, known),
            cue("No.", 4, unknown),
        ]
    )

    assert [one.doubt for one in seen.openings] == [
        "",
        "who #p1 is, nobody says",
        "",
        "",
    ]


def test_a_voice_without_a_name_opens_a_turn_of_nobody():
    seen = voices.recognise([cue("Why?", 1, Voice("Dinara")), cue("So.", 2, Voice(""))])

    assert [(one.who, one.label, one.rule) for one in seen.openings] == [
        ("Dinara", "Dinara", "the format says who speaks"),
        ("", "", "the format says who speaks"),
    ]


def test_without_voices_nothing_fits():
    assert voices.recognise([cue("Why?", 1)]).fit == 0.0


def test_a_few_voices_among_many_blocks_fit_less():
    blocks = [cue("Why?", 1, Voice("Dinara"))]
    blocks += [cue("So.", line) for line in range(2, 10)]

    assert voices.recognise(blocks).fit == 0.444
