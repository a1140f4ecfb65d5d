"""The evidence of inferences, told in the language of the page."""

import json
from pathlib import Path

import pytest
from django.utils.translation import override

from archive.templatetags.evidence import CLAUSES, JOINT, in_our_words, told

CORPUS = Path(__file__).parents[1] / "corpus"


def evidences():
    """Everything the archive says of its own accord about the golden files."""
    for path in sorted(CORPUS.glob("*/*.json")):
        transcript = json.loads(path.read_text())
        if "turns" not in transcript:
            continue
        yield transcript["provenance"].get("evidence", "")
        for turn in transcript["turns"]:
            yield turn.get("rule", "")
            yield turn.get("doubt", "")
        for part in transcript["participations"]:
            # The others are words of the source, which begin as its lines do.
            yield part["evidence"] if part["evidence"][:1].islower() else ""


def test_every_clause_of_evidence_is_known():
    clauses = {
        clause for each in evidences() for clause in JOINT.split(each)[::2] if clause
    }

    assert [each for each in sorted(clauses) if in_our_words(each) is None] == []
    assert len(clauses) > 20


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_pattern_is_translated(language):
    with override(language):
        english = [each for each in CLAUSES if in_our_words(each) == each]

    assert english == []


def test_evidence_is_told_in_the_language_of_the_page():
    evidence = (
        "ends 20 of 26 turns on a question, replies to one in 0, speaks as a host"
    )

    with override("ru"):
        words = told(evidence)

    assert words == (
        "вопросом кончает реплик: 20 из 26; отвечает на вопрос в репликах: 0, "
        "говорит как ведущий"
    )
    assert told(evidence) == evidence


def test_words_of_the_source_stay_as_they_are():
    with override("ru"):
        words = told("Interview with <b>; called so")

    assert words == "Interview with &lt;b&gt;; так назван"


def test_a_reason_within_a_doubt_is_told_too():
    doubt = "that this voice asks is close: called so"

    with override("ru"):
        assert told(doubt) == "что этот голос спрашивает, не вполне ясно: так назван"


def test_paragraphs_that_evidence_names_are_links():
    evidence = "the text speaks of a New Year just begun: “the new year; 2024” (a7p3)"

    assert told(evidence, "/interviews/x/") == (
        "the text speaks of a New Year just begun: “the new year; 2024” "
        '(<a href="/interviews/x/#a7p3">a7p3</a>)'
    )
