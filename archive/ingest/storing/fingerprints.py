"""A number for the words of a passage, to find it where it was printed again. Pure.

Upper case, punctuation and blanks make no difference. Short passages have none:
“Thank you very much” is in every interview.
"""

import re
from hashlib import blake2b

WORDS = 12
LETTERS = 24
# Twelve words of a letter each, and what parts them. Shorter ones need no look.
LEAST = 23
WORD = re.compile(r"[^\W_]+")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def fingerprint(text: str) -> int | None:
    """Return 64 bits of a digest of the words, None when they are too few."""
    folded = text.casefold()
    if len(folded) < LEAST:
        return None
    found = WORD.findall(folded)
    words = " ".join(found)
    is_long = len(found) >= WORDS
    if not is_long and (len(words) < LETTERS or not UNSPACED.search(words)):
        return None
    digest = blake2b(words.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
