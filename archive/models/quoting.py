"""What quotations are looked up by: each two words that follow one another."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.interviews import Interview


class WordPair(models.Model):
    """Two neighbouring words, as a number, and the places where they stand.

    `places` are signed numbers of four bytes, the least first in each: the keys of
    turns and, below zero, of changes that keep an earlier wording. No foreign keys: a
    place that is gone, or has other words by now, is told by reading it. `shelf` is 0
    for what was read all at once, else the key of the interview that was read again.
    """

    pk = models.CompositePrimaryKey("pair", "shelf")
    pair = models.BigIntegerField(_("pair"))
    shelf = models.BigIntegerField(_("shelf"))
    places = models.BinaryField(_("places"))

    class Meta:
        verbose_name = _("pair of words")
        verbose_name_plural = _("pairs of words")

    def __str__(self) -> str:
        return f"{self.pair:x}"


class Paired(models.Model):
    """An interview whose pairs of words are kept. A change takes it off the list.

    It `is_ready` once its words can be looked up; until then they are being read.
    """

    interview = models.OneToOneField(
        Interview, models.CASCADE, primary_key=True, related_name="paired"
    )
    is_ready = models.BooleanField(_("can be looked up"), default=False)
    is_alone = models.BooleanField(_("on a shelf of its own"), default=False)

    class Meta:
        verbose_name = _("interview with its pairs of words")
        verbose_name_plural = _("interviews with their pairs of words")

    def __str__(self) -> str:
        return str(self.interview)
