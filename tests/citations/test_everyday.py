"""The plain citation, and what stands under words that are shown elsewhere."""

from dataclasses import replace

from archive.citations import Issued, Locus, caption, plain
from tests.citations.records import DANIYAR, WHOLE

KAZAKH = replace(WHOLE, title="Дала ұмытпайды", language="kk")


def test_a_caption_tells_title_outlet_and_date():
    assert caption(WHOLE) == (
        "The steppe remembers. Steppe Gazette, 3 January 2024, Suhbat"
    )


def test_a_kazakh_year_and_paragraph():
    passage = replace(
        KAZAKH, issued=Issued(2024), locus=Locus("answer", 7, paragraphs=(2, 2))
    )

    assert "2024 жыл" in plain(passage)
    assert "7-жауап, 2-абзац" in plain(passage)


def test_a_title_alone_is_cited_with_its_address():
    bare = replace(WHOLE, interviewees=(), interviewers=(), outlet="", issued=None)

    assert plain(bare) == (
        f"The steppe remembers. Suhbat, {WHOLE.address} (accessed 2 April 2026)."
    )


def test_who_says_it_is_told_where_the_kind_of_turn_does_not():
    answer = Locus("answer", 7, said_by=DANIYAR)

    assert "answer 7 (Daniyar Omarov)" in plain(replace(WHOLE, locus=answer))
