"""A restored note stands where its words are now, or is said to have lost them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from archive.models import Annotation, Hold, wording_of

PLACE = (
    "start",
    "end",
    "exact",
    "prefix",
    "suffix",
    "wording",
    "hold",
    "hold_evidence",
    "moved_from",
)


def fit(back: Any, now: Any) -> Any:
    """Return what comes back; the place of a note only where the text is the same.

    Where the text has changed since, a note that is there stays where it is; one
    that was deleted is an orphan, to be placed again by hand.
    """
    is_note = isinstance(back, Annotation)
    if not is_note or back.wording == wording_of(back.turn.text):
        return back
    if back is now:
        back.hold = Hold.ORPHANED
        back.hold_evidence = _("The text was changed while the note was deleted.")
        return back
    for name in PLACE:
        setattr(back, name, getattr(now, name))
    return back
