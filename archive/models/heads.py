"""The last act on the trail, noted outside of the database: a cut tail is seen."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

log = logging.getLogger(__name__)


class Head(NamedTuple):
    """The number of an act, and its place in the chain."""

    number: int
    chain: str


def note_head(head: Head) -> None:
    """Note an act that was committed. What cannot be written is said in the log."""
    path = place()
    if path is None:
        return
    fresh = path.with_suffix(".new")
    try:
        fresh.write_text(json.dumps(head._asdict()), "utf-8")
        fresh.replace(path)
    except OSError as error:
        log.warning("The head of the trail could not be noted: %s", error)


def noted_head() -> Head | None:
    """The act that was noted last; None where none was, or the note is unreadable."""
    path = place()
    try:
        told = json.loads(path.read_text("utf-8")) if path else None
        return Head(int(told["number"]), str(told["chain"])) if told else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def place() -> Path | None:
    """The file of the note; settings may name another, or None."""
    default: Path = settings.DATA_DIR / "trail-head.json"
    return getattr(settings, "TRAIL_HEAD", default)
