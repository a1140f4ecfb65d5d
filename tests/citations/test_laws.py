"""Whatever the archive keeps can be cited, and written so that others read it."""

import json
from datetime import date
from urllib.parse import parse_qs

import bibtexparser
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.citations import (
    STYLES,
    Citable,
    Issued,
    Locus,
    Name,
    caption,
    name_of,
    quotation,
)
from archive.citations.embedded import coins, highwire
from archive.citations.formats import FORMATS
from archive.citations.names import inverted
from archive.citations.wording import text_of

WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40
).filter(lambda words: any(map(str.isalnum, words)))
NAMES = st.one_of(
    WORDS.map(name_of), st.builds(Name, WORDS, WORDS, WORDS), st.builds(Name, WORDS)
)
PEOPLE = st.lists(NAMES, max_size=4).map(tuple)
DATES = st.one_of(
    st.none(),
    st.builds(
        Issued,
        st.integers(1, 9999),
        st.integers(1, 12),
        st.integers(0, 28),
        is_about=st.booleans(),
    ),
    st.builds(Issued, st.integers(1, 9999)),
)
LOCI = st.one_of(
    st.none(),
    st.builds(
        Locus,
        st.sampled_from(["question", "answer", "statement"]),
        st.integers(1, 99),
        st.one_of(st.none(), st.just((2, 2)), st.just((2, 5))),
        WORDS,
        st.one_of(st.none(), NAMES),
    ),
)
RECORDS = st.builds(
    Citable,
    key=st.just("steppe-2024"),
    title=WORDS,
    language=st.sampled_from(["en", "ru", "kk", "zh-Hans", "de-AT"]),
    address=st.just("https://archive.example/interviews/steppe-2024/?mark=a7p2#a7p2"),
    interview_address=st.just("https://archive.example/interviews/steppe-2024/"),
    accessed=st.just(date(2026, 4, 2)),
    interviewees=PEOPLE,
    interviewers=PEOPLE,
    issued=DATES,
    outlet=st.one_of(st.just(""), WORDS),
    section=st.one_of(st.just(""), WORDS),
    locus=LOCI,
)


@given(RECORDS)
def test_every_style_cites_every_record_with_its_address(record):
    for style in STYLES.values():
        for write in filter(None, (style.listed, style.pointed)):
            assert text_of(write(record)).strip()
        assert record.address in text_of(style.listed(record))
    assert caption(record)
    assert quotation(record)


@given(RECORDS)
@settings(max_examples=50)
def test_every_bibtex_entry_is_one_entry(record):
    library = bibtexparser.parse_string(FORMATS["bibtex"].write(record))

    assert library.failed_blocks == []
    (entry,) = library.entries
    assert entry["url"] == record.address


@given(RECORDS)
@settings(max_examples=50)
def test_every_ris_record_is_one_record(record):
    (read,) = rispy.loads(FORMATS["ris"].write(record))

    assert read["urls"] == [record.address]
    assert len(read.get("authors", [])) == len(record.interviewees)
    assert len(read.get("secondary_authors", [])) == len(record.interviewers)


@given(RECORDS)
@settings(max_examples=50)
def test_everybody_is_told_in_their_own_role(record):
    (csl,) = json.loads(FORMATS["csl"].write(record))
    context = parse_qs(coins(record), strict_parsing=True)

    assert csl["type"] == "interview"
    assert len(csl.get("author", [])) == len(record.interviewees)
    assert len(csl.get("interviewer", [])) == len(record.interviewers)
    assert len(context.get("rft.creator", [])) == len(record.interviewees)
    assert len(context.get("rft.contributor", [])) == len(record.interviewers)
    assert dict(highwire(record))["citation_title"] == record.title


@given(WORDS)
def test_no_letter_of_a_name_is_lost(name):
    told = inverted(name_of(name))

    assert sorted(told.replace(",", "").split()) == sorted(
        name.replace(",", "").split()
    )
