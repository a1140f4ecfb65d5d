"""Labels: a name or an office before the words says who speaks.

    Dinara Aset: Who dug the well?
    Yerlan Omar: My father and I.
    It took a summer.
    D. Aset: How deep is it?
    Y. Omar (laughing): Nobody has measured.

With a colon or a dash after it, on a line of its own, bold, as a heading, with a
time before or behind it. A label is what recurs or is sure by its form.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from archive.ingest.blocks import SPOKEN, Block, BlockKind
from archive.ingest.conventions import examining
from archive.ingest.conventions.asking import asks
from archive.ingest.conventions.conversation import Opening, Recognition
from archive.ingest.conventions.families import is_headed
from archive.ingest.conventions.labelling import (
    KINDS,
    Labelled,
    labelled,
)
from archive.ingest.conventions.marking import Form, Mark
from archive.ingest.conventions.senses import QA, UNNAMED, Sense
from archive.transcript import Kind

SURE, LESS_SURE, UNSURE = 0.98, 0.9, 0.6
RULES = {
    Form.COLON: "{} and a colon open a turn",
    Form.LINE: "{} on a line of its own opens a turn",
    Form.DASH: "{} and a dash open a turn",
    Form.STOP: "{} and a full stop open a turn",
    Form.BOLD: "{} in bold opens a turn",
    Form.BARE: "{} opens a turn",
    Form.BRACKET: "{} in brackets opens a turn",
    Form.AFTER: "the plain words after a bold question answer it",
    Form.TAB: "{} and a tabulator open a turn",
}
UNLABELLED = {
    "": "after an exchange with labels, paragraphs by turns ask and answer",
    ">>": "a sign for a change of speaker opens a turn",
}
WORDY, ALONE = 1500, 0.4


def recognise(blocks: Sequence[Block]) -> Recognition:
    """Return where labels open turns, and how well they explain the document."""
    seen = labelled(blocks)
    if seen.count(QA):
        return Recognition(0.0, "its labels are words for question and answer")
    return recognition(blocks, seen)


def recognition(blocks: Sequence[Block], seen: Labelled) -> Recognition:
    """Return what these labels open; their fit is told by the whole document."""
    if not seen.marks:
        return Recognition(0.0, "no name or word recurs before speech")
    counts = Counter(mark.key for mark in seen.marks)
    covered, spoken = _covered(blocks, seen.marks)
    fit = _fit(blocks, seen, counts, covered, spoken)
    named = examining.examiners(blocks)
    return Recognition(
        fit=round(fit, 3),
        evidence=(
            f"{len(seen.marks)} labels of {len(counts)} kinds "
            f"({', '.join(_shown(seen, counts))}) cover {covered / spoken:.0%} of "
            f"the words; {len(seen.refused)} other places look like labels"
        ),
        openings=tuple(
            examining.under((opening(mark, seen, counts) for mark in seen.marks), named)
        ),
        line=blocks[seen.marks[0].block].line,
        people=seen.people,
        asides=tuple(_asides(seen, named)),
    )


def _asides(
    seen: Labelled, named: Mapping[int, str]
) -> Iterator[tuple[int, BlockKind]]:
    first = seen.marks[0].block
    for number in sorted({*seen.asides, *(each for each in named if each > first)}):
        yield number, BlockKind.DIRECTION if number in named else BlockKind.NOTE


def opening(mark: Mark, seen: Labelled, counts: Counter[str]) -> Opening:
    if mark.label in UNLABELLED and mark.form is not Form.AFTER:
        return _unlabelled(mark)
    doubt, lapse = seen.doubts.get(mark, ""), seen.lapses.get(mark, "")
    is_less_sure = counts[mark.key] < 2 or bool(lapse)
    return Opening(
        block=mark.block,
        start=mark.start,
        words=mark.words,
        label=mark.label,
        rule=RULES[mark.form].format(_called(mark.sense)),
        who="" if mark.sense in QA or mark.sense is Sense.FLOOR else mark.key,
        kind=KINDS.get(mark.sense),
        confidence=UNSURE if doubt else LESS_SURE if is_less_sure else SURE,
        doubt=doubt or lapse,
        time=mark.time,
    )


def _unlabelled(mark: Mark) -> Opening:
    """A turn among labels that has none of its own."""
    return Opening(
        block=mark.block,
        start=mark.start,
        words=mark.words,
        label=mark.label,
        rule=UNLABELLED[mark.label],
        who=mark.key,
        kind=Kind.ANSWER if mark.sense is Sense.GUEST and not mark.key else None,
        confidence=UNSURE,
        doubt="no label stands here: is the speaker another one?",
    )


def _covered(blocks: Sequence[Block], marks: Sequence[Mark]) -> tuple[int, int]:
    """How many letters of speech stand from the first mark on, and in all."""
    first = marks[0].block
    spoken = [(n, len(block.text)) for n, block in enumerate(blocks) if _talks(block)]
    covered = sum(length for number, length in spoken if number >= first)
    covered += sum(not _talks(blocks[mark.block]) for mark in marks)
    return covered, max(sum(length for _, length in spoken), covered, 1)


def _talks(block: Block) -> bool:
    return block.kind in SPOKEN


def _fit(
    blocks: Sequence[Block],
    seen: Labelled,
    counts: Counter[str],
    covered: int,
    spoken: int,
) -> float:
    """Cover, recurrence, how closely turns follow, and what else looks like a label."""
    turns = len(seen.marks)
    if turns < 2:
        return ALONE if is_headed(seen.marks[0]) else 0.0
    recurring = sum(count for count in counts.values() if count > 1) / turns
    close = min(1.0, turns * WORDY * 2 / covered)
    misses = sum(mark.form is Form.COLON for mark in seen.refused)
    if len(counts) < 2 and misses >= turns and not _asked(blocks):
        return 0.0
    clean = turns / (turns + misses / 2)
    voices = 1.0 if len(counts) > 1 else 0.6
    fit = (covered / spoken) ** 0.25 * (0.6 + 0.4 * recurring) * close**0.5
    return float(min(fit * (0.5 + 0.5 * clean) * voices * _two_sided(blocks, seen), 1))


def _asked(blocks: Sequence[Block]) -> bool:
    return any(asks(block.text) for block in blocks)


def _two_sided(blocks: Sequence[Block], seen: Labelled) -> float:
    """Less than one when bold paragraphs or headings without a label ask."""
    opened = {mark.block for mark in seen.marks}
    asking = sum(
        1
        for number, block in enumerate(blocks)
        if number not in opened
        and number > seen.marks[0].block
        and (block.kind is BlockKind.HEADING or (block.bold and block.is_bold()))
        and "?" in block.text
    )
    return len(seen.marks) / (len(seen.marks) + 2 * asking)


def _shown(seen: Labelled, counts: Counter[str]) -> Iterator[str]:
    printed = {mark.key: mark.label for mark in reversed(seen.marks)}
    for key, count in counts.most_common(6):
        yield f"“{printed[key]}” {count}"
    if len(counts) > 6:
        yield "…"


def _called(sense: Sense) -> str:
    if sense in QA:
        return f"a word for {sense}"
    return "a word for who speaks" if sense in UNNAMED else "a name"
