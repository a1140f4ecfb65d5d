"""The editors' desk: one module a model family. What it may not do is said there."""

from archive.admin import (
    accounts,
    annotations,
    conversations,
    corrections,
    errata,
    interviews,
    logins,
    overview,
    rearrangements,
    sources,
    speakers,
    topics,
    trail,
    turns,
    uploads,
)

__all__ = [
    "accounts",
    "annotations",
    "conversations",
    "corrections",
    "errata",
    "interviews",
    "logins",
    "overview",
    "rearrangements",
    "sources",
    "speakers",
    "topics",
    "trail",
    "turns",
    "uploads",
]
