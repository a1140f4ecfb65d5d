"""How far the archive has moved: one number, another after every change of it.

The database itself adds to it, by the triggers of `watching`, in the transaction of
the change. What was read since the number was read is no older than the number.
"""

from __future__ import annotations

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

MOST_ROWS = 500
"""Rows that are added up for each page; when there are more, they are made one."""

READ = "SELECT sum(number), count(*) FROM archive_generation WHERE id > 0"
"""By the index: rows that were folded lie between those that are left for long."""


class GenerationQuerySet(models.QuerySet["Generation"]):
    def current(self) -> int | None:
        """Return the sum of all steps; None where nothing was ever counted.

        One statement of the barest kind: it is asked before each stored page.
        """
        with connection.cursor() as cursor:
            cursor.execute(READ)
            number, rows = cursor.fetchone()
        if rows > MOST_ROWS:
            self.fold()
        return None if number is None else int(number)

    def fold(self) -> None:
        """Make one row of many; their sum stays what it is, for every reader."""
        with transaction.atomic():
            free = self.select_for_update(skip_locked=True)
            steps = dict(free.values_list("pk", "number"))
            self.filter(pk__in=steps).delete()
            self.create(number=sum(steps.values()))


class Generation(models.Model):
    """One step. SQLite, which has one writer at a time, has one row for all steps.

    PostgreSQL adds a row a statement, so that no writer ever waits for another.
    """

    number = models.BigIntegerField(_("number"))

    objects = GenerationQuerySet.as_manager()

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")

    def __str__(self) -> str:
        return str(self.number)
