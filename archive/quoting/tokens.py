"""Which signs of a text make words, and which are not seen. Pure."""

from __future__ import annotations

import re
import unicodedata

MARKS = "".join(
    chr(code)
    for code in range(0x300, 0x10000)
    if unicodedata.category(chr(code)) in {"Mn", "Mc"}
)
# A sign of a script without spaces is a word.
SIGNS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003134f"
)
SIGN = re.compile(f"[{SIGNS}]")
APOSTROPHES = "'’‘ʼʻ`´＇"
# Soft hyphen, joiners, marks of direction: nothing that is read.
HIDDEN = (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
HIDDEN += (*range(0xFE00, 0xFE10), 0xFEFF)
UNSEEN = "".join(map(chr, HIDDEN))
AMOUNTS = "%‰°$€£¥₸₽₴№&"
LETTER = rf"[^\W_{SIGNS}{MARKS}]"
WORD = re.compile(
    rf"[{SIGNS}][{MARKS}]*|{LETTER}[{MARKS}{UNSEEN}]*"
    rf"(?:[{APOSTROPHES}]?{LETTER}[{MARKS}{UNSEEN}]*)*|[{AMOUNTS}]"
)
# What may tie words together, or make other ones of them.
PECULIAR = re.compile(r"[\d+#=×@/\u2044\-\u2010-\u2013\u2212]|\w_\w")
