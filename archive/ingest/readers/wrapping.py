"""Lines of one paragraph: where a line begins something new, and how lines join.

A layout breaks a paragraph anywhere; it never breaks one before a label or a dash
that opens speech, because that is a paragraph of its own.
"""

import re
import unicodedata

# A line that says by its first letters that something begins: a time, a dash, Q and
# A, a label of one to five words before a colon.
TIMED = re.compile(r"[\[(]\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?[\])]")
DASHED = re.compile(r"[-‐‑‒–—―−]\s*(?=[^\W\d_]|[«„“\"¿¡‘'])")
ASKED = re.compile(r"[^\W\d_]\d{0,3}[.:：)]\s+\S")
LABEL = re.compile(
    r"(?:[^\W\d_][\w.'’-]{0,30}[ \u3000]?(?:\([^()]{1,40}\)[ ]?)?){1,5}[:：](?![/\d])"
)
SHOUTED = re.compile(r"[^\W\d_][^:：]*[:：]")
ENDED = re.compile(r"[.?!…:;。？！：；؟।\])»”\"’'—–―-]$")
PARTICLES = {"al", "and", "bin", "da", "de", "del", "der", "di", "du", "et", "la"} | {
    "of", "the", "und", "van", "von", "y", "и", "жəне", "және", "en", "el", "le", "dr"
}  # fmt: skip


def begins_anew(line: str, before: str) -> bool:
    """Whether a line opens a paragraph though no blank line parts it from `before`.

    Where the line before stops in mid-sentence only a label in capitals does.
    """
    if not DASHED.match(line) and not TIMED.match(line) and not _is_label(line):
        return bool(ASKED.match(line) and ENDED.search(before))
    return bool(ENDED.search(before)) or _is_shouted(line)


def joint(before: str, after: str) -> str:
    """What stands for a line's end between two letters: nothing in Chinese, Japanese.

    Korean parts its words, and so does every other script.
    """
    return "" if _is_wide(before) and _is_wide(after) else " "


def _is_label(line: str) -> bool:
    match = LABEL.match(line)
    if not match:
        return False
    words = re.sub(r"\(.*?\)|[:：]", "", match[0]).split()
    return all(not word[0].islower() or word in PARTICLES for word in words)


def _is_shouted(line: str) -> bool:
    match = SHOUTED.match(line[:60])
    return bool(match and match[0].isupper() and len(match[0]) > 3)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF" and not "가" <= letter <= "힣"
