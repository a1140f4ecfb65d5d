"""Names across scripts: Токаев, Тоқаев, Tokayev and Toqaev sound alike. Pure.

Russian, Kazakh and Ukrainian Cyrillic, and Latin as newspapers write it. `sound` is
coarse on purpose: it tells whether two spellings may be of one name, never how to
write it.
"""

from __future__ import annotations

import re
from functools import lru_cache

KNOWN = 50_000

_LATIN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziiklmnoprstufhie", strict=True)),
        **dict(zip("әғқңөұүһіґєїў", "agknouuhigeiu", strict=True)),
        "ж": "zh",
        "ч": "ch",
        "ш": "sh",
        "щ": "sh",
        "ю": "iu",
        "я": "ia",
        "ц": "ts",
        "ь": "",
        "ъ": "",
    }
)
_RULES = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("['’ʼ`-]", ""),
        ("shch|sch", "sh"),
        ("tch|cz|tsch", "ch"),
        ("dzh|dj|zh", "j"),
        ("kh", "h"),
        ("x", "ks"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("ck|q|c(?=[aoukrl])|c$", "k"),
        ("tz|ts", "c"),
        ("w", "u"),
        ("y", "i"),
        # Tokayev and Tokaev, Yelena and Elena, Fyodor and Fedor, Yury and Yuri
        ("io", "e"),
        ("ie", "e"),
        ("ii+", "i"),
        ("(.)\\1+", "\\1"),
    )
]
_CYRILLIC = re.compile("[\u0400-\u052f]")


def is_cyrillic(word: str) -> bool:
    return _CYRILLIC.search(word) is not None


def latin(word: str) -> str:
    """A folded word in plain Latin letters."""
    return word.translate(_LATIN)


@lru_cache(KNOWN)
def sound(word: str) -> str:
    """How a folded word sounds, whatever script it is written in."""
    found = latin(word)
    for pattern, said in _RULES:
        found = pattern.sub(said, found)
    return found
