"""Formatted questions: bold, italic, a heading or a class asks; plain words answer.

    **What do you do at the well?**
    I dig, and I line the walls with stone.
    In spring I clean it.
    **Who taught you?** My father did.
    **And today?**

Which format asks is told by the whole document. A heading that asks nothing
among such as do asks in doubt, or is one if nothing stands under it; bold words
inside an answer open nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from archive.ingest.blocks import SPOKEN, Block, BlockKind
from archive.ingest.conventions import answerers, prompting
from archive.ingest.conventions.asking import (
    addresses,
    asks,
    ends_asking,
    ends_sentence,
    prompts,
)
from archive.ingest.conventions.conversation import Opening, Recognition
from archive.ingest.conventions.stretches import (
    DASHES,
    Stretch,
    dash_before,
    is_labelled,
    stretches,
)
from archive.transcript import Kind

SURE, UNSURE = 0.9, 0.6
# A question is seldom longer than this many times the answers around it.
LONGER = 2.5
# Of so many headings of one level that ask, the others among them ask too.
HEADINGS, MOST = "headings of level", 0.6
LONGEST_HEADING = 100
RULE = "words set in {} ask; the plain words after them answer"


@dataclass(frozen=True, slots=True)
class Questions:
    """The stretches of one format that ask, and those that are headings."""

    style: str
    asked: tuple[Stretch, ...]
    headings: tuple[Stretch, ...]
    fit: float
    evidence: str


def recognise(blocks: Sequence[Block]) -> Recognition:
    """Return the questions of the format that asks best, and their answers."""
    apart = stretches(blocks).items()
    found = [_judged(blocks, style, each) for style, each in apart]
    if not found:
        return Recognition(0.0, "no format sets some paragraphs apart")
    best = max(found, key=lambda each: each.fit)
    if not best.fit:
        return Recognition(0.0, best.evidence)
    labels = answerers.found(blocks, best.asked)
    return Recognition(
        fit=best.fit,
        evidence=f"{best.evidence}{answerers.evidence(labels)}",
        openings=tuple(_openings(blocks, best, labels)),
        line=blocks[best.asked[0].block].line,
        end=_end(blocks, best),
        people=tuple(answerers.people(labels)),
        asides=tuple(_asides(blocks, best)),
    )


def _end(blocks: Sequence[Block], best: Questions) -> int | None:
    """The heading after the last answer: what stands under it asks nobody."""
    last = best.asked[-1]
    answered = not last.whole
    for place in range(last.block + 1, len(blocks)):
        if answered and _is_heading(blocks[place]):
            return place
        answered = answered or _speaks(blocks[place])
    return None


def _is_heading(block: Block) -> bool:
    apart = block.kind is BlockKind.HEADING or block.is_bold()
    text = block.text.rstrip(":")
    return apart and len(text) < LONGEST_HEADING and not ends_sentence(text)


def _judged(blocks: Sequence[Block], style: str, found: Sequence[Stretch]) -> Questions:
    """What a format's stretches are, and how well they read as questions."""
    asked = tuple(each for each in found if _is_question(each))
    if len(asked) * 2 >= len(found):
        asked = tuple(prompting.with_prompts(blocks, found, asked))
    if style.startswith(HEADINGS) and len(asked) >= MOST * len(found):
        asked = tuple(prompting.between(blocks, found, asked))
    headings = tuple(each for each in found if each not in set(asked))
    if len(asked) < 2:
        return Questions(style, (), (), 0.0, f"nothing in {style} asks twice")
    asking = sum(_reads_as_question(each.words) for each in asked) / len(asked)
    answered = _answered(blocks, asked)
    short = _are_short(blocks, asked)
    labelled = sum(is_labelled(each.words) for each in asked[1:]) / len(asked)
    fit = min(asking, answered) * (1 if short else 0.5) * (1 - labelled / 2)
    fit *= 0 if style == DASHES and _answers_have_dashes(blocks, asked) else 1
    fit *= (1 - 0.5 / len(asked)) * (0.5 + 0.5 * _share(blocks, asked[0].block))
    evidence = (
        f"{len(asked)} stretches in {style}: {asking:.0%} ask, {answered:.0%} are "
        f"followed by plain words that do not"
    )
    return Questions(style, asked, headings, round(fit, 3), evidence)


def _is_question(each: Stretch) -> bool:
    return asks(each.words) and (each.whole or each.breaks or ends_asking(each.words))


def _reads_as_question(words: str) -> bool:
    said = ends_sentence(words) and addresses(words)
    return asks(words) or said or prompts(words)


def _answered(blocks: Sequence[Block], asked: Sequence[Stretch]) -> float:
    """The share of questions whose plain words after them do not end on a question."""
    good = 0
    limits = [*(each.block for each in asked[1:]), len(blocks)]
    questions = 0
    for each, limit in zip(asked, limits, strict=True):
        if limit == each.block + 1 and each.whole and limit < len(blocks):
            continue  # A question of several paragraphs.
        questions += 1
        said = [block for block in blocks[each.block + 1 : limit] if _speaks(block)]
        if not each.whole or said:
            last = said[-1].text if said else blocks[each.block].text
            good += not ends_asking(last)
        else:
            good += limit == len(blocks)
    return good / questions


def _speaks(block: Block) -> bool:
    return block.kind in SPOKEN


def _answers_have_dashes(blocks: Sequence[Block], asked: Sequence[Stretch]) -> bool:
    """Whether dashes open answers too, so that they tell nobody apart."""
    after = [blocks[each.block + 1] for each in asked if each.block + 1 < len(blocks)]
    dashed = sum(dash_before(block.text) > 0 for block in after)
    return dashed * 4 > len(after)


def _share(blocks: Sequence[Block], first: int) -> float:
    """How much of the speech stands from the first question on."""
    spoken = [len(block.text) if _speaks(block) else 0 for block in blocks]
    return sum(spoken[first:]) / max(1, sum(spoken))


def _are_short(blocks: Sequence[Block], asked: Sequence[Stretch]) -> bool:
    first = asked[0].block
    taken = {each.block: len(each.words) for each in asked}
    answers = sum(
        len(blocks[place].text) - taken.get(place, 0)
        for place in range(first, len(blocks))
        if _speaks(blocks[place]) or place in taken
    )
    return median(taken.values()) <= LONGER * answers / len(asked)


def _openings(
    blocks: Sequence[Block], best: Questions, labels: answerers.Labels
) -> Iterator[Opening]:
    """Questions, and after each the plain words that answer it."""
    asked = {each.block: each for each in best.asked}
    headings = {each.block for each in best.headings if each.whole}
    waits = False
    for place in range(best.asked[0].block, len(blocks)):
        if each := asked.get(place):
            if not (waits and each.block - 1 in asked and each.whole):
                yield _question(blocks[place], each, best, labels)
            waits = each.whole
            if not each.whole:
                yield _answer(blocks, place, each.end, best, labels)
        elif place not in headings and _speaks(blocks[place]):
            if waits or place in labels.answering:
                yield _answer(blocks, place, 0, best, labels)
            waits = False


def _question(
    block: Block, each: Stretch, best: Questions, labels: answerers.Labels
) -> Opening:
    label = labels.asking if each is best.asked[0] else 0
    words = label or each.mark
    doubt = "" if asks(each.words) else f"set in {best.style}, and asks nothing"
    return Opening(
        block=each.block,
        start=0,
        words=words,
        label=block.text[:words],
        rule=_rule(best.style),
        kind=Kind.QUESTION,
        confidence=UNSURE if doubt else SURE,
        doubt=doubt,
    )


def _rule(style: str) -> str:
    """Which kind of format told, without the name that one site gives it."""
    kind = style.split(" of level", maxsplit=1)[0]
    return RULE.format("a class of their own" if kind.startswith("class ") else kind)


def _answer(
    blocks: Sequence[Block],
    place: int,
    start: int,
    best: Questions,
    labels: answerers.Labels,
) -> Opening:
    text = blocks[place].text
    label = labels.answering.get(place)
    words = label.end if label else start + dash_before(text[start:])
    return Opening(
        block=place,
        start=start,
        words=words,
        label=text[start:words].strip(),
        rule=_rule(best.style),
        who=label.name if label else "",
        kind=Kind.ANSWER,
        confidence=SURE,
    )


def _asides(
    blocks: Sequence[Block], best: Questions
) -> Iterator[tuple[int, BlockKind]]:
    """Whole paragraphs in the format of the questions that ask nothing."""
    first = best.asked[0].block
    for each in best.headings:
        block = blocks[each.block]
        is_short = len(block.text) < LONGEST_HEADING and not ends_sentence(block.text)
        if each.whole and each.block > first and _speaks(block) and is_short:
            yield each.block, BlockKind.HEADING
