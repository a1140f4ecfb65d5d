"""One writer at a time, where two would each make what there may be only one of."""

from django.db import connection

LOCK = 0x5BA7


def wait_for_other_writers() -> None:
    """Hold back other callers until the running transaction ends.

    SQLite has one writer at a time anyway (BEGIN IMMEDIATE).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
