"""What people change is remembered, as it was before."""

import pytest

from archive.models import (
    Annotation,
    Interview,
    Participation,
    Speaker,
    Tagging,
    Topic,
    Turn,
)
from tests.factories import make_annotation, make_conversation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "field", "before", "after"),
    [
        (Interview, "title", "The steppe remembers", "The steppe"),
        (Turn, "doubt", "", "Who speaks?"),
        (Speaker, "note", "", "A poet"),
        (Topic, "name", "Water", "Rivers"),
        (Tagging, "basis", "editor", "suggested"),
        (Participation, "role", "interviewer", "moderator"),
        (Annotation, "body", "A note of the editors.", "A better note."),
    ],
)
def test_a_change_keeps_what_was_there(model, field, before, after):
    interview = make_conversation(1)
    make_annotation(interview.turns.first(), "the water")
    row = model.objects.order_by("pk")[0]
    if model is Speaker:
        row = Speaker.objects.get(slug="daniyar-omarov")

    setattr(row, field, after)
    row.save()

    versions = row.history.order_by("-history_id")[:2]
    assert [getattr(version, field) for version in versions] == [after, before]
