"""Letters under more marks than any script sets on one: to order them takes forever."""

import re
import unicodedata

# Unicode's own streams allow thirty; the time goes with the square of their number.
MOST_MARKS = 100
ROW = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS},}}")


def is_overloaded(words: str) -> bool:
    """Whether a letter bears more than a hundred combining marks."""
    if len(words) <= MOST_MARKS or words.isascii() or not ROW.search(words):
        return False
    return any(
        sum(map(bool, map(unicodedata.combining, row[0]))) > MOST_MARKS
        for row in ROW.finditer(words)
    )
