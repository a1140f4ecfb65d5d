"""A contributor writes notes: at the ingest desk they look, and change nothing."""

import pytest
from django.urls import reverse

from archive.models import Correction, Edition, Trail
from tests.factories import make_conversation, make_correction, make_editor

ACTS = (
    *("accept", "kind", "speaker", "name", "split", "join", "join-next", "reword"),
    *("see:split", "see:reword", "see:kind", "nothing", ""),
)


@pytest.fixture
def turn(db, client):
    interview = make_conversation(exchanges=1)
    client.force_login(make_editor("madi", "contributor"))
    return interview.turns.get(anchor="a1")


def kept(turn):
    turn.refresh_from_db()
    counts = [model.objects.count() for model in (Correction, Edition, Trail)]
    return turn.kind, turn.text, turn.speaker_id, turn.doubt, counts


@pytest.mark.parametrize("act", ACTS)
def test_no_act_of_the_ingest_desk_is_open_to_a_contributor(client, turn, act):
    desk = reverse("admin:archive_desk_turn", args=[turn.pk])
    before = kept(turn)

    told = {"act": act, "wording": turn.text, "words": "Other words.", "value": "q"}
    answer = client.post(desk, {**told, "reason": "Heard wrong.", "kind": "question"})

    assert answer.status_code == 403
    assert kept(turn) == before


def test_a_contributor_takes_no_correction_back(client, turn):
    row = make_correction(turn.interview)

    answer = client.post(reverse("admin:archive_desk_undo", args=[row.pk]))

    row.refresh_from_db()
    assert (answer.status_code, row.undone_at) == (403, None)


def test_a_contributor_sees_no_form_that_would_be_refused(client, turn):
    page = client.get(reverse("admin:archive_desk_turn", args=[turn.pk]))

    assert page.status_code == 200
    assert '<form method="post" class="decide"' not in page.content.decode()
