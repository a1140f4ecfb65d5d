"""The words of a text: one golden case a rule, and the laws that hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import analysis, letters


def words(text, language="en"):
    """Stems, each with the signs it stands on where those differ."""
    return [stem for stem, _, _, _ in analysis.tokens(text, language)]


def surfaces(text, language="en"):
    return [text[start:end] for _, _, start, end in analysis.tokens(text, language)]


GOLDEN = {
    # Words beside Chinese, which \w holds too
    "16.8億": ["16.8", "億"],
    "用c++寫": ["用", "c++", "寫"],
    # Variants of signs
    "臺灣": ["台灣", "灣"],
    "台灣": ["台灣", "灣"],
    # Apostrophes
    "President's": ["presid"],
    "President’s": ["presid"],
    "don't dont don’t": ["dont", "dont", "dont"],
    "o‘zbek o'zbek o`zbek": ["ozbek", "ozbek", "ozbek"],
    "l’État qu'il": ["l", "etat", "qu", "il"],
    "the T's": ["the", "t"],
    "rock''n 'quoted'": ["rock", "n", "quot"],
    # What parts words
    "state-of-the-art": ["state", "of", "the", "art"],
    "a_b x@ny.org v2.0": ["a", "b", "x", "ny", "org", "v2", "0"],
    # Numbers
    "16.8 16,8 1,000 1000": ["16.8", "16.8", "1000", "1000"],
    "$450 50% №5": ["450", "50", "5"],
    "1,2,3": ["1", "2", "3"],
    "1,234,56": ["1", "234", "56"],
    "1,000.50 3.11.7": ["1000.50", "3.11.7"],
    "١٦ １６": ["16", "16"],
    # Plus and sharp
    "C5+ C5+1": ["c5", "c5", "1"],
    "C++ c# F#": ["c++", "c#", "f#"],
    "c+++": ["c"],
    # Initials
    "U.S. US us U.S": ["us", "us", "us", "us"],
    "U.S.A. К.К. J. Smith T.S.Eliot": ["usa", "кк", "j", "smith", "ts", "eliot"],
    # Cyrillic
    "ёлка елка": ["елка", "елка"],
    "й ї ў": ["й", "ї", "ў"],
    "до́ма": ["дома"],
    "Қазақстан Ұлы Үй": ["қазақстан", "ұлы", "үй"],
    # Look-alikes, in words of both scripts only
    "Kазахстан": ["казахстан"],
    "Қазақcтан": ["қазақстан"],
    "тiл": ["тіл"],
    "TOKAЕB": ["tokaeb"],
    "щap": ["щар"],
    "щabz": ["щabz"],
    # Marks that \w lacks
    "हिन्दी": ["हिन्दी"],
    "שָׁלוֹם": ["שלום"],
    "مُحَمَّد أحمد": ["محمد", "احمد"],
    "so\u00adft zero\u200dwidth": ["soft", "zerowidth"],
    "cafe\u0301": ["cafe"],
    "x²": ["x2"],
    # Latin letters of their own
    "Straße Ærø Łódź": ["strass", "aero", "lodz"],
    "İstanbul": ["istanbul"],
    # Signs that fold into several words
    "½ 2½": ["1", "2", "2", "1", "2"],
    "㈱ ㍿": ["株", "株式", "式会", "会社", "社"],
    "5㎏": ["5", "kg"],
    "ﷺ": ["صلى", "الله", "عليه", "وسلم"],
    "ﬁnding": ["find"],
    # Scripts without spaces
    "報": ["報"],
    "ジョン・スミス": ["ジョ", "ョン", "ン", "スミ", "ミス", "ス"],
    "ｶﾞｷﾞ": ["ガギ", "ギ"],
    "葛\U000e0100城": ["葛城", "城"],
    "⼀": ["一"],
    "한국어": ["한국", "국어", "어"],
    "ไทย": ["ไทย"],
    # No words at all
    "😀 👩\u200d👩\u200d👧 – … ☃": [],
    "\x00 \ud800 ـ": [],
    "a\x00b": ["a", "b"],
}


@pytest.mark.parametrize(("text", "expected"), GOLDEN.items())
def test_a_text_has_these_words(text, expected):
    assert words(text) == expected


STEMS = {
    "en": ("reforms reforming", ["reform", "reform"]),
    "ru": ("границы границ граница", ["границ", "границ", "границ"]),
    "fr": ("réformes réforme", ["reform", "reform"]),
    "de": ("Häuser Hauses", ["haus", "haus"]),
    "es": ("canciones canción", ["cancion", "cancion"]),
    "kk": ("республика Республикасының", ["республика", "республика"]),
}


@pytest.mark.parametrize(("language", "case"), STEMS.items())
def test_words_are_stemmed_by_their_language(language, case):
    text, expected = case

    assert words(text, language) == expected


def test_a_region_does_not_change_the_language():
    assert words("reforms", "en-GB") == ["reform"]


def test_every_word_has_an_exact_twin_and_no_pair_has():
    found = analysis.tokens("Réformes 台灣", "fr")

    assert found == [
        ("reform", "reformes", 0, 8),
        ("台灣", "", 9, 11),
        ("灣", "", 10, 11),
    ]


def test_folded_signs_span_the_signs_they_came_from():
    assert surfaces("ｶﾞｷﾞ ½ l’État 葛\U000e0100") == [
        "ｶﾞｷﾞ",
        "ｷﾞ",
        "½",
        "½",
        "l",
        "État",
        "葛\U000e0100",
    ]


def test_a_long_word_is_cut_at_64_signs():
    assert words("x" * 100) == ["x" * 64]


@pytest.fixture
def room_for_one_word(monkeypatch):
    """Nothing learnt from another test, and room for one word."""
    monkeypatch.setattr(analysis, "VOCABULARY", 1)
    analysis._vocabulary.cache_clear()
    analysis._terms.cache_clear()


@pytest.mark.usefixtures("room_for_one_word")
def test_words_forgotten_for_room_are_learnt_again():

    assert words("qwertzu asdfgho qwertzu") == ["qwertzu", "asdfgho", "qwertzu"]


def test_paragraphs_are_the_spans_between_blank_lines():
    text = "One.\n\nTwo,\nstill two."

    assert [text[a:b] for a, b in analysis.paragraphs(text)] == [
        "One.",
        "Two,\nstill two.",
    ]


def test_the_fingerprint_names_what_a_token_depends_on():
    assert analysis.FINGERPRINT.startswith(f"analysis {analysis.ANALYSIS}, snowball")
    assert "unicode" in analysis.FINGERPRINT


anything = st.text(st.characters()) | st.text(
    "a1.,'’-+# 臺台ｶﾞ½㈱éёкK\u0301\u200d\ud800\x00"
)
languages = st.sampled_from(["en", "ru", "fr", "kk", ""])


@given(anything, languages)
def test_spans_slice_the_text_in_order(text, language):
    found = analysis.tokens(text, language)

    assert all(0 <= start < end <= len(text) for _, _, start, end in found)
    assert [start for _, _, start, _ in found] == sorted(
        start for _, _, start, _ in found
    )


@given(anything, languages)
def test_no_stem_is_empty_or_looks_like_an_exact_twin(text, language):
    for stem, _, _, _ in analysis.tokens(text, language):
        assert stem
        assert not stem.startswith(analysis.EXACT)


@given(anything, languages)
def test_the_exact_forms_do_not_depend_on_the_language(text, language):
    def exact(tongue):
        return [token[1:] for token in analysis.tokens(text, tongue)]

    assert exact(language) == exact("")


@given(anything)
def test_reading_a_text_twice_gives_the_same(text):
    assert analysis.tokens(text, "en") == analysis.tokens(text, "en")


@given(anything, anything)
def test_a_text_is_read_the_same_wherever_it_stands(before, text):
    alone = analysis.tokens(text, "en")
    shift = len(before) + 2
    placed = analysis.tokens(f"{before}\n\n{text}", "en")

    assert placed[len(placed) - len(alone) :] == [
        (stem, exact, start + shift, end + shift) for stem, exact, start, end in alone
    ]


@given(
    text=st.text() | st.text(alphabet="ab 'é.，臺裏ｶﾞ報告½,16+#ёй"),
    language=st.sampled_from(["en", "ru", "fr", "zh", ""]),
)
def test_an_index_keeps_the_words_that_are_marked(text, language):
    marked = [
        (stem, exact and f"={exact}")
        for stem, exact, _, _ in analysis.tokens(text, language)
    ]

    assert analysis.terms(text, language) == marked


@pytest.mark.usefixtures("room_for_one_word")
def test_words_that_were_met_are_forgotten_when_they_are_many():
    assert analysis.terms("well camel water", "en") == [
        ("well", "=well"),
        ("camel", "=camel"),
        ("water", "=water"),
    ]
    assert len(analysis._terms("en")) == 1


def test_a_plain_run_is_cut_into_its_signs():
    assert letters.cells("水井") == [("水", 0, 1), ("井", 1, 2)]
    assert letters.cells("ｶﾞ") == [("ガ", 0, 2)]
