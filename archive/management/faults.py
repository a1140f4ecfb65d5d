"""What stops an index command, told in one line."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError, connection

from archive.errors import SearchError


@contextmanager
def told_in_a_line() -> Iterator[None]:
    try:
        yield
    except SearchError as error:
        raise CommandError(str(error)) from error
    except DatabaseError as error:
        name = connection.settings_dict["NAME"]
        reason = str(error).strip().partition("\n")[0].rstrip(".")
        raise CommandError(
            f"The database {name} could not be read: {reason}. "
            "Make or upgrade its tables with: manage.py migrate"
        ) from error
