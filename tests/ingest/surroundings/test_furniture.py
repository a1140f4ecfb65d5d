"""What a site prints around speech: set apart; speech in doubt stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.blocks import Block, BlockKind, Voice
from archive.ingest.surroundings import directions, furniture
from archive.transcript import Skipped, SkippedKind, Span


def block(text, **traits):
    return Block(text, 1, Span(0, len(text)), **traits)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("• USD: 522.91", "a rate or a ticker"),
        ("3387 рет көрсетілді", "a counter"),
        ("көрсетілді", "a counter"),
        ("5 min read", "a counter"),
        ("Басты сайтқа өту", "what the site asks its readers to do"),
        ("Search form", "what the site asks its readers to do"),
        ("Вернуться на главную", "what the site asks its readers to do"),
        ("Zur Startseite", "what the site asks its readers to do"),
        ("Volver a la portada", "what the site asks its readers to do"),
        ("Download the transcript (PDF)", "what the site asks its readers to do"),
        ("Dieses Skript als PDF herunterladen", "what the site asks its readers to do"),
        ("Скачать в формате PDF", "what the site asks its readers to do"),
        ("”", "a row of marks"),
        (
            "The views expressed here are those of the speaker alone.",
            "a notice of the site",
        ),
        ("Мнение редакции может не совпадать с мнением гостя.", "a notice of the site"),
        ("Die Redaktion macht sich Äußerungen nicht zu eigen.", "a notice of the site"),
        ("ここから本文です", "what the site asks its readers to do"),
        ("Compartir articulo", "what the site asks its readers to do"),
        ("Читайте также: Как копали колодец", "what the site asks its readers to do"),
        ("Share | Print · Newsletter", "what the site asks its readers to do"),
        (
            "Версия для печати | Просмотров: 1234",
            "what the site asks its readers to do",
        ),
        ("Фото Akorda.kz", "a credit for a picture"),
        ("Photo: Ann Lee", "a credit for a picture"),
        ("© 2020 The Steppe Gazette", "a credit for a picture"),
        ("https://wells.example/1", "a bare link"),
        ("The plan: https://wells.example/plan", "a bare link"),
        ("* * *", "a row of marks"),
        ("Page 3 of 12", "a page number"),
        ("This site uses cookies.", "a notice of the site"),
        (
            "Cet article est réservé à nos abonnés. L’information de qualité et de "
            "proximité a un prix, et vous défendez ainsi la presse de votre région.",
            "a notice of the site",
        ),
    ],
)
def test_furniture_is_set_apart_and_named(text, note):
    kept, left = furniture.without([block("Who dug it?"), block(text)])

    assert [each.text for each in kept] == ["Who dug it?"]
    assert left == [Skipped(SkippedKind.CHROME, Span(0, len(text)), note)]


@pytest.mark.parametrize(
    "text",
    [
        "Share it? Never.",
        "Home.",
        "Subscribe to what, and who would read it?",
        "1995.",
        "– This site uses cookies.",
        "I saw 522 sheep.",
        "Yes.",
        "We printed it ourselves and it was sold in a day.",
        "long " * 100 + "all rights reserved",
        "a hundred letters and more of what somebody says of the well he has dug there",
        "word " * 25,
    ],
)
def test_what_somebody_may_have_said_stays(text):
    assert furniture.without([block(text), block("Why?")])[1] == []


def test_a_heading_and_a_cue_are_what_their_format_says():
    heading = block("Newsletter", kind=BlockKind.HEADING)
    spoken = block("Menu", voice=Voice("Ann"))

    assert furniture.without([heading, spoken]) == ([heading, spoken], [])


def test_a_page_of_furniture_alone_is_read_as_it_is():
    blocks = [block("Menu"), block("Print")]

    assert furniture.without(blocks) == (blocks, [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("(Laughter.)", BlockKind.DIRECTION),
        ("[laughs]", BlockKind.DIRECTION),
        ("(Смеется)", BlockKind.DIRECTION),
        ("(күліп)", BlockKind.DIRECTION),
        ("[recording stops]", BlockKind.DIRECTION),
        ("(He leaves the room.)", BlockKind.DIRECTION),
        ("[END OF AUDIO FILE 1.1]", BlockKind.NOTE),
        ("[Editor's note: he left.]", BlockKind.NOTE),
        ("((laughter))", BlockKind.DIRECTION),
        ("Comment from Ann Lee: this well has run dry.", BlockKind.NOTE),
        ("Примечание переводчика: колодец высох. ", BlockKind.NOTE),
        ("Сегодня колодец высох, и воды нет. — прим. автора.", BlockKind.NOTE),
        ("Der Brunnen ist inzwischen trocken. – Anm. d. Red.", BlockKind.NOTE),
        ("Le puits est à sec depuis. — NDLR", BlockKind.NOTE),
        ("The well at dawn, before the sheep come (Photo: Ann Lee)", BlockKind.CAPTION),
        ("Колодец утром (фото: Анна Ли).", BlockKind.CAPTION),
        ("Break: [22:29]", BlockKind.ADVERT),
        ("**Break:** [22:29]", BlockKind.ADVERT),
        ("Sponsors", BlockKind.ADVERT),
        ("[00:02:10] [AD BREAK]", BlockKind.ADVERT),
        ("[00:02:15] This episode is brought to you by SpadeCo.", BlockKind.ADVERT),
        ("Diese Folge wird euch präsentiert von Spaten & Co.", BlockKind.ADVERT),
        ("Этот выпуск вышел при поддержке завода лопат.", BlockKind.ADVERT),
        ("Este episodio está patrocinado por Palas.", BlockKind.ADVERT),
    ],
)
def test_what_stands_alone_in_brackets_is_no_speech(text, kind):
    (told,) = directions.told([block(text)])

    assert told.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "(inaudible)",
        "Pause",
        "I laughed (a lot).",
        "This episode is about wells.",
        "Share | Who dug it",
        "(" + "so it was " * 20 + ")",
        "{x}",
        "We drank (nobody else knew it — ed.) from it, and then we slept.",
        "I took it myself (photo by night, you see) and kept it.",
        "word " * 120 + "(Photo: Ann Lee)",
    ],
)
def test_words_that_were_spoken_stay_speech(text):
    (told,) = directions.told([block(text)])

    assert told.kind is BlockKind.PARAGRAPH


def test_a_direction_with_a_voice_is_somebodys():
    (told,) = directions.told([block("(Laughter.)", voice=Voice("Ann"))])

    assert told.kind is BlockKind.PARAGRAPH


SAID = "The water is sweet. Nobody has ever gone thirsty at this well of ours, nobody."
PULLED = "Nobody has ever gone thirsty at this well of ours"


@pytest.mark.parametrize("printed", [PULLED, f"“{PULLED}”", f"„{PULLED}…“"])
def test_a_sentence_printed_again_by_itself_is_a_pull_quote(printed):
    before, said, after = directions.told([block("Why?"), block(SAID), block(printed)])

    assert (before.kind, said.kind) == (BlockKind.PARAGRAPH, BlockKind.PARAGRAPH)
    assert after.kind is BlockKind.QUOTE


def test_a_pull_quote_may_stand_before_what_it_repeats():
    pulled, _ = directions.told([block(PULLED), block(SAID)])

    assert pulled.kind is BlockKind.QUOTE


@pytest.mark.parametrize(
    "blocks",
    [
        [block("The water is sweet."), block(SAID)],
        [block(PULLED), *[block("No.")] * 9, block(SAID)],
        [block(SAID), block(SAID)],
        [block(PULLED, voice=Voice("Ann")), block(SAID)],
        [block("“" * 39 + "no"), block("“" * 39 + "no, " + SAID)],
    ],
)
def test_what_is_short_far_whole_or_somebodys_is_no_pull_quote(blocks):
    assert directions.told(blocks) == blocks


def heading(text):
    return block(text, kind=BlockKind.HEADING)


@pytest.mark.parametrize(
    "title", ["Speaker’s Summary of Key Points", "Fazit:", "Итоги", "まとめ"]
)
def test_plain_words_under_a_summary_are_an_editors(title):
    blocks = [heading(title), block("It was about wells."), heading("Wells")]

    kinds = [each.kind for each in directions.told([*blocks, block("We dug.")])]

    note, plain = BlockKind.NOTE, BlockKind.PARAGRAPH
    assert kinds == [BlockKind.HEADING, note, BlockKind.HEADING, plain]


@pytest.mark.parametrize(
    "spoken",
    [
        block("Ann: We dug on."),
        block("We dug on.", voice=Voice("Ann")),
        block("Why?", bold=(Span(0, 4),)),
    ],
)
def test_speech_under_the_heading_of_a_summary_stays(spoken):
    blocks = [heading("Summary"), spoken, block("And on.")]

    assert directions.told(blocks) == blocks


@given(st.from_regex(furniture.NOTICE))
def test_every_notice_holds_a_stem_by_which_it_is_looked_for(notice):
    assert any(stem in notice for stem in furniture.STEMS)
