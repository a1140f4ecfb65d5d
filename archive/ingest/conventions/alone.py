"""One voice alone: who speaks to nobody gives no interview, or its marks are misread.

Ann Lee: My father dug the well.
He lined its walls with stone.
"""

from dataclasses import replace

from archive.ingest.conventions.conversation import Opening, Recognition
from archive.transcript import Kind

UNSURE, LESS = 0.5, 0.5
DOUBT = "all turns are by one voice: is it an interview, and are all marks seen?"


def doubted(seen: Recognition) -> Recognition:
    """Return what was recognised, doubted where nobody speaks to anybody."""
    voices = {_voice(each) for each in seen.openings}
    if len(voices) > 1 or ("", None) in voices or not seen.openings:
        return seen
    first, *others = seen.openings
    first = first._replace(confidence=UNSURE, doubt=first.doubt or DOUBT)
    fit = round(seen.fit * LESS, 3)
    evidence = f"{seen.evidence}; one voice alone"
    return replace(seen, fit=fit, evidence=evidence, openings=(first, *others))


def _voice(opening: Opening) -> tuple[str, Kind | None]:
    return opening.who, opening.kind
