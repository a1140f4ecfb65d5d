"""Language codes as numbers, for the columns of an index. Pure.

A code's letters are figures of base 27: every engine gives one language one number.
"""

BASE = 27
MOST = 6
"""Letters that fit a column of 32 bits; registered languages have two or three."""


def number(code: str) -> int:
    """The number of a language, whatever its region or script; 0 for none."""
    total = 0
    for letter in code.partition("-")[0].lower()[:MOST]:
        total = total * BASE + max(0, min(26, ord(letter) - ord("a") + 1))
    return total


def code(number: int) -> str:
    letters = ""
    while number:
        number, letter = divmod(number, BASE)
        letters = chr(ord("a") + letter - 1) + letters
    return letters
