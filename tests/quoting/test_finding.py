"""Every language's quotation marks, block quotes, dashes; who is said to speak."""

import pytest

from archive.quoting.finding import find_quoted
from archive.quoting.saying import who_says


def quoted_in(text):
    return [text[each.start : each.end] for each in find_quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we dug it”.", ["we dug it"]),
        ("Er sagte: „Wir gruben ihn“ und ging.", ["Wir gruben ihn"]),
        ("Powiedział: „Sami kopaliśmy”.", ["Sami kopaliśmy"]),
        ("Он сказал: «Мы вырыли „наш“ колодец».", ["Мы вырыли „наш“ колодец"]),
        ("«Он сказал «да» нам», и всё.", ["Он сказал «да» нам"]),
        ("Il dit ‹ nous creusons › là.", [" nous creusons "]),
        ("Han sagde »vi gravede« i går.", ["vi gravede"]),
        ('Straight "quotes here" and 5\'10" tall.', ["quotes here"]),
        ('"We dug it," he said.', ["We dug it,"]),
        ("'We dug it,' he said.\n'And on.'", ["We dug it,"]),
        ("«Мой канал «Хабар», — сказал он.", ["Мой канал «Хабар"]),
        ("Смотрю «Мой канал «Хабар».\n\nДа.", ["Мой канал «Хабар"]),
        ("“We dug it.”\n— Aigul Saparova, farmer", ["We dug it."]),
        ("> We dug it.\n> — Aigul Saparova\n", ["> We dug it.\n"]),
        ("“We dug it.”\n— And then we left.", ["We dug it.", "And then we left."]),
        ("Q: Who dug it?\nA: We did.", ["Who dug it?", "We did."]),
        ("British ‘single quotes don’t stop’ here.", ["single quotes don’t stop"]),
        ("The dogs' home, 'tis “our own”.", ["our own"]),
        ("他說：「我們『自己』挖的。」", ["我們『自己』挖的。"]),
        ("> We dug it\n> ourselves\n\nAfter.", ["> We dug it\n> ourselves\n\n"[:-1]]),
        (
            "“First paragraph.\n\n“Second paragraph.” End.",
            ["First paragraph.\n\n“Second paragraph."],
        ),
        (
            "— Мы вырыли его, — сказал Токаев. — И это верно.",
            ["Мы вырыли его,", "И это верно."],
        ),
        (
            "«Мы вырыли его, — сказал Токаев. — И это верно».",
            ["Мы вырыли его,", "И это верно"],
        ),
        ("— Мы вырыли его, — сказал Токаев.", ["Мы вырыли его,"]),
        ("— Мы, — сказал он, — добавил он. — Да.", ["Мы,", "Да."]),
        ("— Мы вырыли его — и всё.", ["Мы вырыли его — и всё."]),
        ("— Он сказал «да» нам.", ["Он сказал «да» нам."]),
        ("“Never closed\n\nAnd on.", ["Never closed"]),
        ("“Never closed\n\nAnd “on” then.", ["Never closed", "on"]),
        ("Lopez: We dug it ourselves.", ["We dug it ourselves."]),
        ("Lopez: We dug it.\nBaker: Alone?\n", ["We dug it.", "Alone?"]),
        ("We dug it: Lopez did.", ["We dug it: Lopez did."]),
        ("Lopez:", ["Lopez:"]),
        ("  no marks at all \n", ["no marks at all"]),
        (" \n ", []),
    ],
)
def test_what_stands_in_quotation_is_found(text, expected):
    assert quoted_in(text) == expected


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("", ",” said Aigul Saparova, a farmer.", "Aigul Saparova"),
        ("", " Aigul Saparova said.", "Aigul Saparova"),
        ("President Tokayev told reporters: ", "", "Tokayev"),
        ("According to Kim Hill, ", ".", "Kim Hill"),
        ("K. Tokayev: ", "", "K. Tokayev"),
        ("It rained. Aigul Saparova (farmer): ", "", "Aigul Saparova"),
        ("По словам Касым-Жомарта Токаева, ", ".", "Касым-Жомарта Токаева"),
        ("", ", — отметил президент Касым-Жомарт Токаев.", "Касым-Жомарт Токаев"),
        (", — сказал Токаев. — ", "", "Токаев"),
        ("", ", – деді Қасым-Жомарт Тоқаев.", "Қасым-Жомарт Тоқаев"),
        ("Тоқаевтың айтуынша, ", ".", "Тоқаевтың"),
        ("唐鳳表示：", "", "唐鳳"),
        ("", "，唐鳳說。", "唐鳳"),
        ("Kim Hill quietly said: ", "", "Kim Hill"),
        ("", " said Kim de facto.", "Kim"),
        ("", " said nobody at all.", ""),
        ("and then asked Kim Hill: ", "", ""),
        ("He told Kim Hill: ", "", ""),
        ("", ", he said to Kim Hill.", ""),
        ("Соколову Петрова сказала: ", "", "Петрова"),
        ("О Соколове Петрова сказала: ", "", "Петрова"),
        ("", ", — сказала Соколову Петрова.", ""),
        ("", ", — ответила Петрова Соколову.", "Петрова"),
        ("Как сообщил Соколов, Елена Петрова сказала: ", "", "Елена Петрова"),
        ("Tom Baker said that Lopez said: ", "", "Lopez"),
        ("According to Kim Hill, Lopez said: ", "", "Lopez"),
        ("Lopez told Baker, who asked: ", "", ""),
        ("Tokayev, who met Kim Hill last year, said: ", "", "Tokayev"),
        ("Токаев, уроженец Алматы, заявил: ", "", "Токаев"),
        (" Lopez said, and Kim Hill agreed: ", "", "Kim Hill"),
        ("As Kim Hill put it: ", "", "Kim Hill"),
        ("", "”\n— Kim Hill, broadcaster\n\nThen", "Kim Hill"),
        ("", "” (Kim Hill)", "Kim Hill"),
        ("", "” – Kim Hill went there with Lopez.", ""),
        ("Әбдуәли Қайдар ", " деп мәлімдеді.", "Әбдуәли Қайдар"),
        ("Әбдуәли Қайдар ", " деп ойлаған.", ""),
        ("The well was deep. ", " Then it rained in Astana.", ""),
        ("", "", ""),
    ],
)
def test_a_quotation_is_given_to_whom_the_text_names(before, after, name):
    assert who_says(before, after) == name
