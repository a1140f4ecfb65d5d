"""The append-only chain of acts: who did what to which thing, and when."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from typing import Any, NoReturn

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.heads import Head, note_head
from archive.models.locks import wait_for_other_writers


class TrailQuerySet(models.QuerySet["Trail"]):
    def record(
        self, actor: str, act: str, subject: str, digest: str = "", states: int = 0
    ) -> Trail:
        """Append an act in the running transaction and return its row.

        `states` is how many states of the history its digest vouches for.
        """
        with transaction.atomic(savepoint=False):
            wait_for_other_writers()
            before = self.order_by("-number").values_list("number", "chain")
            number, chain = before.first() or (0, "")
            row = Trail(
                number=number + 1,
                at=timezone.now(),
                actor=actor,
                act=act,
                subject=subject,
                digest=digest,
                states=states,
                previous=chain,
            )
            row.chain = row.computed_chain()
            row.save(force_insert=True)
            head = Head(row.number, row.chain)
            transaction.on_commit(partial(note_head, head), robust=True)
            return row

    def broken(self) -> list[int]:
        """The numbers of rows that were altered, or follow a row that is gone."""
        faults, previous, expected = [], "", 1
        for row in self.order_by("number").iterator():
            unbroken = (row.number, row.previous) == (expected, previous)
            if not unbroken or row.chain != row.computed_chain():
                faults.append(row.number)
            previous, expected = row.chain, row.number + 1
        return faults

    def update(self, **fields: Any) -> NoReturn:
        raise TypeError("The trail is append-only: its rows are never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("The trail is append-only: its rows are never deleted.")


class Trail(models.Model):
    """One act; `chain` is a SHA-256 over this row and the one before it."""

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("when"))
    actor = models.CharField(_("who"), max_length=150)
    act = models.CharField(_("act"), max_length=40)
    subject = models.CharField(_("what"), max_length=300)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    states = models.PositiveIntegerField(_("states of the history"), default=0)
    previous = models.CharField(_("previous"), max_length=64, blank=True)
    chain = models.CharField(_("chain"), max_length=64)

    objects = TrailQuerySet.as_manager()

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("trail")
        ordering = ("-number",)
        # By which its pages walk: by sort, by person, by both, and from a day.
        indexes = (
            models.Index(fields=("act", "number"), name="trail_by_act"),
            models.Index(fields=("actor", "number"), name="trail_by_actor"),
            models.Index(fields=("actor", "act", "number"), name="trail_by_both"),
            models.Index(fields=("at",), name="trail_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.actor}: {self.act} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The trail is append-only: its rows are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The trail is append-only: its rows are never deleted.")

    def computed_chain(self) -> str:
        told = [self.number, self.at.isoformat(), self.actor, self.act]
        told += [self.subject, self.digest, self.previous]
        # Acts from before the history was vouched for are chained as they were.
        told += [self.states] if self.states else []
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()
