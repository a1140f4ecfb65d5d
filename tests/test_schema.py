"""docs/transcript.schema.json describes the form that is written."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from archive.transcript import dumps
from tests.ingest.strategies import transcripts

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "docs/transcript.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests/corpus").glob("*/transcript.json")), ids=str
)
def test_every_golden_transcript_fits_the_schema(path):
    VALIDATOR.validate(json.loads(path.read_text(encoding="utf-8")))


@settings(max_examples=30)
@given(transcripts())
def test_whatever_is_written_fits_the_schema(transcript):
    VALIDATOR.validate(json.loads(dumps(transcript)))


def test_a_form_with_a_field_of_its_own_does_not_fit():
    path = ROOT / "tests/corpus/audreyt-nesta/transcript.json"
    form = json.loads(path.read_text(encoding="utf-8"))

    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({**form, "mood": "calm"})
