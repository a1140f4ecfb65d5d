"""The waist: an interview as plain immutable values, and their one JSON form.

Everything a reader and a convention find passes through here; exports, citations
and the database are functions of it. Standard library only.
"""

from archive.transcript.form import digest, dumps, loads
from archive.transcript.laws import check
from archive.transcript.order import numbered, settled
from archive.transcript.values import (
    PARAGRAPH_BREAK,
    Basis,
    Claim,
    Dating,
    Interlude,
    InterludeKind,
    Kind,
    Participation,
    Precision,
    Provenance,
    Role,
    Segment,
    SegmentKind,
    Skipped,
    SkippedKind,
    Source,
    Span,
    Speaker,
    State,
    TimeSpan,
    Topic,
    Transcript,
    Turn,
)

__all__ = [
    "PARAGRAPH_BREAK",
    "Basis",
    "Claim",
    "Dating",
    "Interlude",
    "InterludeKind",
    "Kind",
    "Participation",
    "Precision",
    "Provenance",
    "Role",
    "Segment",
    "SegmentKind",
    "Skipped",
    "SkippedKind",
    "Source",
    "Span",
    "Speaker",
    "State",
    "TimeSpan",
    "Topic",
    "Transcript",
    "Turn",
    "check",
    "digest",
    "dumps",
    "loads",
    "numbered",
    "settled",
]
