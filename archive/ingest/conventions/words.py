"""Words for question and answer: Q and A, Вопрос and Ответ, PREGUNTA, Frage, 問.

    Q: Who dug the well?
    A: My father and I.
    It took a summer.
    Q: How deep is it?
    MR. OMAR: Nobody has measured.

With or without a colon, numbered, bold, on a line of their own, in many languages;
names may stand on the other side.
"""

from collections.abc import Sequence

from archive.ingest.blocks import Block
from archive.ingest.conventions import labels
from archive.ingest.conventions.conversation import Recognition
from archive.ingest.conventions.labelling import labelled
from archive.ingest.conventions.senses import Sense


def recognise(blocks: Sequence[Block]) -> Recognition:
    """Return where words for question and answer open turns."""
    seen = labelled(blocks)
    asked, replied = seen.count([Sense.QUESTION]), seen.count([Sense.ANSWER])
    if not asked:
        return Recognition(0.0, "no word for question recurs")
    found = labels.recognition(blocks, seen)
    evidence = f"{asked} words for question, {replied} for answer; {found.evidence}"
    if asked == len(seen.marks):
        return Recognition(found.fit / 2, evidence, found.openings, found.line)
    return Recognition(
        fit=found.fit,
        evidence=evidence,
        openings=found.openings,
        line=found.line,
        people=found.people,
        asides=found.asides,
    )
