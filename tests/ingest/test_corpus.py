"""Golden cases: real and written sources beside the Transcript they become."""

import tomllib
from pathlib import Path

import pytest

from archive.errors import SourceError
from archive.ingest.pipeline import parse
from archive.transcript import dumps, loads

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"
SEED = ROOT / "seeds" / "egemen-qazaqstan-2024.txt"
MALFORMED = sorted((CORPUS / "malformed").glob("*.txt"))
MESSAGES = CORPUS / "malformed" / "messages.toml"
SOURCES = {
    path.parent.name: path
    for path in sorted(CORPUS.glob("*/source.*"))
    if path.suffix != ".toml"
}
SOURCES["egemen-qazaqstan-2024"] = SEED


@pytest.mark.parametrize("case", sorted(SOURCES))
def test_a_source_becomes_its_golden_transcript(case, update_golden):
    golden = CORPUS / case / "transcript.json"

    made = dumps(parse(SOURCES[case]))

    if update_golden:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", sorted(SOURCES))
def test_the_source_is_rebuilt_from_segments_and_skipped_spans(case):
    transcript = parse(SOURCES[case])

    assert transcript.rebuilt() == transcript.source.text
    assert transcript.source.content == SOURCES[case].read_bytes()


@pytest.mark.parametrize("case", sorted(SOURCES))
def test_the_json_form_is_read_back_whole(case):
    transcript = parse(SOURCES[case])

    assert loads(dumps(transcript)) == transcript


@pytest.mark.parametrize("path", MALFORMED, ids=lambda path: path.stem)
def test_a_malformed_source_is_refused_with_where_what_and_what_to_do(path):
    messages = tomllib.loads(
        (CORPUS / "malformed" / "messages.toml").read_text("utf-8")
    )

    with pytest.raises(SourceError) as refusal:
        parse(path)

    assert str(refusal.value) == messages[path.stem]
