"""Questions without a question mark, by the company they keep: prompts, headings.

## Who dug the well?
My father.
## Tell us about him
He was quiet.
## Who drinks from it?
"""

from collections.abc import Iterator, Sequence

from archive.ingest.blocks import SPOKEN, Block, BlockKind
from archive.ingest.conventions.asking import addresses, ends_sentence, prompts
from archive.ingest.conventions.stretches import Stretch

LONG_ENOUGH = 40


def with_prompts(
    blocks: Sequence[Block], found: Sequence[Stretch], asked: Sequence[Stretch]
) -> Iterator[Stretch]:
    """Questions, and prompts between them; around them only such as address somebody.

    Before and after the conversation a sentence in that format is a standfirst, an
    appeal to readers.
    """
    questions = set(asked)
    for each in found:
        between = asked and asked[0].block < each.block < asked[-1].block
        if each in questions or (
            _is_prompt(blocks, each)
            and (between or (_speaks_to(each.words) and "!" not in each.words))
        ):
            yield each


def between(
    blocks: Sequence[Block], found: Sequence[Stretch], asked: Sequence[Stretch]
) -> Iterator[Stretch]:
    """Headings among those that ask, if words stand under them: they ask as well."""
    questions = set(asked)
    for each in found:
        inside = asked[0].block < each.block < asked[-1].block
        asks = inside and not _is_quote(each.words) and _has_answer(blocks, each)
        if each in questions or asks:
            yield each


def _is_prompt(blocks: Sequence[Block], each: Stretch) -> bool:
    """A sentence that asks nothing, is no quote, and is answered."""
    if not _has_answer(blocks, each):
        return False
    if _is_quote(each.words):
        return False
    long = len(each.words) >= LONG_ENOUGH
    says = (long and addresses(each.words)) or prompts(each.words)
    return (ends_sentence(each.words) or says) and (each.whole or each.breaks)


def _speaks_to(words: str) -> bool:
    return addresses(words) or prompts(words)


def _is_quote(words: str) -> bool:
    return words[0] in "“„«\"'" and words[-1] in "”“»\"'"


def _has_answer(blocks: Sequence[Block], each: Stretch) -> bool:
    """Whether plain words come next; asides in between are looked past."""
    if not each.whole:
        return True
    for block in blocks[each.block + 1 : each.block + 4]:
        if block.kind in SPOKEN:
            return not block.is_bold() or each.is_italic
        if block.kind is BlockKind.HEADING:
            return False
    return False
