"""How long an interview takes to read."""

import math
import re
from collections.abc import Iterable

from archive.models import Turn

# Silent reading of non-fiction, in words and in signs a minute: Brysbaert, "How many
# words do we read per minute?" (2019); signs of Chinese and Japanese have no blanks.
WORDS, SIGNS = 238, 260
SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def minutes_of(turns: Iterable[Turn]) -> int:
    """Whole minutes, at least one."""
    words = signs = 0
    for turn in turns:
        text, found = (
            SIGN.subn(" ", turn.text) if SIGN.search(turn.text) else (turn.text, 0)
        )
        signs += found
        words += len(text.split())
    return max(1, math.ceil(words / WORDS + signs / SIGNS))
