"""The trail is only ever added to, and shows what was done to it behind its back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.db import connection, transaction

from archive.models import Trail


@pytest.fixture
def trail(db):
    """Four acts, one after the other."""
    for act in ("ingest", "publish", "annotate", "withdraw"):
        Trail.objects.record("aigul", act, "interview steppe-2024", "ab" * 32)
    return Trail.objects.order_by("number")


def behind_its_back(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_act_is_chained_to_the_one_before(trail):
    first, second, *_ = trail

    assert [row.number for row in trail] == [1, 2, 3, 4]
    assert first.previous == ""
    assert second.previous == first.chain
    assert Trail.objects.broken() == []


def test_a_chain_is_made_of_all_that_a_row_says():
    row = Trail(
        number=1,
        at=datetime(2024, 1, 3, 12, tzinfo=UTC),
        actor="aigul",
        act="publish",
        subject="interview steppe-2024",
    )

    told = b'[1, "2024-01-03T12:00:00+00:00", "aigul", "publish", "interview '
    told += b'steppe-2024", "", ""]'
    assert row.computed_chain() == sha256(told).hexdigest()
    assert str(row) == "1. aigul: publish interview steppe-2024"


def test_an_empty_trail_is_whole(db):
    assert Trail.objects.broken() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor", "daniyar"),
        ("act", "delete"),
        ("subject", "interview sea-2024"),
        ("digest", "cd" * 32),
        ("previous", "cd" * 32),
        ("chain", "cd" * 32),
        ("at", datetime(2020, 1, 1, tzinfo=UTC)),
    ],
)
def test_an_altered_row_is_found(trail, column, value):
    behind_its_back(f"UPDATE archive_trail SET {column} = %s WHERE number = 2", value)

    assert Trail.objects.broken()[0] == 2


def test_a_row_altered_together_with_its_chain_is_found_by_the_next(trail):
    row = trail[1]
    row.actor = "daniyar"
    behind_its_back(
        "UPDATE archive_trail SET actor = %s, chain = %s WHERE number = 2",
        "daniyar",
        row.computed_chain(),
    )

    assert Trail.objects.broken() == [3]


@pytest.mark.parametrize(("number", "found"), [(1, [2]), (2, [3]), (3, [4])])
def test_a_removed_row_is_found_by_the_next(trail, number, found):
    behind_its_back("DELETE FROM archive_trail WHERE number = %s", number)

    assert Trail.objects.broken() == found


def test_reordered_rows_are_found(trail):
    for old, new in ((2, 99), (3, 2), (99, 3)):
        behind_its_back(
            "UPDATE archive_trail SET number = %s WHERE number = %s", new, old
        )

    assert Trail.objects.broken() == [2, 3, 4]


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(actor="daniyar"),
        lambda rows: rows.filter(number=1).update(actor="daniyar"),
        lambda rows: rows.bulk_update([rows[0]], ["actor"]),
        lambda rows: rows.delete(),
        lambda rows: rows[0].save(),
        lambda rows: rows[0].delete(),
        lambda rows: Trail.objects.update_or_create(number=1, defaults={"act": "x"}),
    ],
    ids=["update", "filter", "bulk", "delete", "save", "row", "update_or_create"],
)
def test_rows_are_never_changed_or_deleted(trail, change):
    refused = pytest.raises(TypeError, match="The trail is append-only")
    with refused, transaction.atomic():
        change(trail)

    assert Trail.objects.count() == 4
    assert Trail.objects.broken() == []


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer at a time"
)
@pytest.mark.django_db(transaction=True)
def test_many_who_act_at_once_leave_one_chain():
    def act(actor):
        try:
            for _ in range(10):
                Trail.objects.record(actor, "publish", "interview steppe-2024")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        list(people.map(act, ["aigul", "daniyar", "asel", "dikhan"]))

    assert Trail.objects.count() == 40
    assert Trail.objects.broken() == []
