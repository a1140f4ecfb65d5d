"""What the archive keeps. Everybody imports models from here."""

from archive.models.annotations import Annotation, Hold, wording_of
from archive.models.corrections import (
    Apart,
    Correction,
    CorrectionAct,
    Reading,
    Upload,
)
from archive.models.editions import (
    Change,
    ChangeKind,
    SameConversation,
    Tombstone,
)
from archive.models.errata import Erratum, ErratumKind, ErratumState
from archive.models.generations import Generation
from archive.models.index_tasks import IndexTask, Scope
from archive.models.interludes import Interlude, InterludeKind
from archive.models.interviews import (
    Claim,
    Interview,
    InterviewAlias,
    Outlet,
    Precision,
)
from archive.models.locks import wait_for_other_writers
from archive.models.moves import MOVES, Move, Right, Told, Why, carry_out, moves_from
from archive.models.offices import Office, office_at
from archive.models.particulars import AnnotationKind, Standing, Verdict
from archive.models.publishing import Basis, Stage, State, is_at
from archive.models.quoting import Paired, WordPair
from archive.models.rearranging import Rearrangement, RearrangementAct
from archive.models.sealing import (
    MARKS,
    PART,
    facts_of,
    headers_of,
    origin_of,
    outlets_of,
    reading_of,
    said_of,
    seal_again,
    touched_by,
    turns_of,
    voices_of,
)
from archive.models.segments import Part, Segment, SegmentKind
from archive.models.sigla import tell_apart
from archive.models.sought import Sought
from archive.models.sources import (
    Checksums,
    Edition,
    Skipped,
    SkippedKind,
    Source,
)
from archive.models.speakers import (
    Participation,
    Role,
    Speaker,
    SpeakerAddress,
    SpeakerAlias,
)
from archive.models.topics import (
    LabelKind,
    Tagging,
    TaggingBasis,
    Topic,
    TopicLabel,
)
from archive.models.trail import Trail
from archive.models.turns import (
    Answer,
    Kind,
    Question,
    Turn,
)
from archive.models.vocabulary import (
    KeyPhrase,
    PhraseState,
    TopicAddress,
    TopicLine,
    TopicRelation,
)

__all__ = [
    "MARKS",
    "MOVES",
    "PART",
    "Annotation",
    "AnnotationKind",
    "Answer",
    "Apart",
    "Basis",
    "Change",
    "ChangeKind",
    "Checksums",
    "Claim",
    "Correction",
    "CorrectionAct",
    "Edition",
    "Erratum",
    "ErratumKind",
    "ErratumState",
    "Generation",
    "Hold",
    "IndexTask",
    "Interlude",
    "InterludeKind",
    "Interview",
    "InterviewAlias",
    "KeyPhrase",
    "Kind",
    "LabelKind",
    "Move",
    "Office",
    "Outlet",
    "Paired",
    "Part",
    "Participation",
    "PhraseState",
    "Precision",
    "Question",
    "Reading",
    "Rearrangement",
    "RearrangementAct",
    "Right",
    "Role",
    "SameConversation",
    "Scope",
    "Segment",
    "SegmentKind",
    "Skipped",
    "SkippedKind",
    "Sought",
    "Source",
    "Speaker",
    "SpeakerAddress",
    "SpeakerAlias",
    "Stage",
    "Standing",
    "State",
    "Tagging",
    "TaggingBasis",
    "Told",
    "Tombstone",
    "Topic",
    "TopicAddress",
    "TopicLabel",
    "TopicLine",
    "TopicRelation",
    "Trail",
    "Turn",
    "Upload",
    "Verdict",
    "Why",
    "WordPair",
    "carry_out",
    "facts_of",
    "headers_of",
    "is_at",
    "moves_from",
    "office_at",
    "origin_of",
    "outlets_of",
    "reading_of",
    "said_of",
    "seal_again",
    "tell_apart",
    "touched_by",
    "turns_of",
    "voices_of",
    "wait_for_other_writers",
    "wording_of",
]
