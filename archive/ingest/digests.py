"""Digests that tell whether an ingest brings anything new. Pure."""

import dataclasses
import hashlib
import json

from archive.transcript import State, Transcript, digest


def content_digest(told: Transcript) -> str:
    """The digest of all but the state, which ingest does not govern."""
    return digest(dataclasses.replace(told, state=State.DRAFT))


def turns_digest(told: Transcript) -> str:
    """The digest of what anchors and notes stand on: bytes, kinds, words, places."""
    told_of = hashlib.sha256(told.source.content)
    for turn in told.turns:
        places = [(part.anchor, part.source.start) for part in turn.segments]
        form = [turn.anchor, turn.kind, turn.text, places]
        told_of.update(json.dumps(form).encode())
    return told_of.hexdigest()
