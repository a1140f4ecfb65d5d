"""What an editor would say of a quotation, given the passages it may be from."""

import pytest

from archive.quoting.judging import Passage, Verdict, judge
from archive.quoting.matching import Record
from archive.quoting.quotation import read_quotation
from archive.quoting.words import words_of

WELL = (
    "My father dug the well in 1951, before the road came. It took him nine days. "
    "We don’t drink from it any more — the water turned bitter, and the well-known "
    "spring near the hill gives 1,000 litres an hour."
)
STEPPE = "Nobody asked the shepherds. They know every spring of the steppe by its name."
KAZAKH = "Құдықты әкем қазды, ол кезде жол болған жоқ. Су ащы болып кетті."
CHINESE = "我們今天討論開放資料的授權條款，希望利用這個機會來討論。"
FIGURES = (
    "It was -5 degrees, and we took 1,250 tons of it for 10–15 people. We re-signed "
    "the lease. C++ is not C. I started when I was nineteen."
)
RECORD = (WELL, STEPPE, KAZAKH, CHINESE, FIGURES)


def judged(text, *earlier):
    passages = [Passage(at, Record(words_of(each))) for at, each in enumerate(RECORD)]
    passages += [
        Passage(-at, Record(words_of(each)), is_earlier=True)
        for at, each in enumerate(earlier, 1)
    ]
    return judge(read_quotation(text), passages)


@pytest.mark.parametrize(
    "text",
    [
        "my father dug the well in 1951",
        "MY FATHER DUG THE WELL IN 1951 BEFORE THE ROAD CAME!",
        "“It took him nine days.”",
        "We don't drink from it any more, the water turned bitter",
        "My father dug the well … before the road came.",
        "My father dug the well [...] It took him nine days.",
        "My father dug the well . . . before the road came",
        "[He] dug the well in 1951",
        "My father dug the [old] well in 1951",
        "[M]y father (a farmer) dug the well in 1951",
        "My father dug the well (sic) in 1951",
        "the well-known spring near the hill gives 1000 litres an hour",
        "the well-known spring near the hill gives 1 000 litres an hour",
        "the well-\nknown spring near the hill",
        "I started when I was nine-\nteen",
        "it was −5 degrees",
        "we took 1\u00a0250 tons",
        "for 10 – 15 people",
        "the well–known spring",
        "We [signed] the lease",
        "the well-[renowned] spring",
        "the well­-known spring\u00a0near the\nhill",
        "Құдықты  әкем қазды; ол кезде жол болған жоқ!",
        "我們今天討論開放資料的授權條款。",
        "dug the well",
    ],
)
def test_words_as_the_record_has_them_are_exact(text):
    assert judged(text).verdict is Verdict.EXACT


@pytest.mark.parametrize(
    "text",
    [
        "My mother dug the well in 1951, before the road came.",
        "My father dug a well in 1951, before the road came.",
        "My father dug the well in 1952, before the road came.",
        "My father had dug the well in 1951, before the road came.",
        "My father dug the well before the road came.",
        "My fathers digs the well in 1951, before the road came.",
        "We drink from it any more, the water turned bitter",
        "Құдықты әкем қазған, ол кезде жол болған жоқ.",
        "我們今天討論開放政府的授權條款，希望利用這個機會來討論。",
        "it took her nine days",
        "the well known spring near the hill",
        "5 degrees",
        "+5 degrees",
        "1.250 tons",
        "250 tons",
        "1, 250 tons",
        "10, 15 people",
        "15 people",
        "of it for 1015 people",
        "We resigned the lease",
        "We signed the lease",
        "signed the lease",
        "C is not C",
    ],
)
def test_a_word_otherwise_is_an_alteration(text):
    assert judged(text).verdict is Verdict.ALTERED


@pytest.mark.parametrize("text", ["the deep road", "by their name"])
def test_two_of_three_words_that_any_text_has_are_no_alteration(text):
    assert judged(text).verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize(
    "text",
    [
        "It took him nine days. They know every spring of the steppe by its name.",
        "My father dug the well in 1951, before the road came. We don’t drink from it "
        "any more.",
        "My father dug the well in 1951 … They know every spring of the steppe.",
        "They know every spring of the steppe by its name. Nobody asked the shepherds.",
        "It took him … by its name",
    ],
)
def test_words_from_several_places_are_spliced(text):
    assert judged(text).verdict is Verdict.SPLICED


@pytest.mark.parametrize(
    "text",
    [
        "The unicorn ate my purple helicopter before breakfast",
        "We will never sign this treaty with anyone",
        "…",
        "?!",
        "",
        "我喜歡吃蘋果和香蕉",
    ],
)
def test_words_that_nobody_says_are_not_found(text):
    assert judged(text).verdict is Verdict.NOT_FOUND


def test_an_earlier_wording_is_told_as_such():
    judgement = judged(
        "My father made the well in 1951", "My father made the well in 1951."
    )

    assert judgement.verdict is Verdict.EXACT
    assert judgement.is_earlier


def test_the_wording_of_today_goes_before_an_earlier_one():
    judgement = judged("It took him nine days", "It took him nine days, he said.")

    assert [found.passage.key for found in judgement.found] == [0]
    assert not judgement.is_earlier


def test_every_place_of_the_words_is_told():
    twice = [Passage(at, Record(words_of(STEPPE))) for at in (1, 2)]

    judgement = judge(read_quotation("Nobody asked the shepherds."), twice)

    assert [found.passage.key for found in judgement.found] == [1, 2]


def test_what_only_a_hyphen_sets_apart_is_near_in_two_words():
    record = [Passage(1, Record(words_of("We re-signed it.")))]

    assert judge(read_quotation("We resigned"), record).verdict is Verdict.ALTERED


def test_what_was_changed_is_told_word_by_word():
    (found,) = judged("My mother dug the well in 1951").found

    changes = [(each.kind, each.quoted, each.kept) for each in found.alignment.changes]
    assert changes == [("reworded", (1, 2), (1, 2))]
