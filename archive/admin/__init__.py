"""The editors' desk: one module a model family. What it may not do is said there."""

from archive.admin import (
    accounts,
    annotations,
    interviews,
    logins,
    sources,
    speakers,
    topics,
    trail,
    turns,
)

__all__ = [
    "accounts",
    "annotations",
    "interviews",
    "logins",
    "sources",
    "speakers",
    "topics",
    "trail",
    "turns",
]
