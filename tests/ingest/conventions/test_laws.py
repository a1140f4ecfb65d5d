"""No word is lost or doubled, whatever the marks and whichever convention reads."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.assembling import assembled, joined, linked
from archive.ingest.conventions import CONVENTIONS
from archive.ingest.surroundings import directions, ending, furniture
from tests.ingest.conventions.printed import printed

PIECES = st.sampled_from(
    [
        *("Who dug it?", "My father did, in a year.", "Why? – For sheep. – And now?"),
        *("– Who?", "– We.", "-Why?", "• So.", "1. When?", "2. In May.", "Q: Who?"),
        *("A: We.", "ANN: Yes.", "Ben Lee: No.", "**Who?**", "**Why?** So.", "_Why?_"),
        *("**Ann:** Yes.", "## Wells", "## Why?", "> Deep.", "(Laughter.)", "Break:"),
        *("• USD: 5.05", "Photo: Ann", "---", "END", "#wells", "Interview: Ann Lee"),
        *("“Deep.”", "Ann Lee", "[00:01] Ann: Yes.", "Сұрақ: Кім?", "你好吗？"),
    ]
)


@pytest.mark.parametrize("name", CONVENTIONS)
@given(st.lists(PIECES, min_size=1, max_size=24))
def test_words_are_spoken_once_or_set_apart_once(name, lines):
    blocks = [block for block in printed(*lines) if block]
    kept, left = furniture.without(blocks)
    told = directions.told(kept)

    seen = ending.cut(told, CONVENTIONS[name](told))
    whole = linked(joined(assembled(told, seen)))

    spans = [
        *(block.source for turn in whole.turns for block in turn.blocks),
        *(mark for turn in whole.turns for mark in turn.marks),
        *(aside.block.source for aside in whole.asides),
        *(block.source for block in (*whole.before, *whole.after)),
        *(each.source for each in left),
        *whole.idle,
    ]
    places = sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(places))
    held = sum(len(text.split()) for text in _texts(whole))
    assert held <= sum(len(block.text.split()) for block in told)
    for block in blocks:
        assert any(_covers(span, block.source) for span in places)


def _texts(whole):
    for turn in whole.turns:
        yield from (block.text for block in turn.blocks)
    yield from (aside.block.text for aside in whole.asides)


def _covers(span, source):
    return source.start <= span.start and span.end <= source.end
