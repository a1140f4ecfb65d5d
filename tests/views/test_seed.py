"""The interview the archive ships with, compared on its page with its source file."""

from pathlib import Path

import pytest
from django.core.management import call_command

from archive.models import Interview
from tests.views.pages import fold, read, select, text_of

pytestmark = pytest.mark.django_db

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def page(client):
    call_command("ingest", SEEDS, verbosity=0)
    return read(client, Interview.objects.get().get_absolute_url())


@pytest.fixture
def lines():
    text = (SEEDS / "egemen-qazaqstan-2024.txt").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line.strip()]


def test_all_165_paragraphs_equal_the_source(page, lines):
    shown = [words.text_content() for words in select(page, ".passage > p")]

    # Four lines before the first question, one after the last answer.
    spoken = [line.removeprefix("– ").strip() for line in lines[4:-1]]
    assert len(shown) == 165
    assert shown == spoken


def test_what_is_no_speech_stands_at_its_place(page, lines):
    assert text_of(page, "h1") == lines[2]
    assert text_of(page, "p.standfirst") == lines[3]
    assert text_of(page, ".credit") == lines[-1]


def test_every_question_is_in_the_contents_in_its_own_words(page):
    entries = select(page, ".contents .words")
    questions = [fold(turn) for turn in select(page, ".turn.question")]

    assert len(entries) == 26
    for entry, question in zip(entries, questions, strict=True):
        assert fold(entry) in question


def test_copied_text_holds_words_only(page):
    for words in select(page, ".passage > p"):
        assert words.xpath(".//*[not(self::mark)]") == []


def test_every_exchange_has_a_topic(page):
    for marginalia in select(page, ".marginalia"):
        assert select(marginalia, "a")[0].get("href").startswith("/topics/")
