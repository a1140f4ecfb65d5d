"""Which signs make a word, and how they fold: case, accents, look-alikes, numbers.

Pure tables and small functions for `analysis`; each rule has its golden case in
`tests/search/test_analysis.py`.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

Cell = tuple[str, int, int]
"""One sign of a run, with the span of the run it stands in."""


def _ranges(points: Iterable[int]) -> str:
    """Code points in ascending order as the body of a regular expression's class."""
    rows = groupby(enumerate(points), key=lambda pair: pair[1] - pair[0])
    spans = [[point for _, point in row] for _, row in rows]
    return "".join(f"{chr(span[0])}-{chr(span[-1])}" for span in spans)


# Signs written without spaces, found in pairs: Han, kana (not the middle dot, which
# parts words), bopomofo, Hangul, Kangxi radicals, half-width forms. Python's \w holds
# them all, so every look-around below leaves them out by name: 用c++寫 holds c++.
_RUN = (
    "\u1100-\u11ff\u2f00-\u2fdf\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3130-\u318f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\ud7b0-\ud7fb\uf900-\ufaff"
    "\uff66-\uff9f\uffa0-\uffdc\U00020000-\U0003ffff"
)
# One sign that stands for several: ½ ㈱ ㎏. Folded, then read again.
_FOLDED = "\u00bc-\u00be\u2150-\u215f\u2189\u3200-\u33ff"
# What stands inside words and \w lacks: accents, vowel signs, points, joiners.
_MARK = _ranges(
    point
    for point in range(sys.maxunicode + 1)
    if unicodedata.category(chr(point)) in {"Mn", "Mc"}
    or point in {0xAD, 0x200C, 0x200D, 0x2060}
)
_APOSTROPHE = "'’ʼ‘ʻ＇`´"
_WORD = rf"[^\W_{_RUN}{_FOLDED}]"
_NEAR = rf"[^\W_{_RUN}{_FOLDED}]|[{_MARK}]"
_LETTER = rf"[^\W\d_{_RUN}{_FOLDED}]"
_AFTER_WORD = rf"(?<!{_WORD})(?<![{_MARK}])"
_BEFORE_END = rf"(?!{_NEAR})"

TOKEN = re.compile(
    # Most words of most texts: no rule below would read them otherwise.
    r"[A-Za-z]{2,}(?=[ ,;:?!)]|\.?(?:\s|\Z))"
    # 人民 — marks and variants of signs stay with them
    rf"|[{_RUN}][{_RUN}{_MARK}]*"
    # U.S. U.S.A e.g.
    rf"|{_AFTER_WORD}(?:{_LETTER}\.)+{_LETTER}(?:\.{_BEFORE_END}|{_BEFORE_END})"
    # 1,000 16.8 16,8 3.11.7, but 1,2,3 is three numbers
    r"|(?<!\d[.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)+|\d+,\d{1,2})"
    rf"(?![.,]?\d){_BEFORE_END}"
    # c++ C#, but of C5+ only C5
    rf"|{_AFTER_WORD}{_LETTER}(?:\+\+|\#)(?![+#]){_BEFORE_END}"
    # the l of l'État, the qu of qu'il; not of l's
    rf"|{_AFTER_WORD}(?i:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)"
    rf"(?=[{_APOSTROPHE}]{_WORD})(?![{_APOSTROPHE}][sS]{_BEFORE_END})"
    rf"|[{_FOLDED}]"
    # don't, o‘zbek, हिन्दी
    rf"|{_WORD}+(?:[{_MARK}]+[{_APOSTROPHE}]?{_WORD}+|[{_APOSTROPHE}]{_WORD}+)*[{_MARK}]*"
)

_IN_RUN = re.compile(f"[{_RUN}]")
# One code point each, the same under NFKC: nothing to fold but the variants.
_PLAIN_RUN = re.compile(
    "[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3]+"
)
_CELL = re.compile(rf".[{_MARK}ﾞﾟ\u1160-\u11ff]*", re.DOTALL)
_UNSEEN = re.compile(
    "[\u00ad\u0640\u200c\u200d\u2060\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_APOSTROPHES = re.compile(f"[{_APOSTROPHE}]")
_STRESS = re.compile("(?<=[\u0400-\u052f])[\u0300\u0301]")
# Accents fall, but й, ў and ї are letters of their own, and Indic signs carry vowels.
_FALLING = re.compile(
    "[\u0300-\u0305\u0307\u0309-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    "|(?<![иу])\u0306|(?<!і)\u0308"
)
_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ё": "е"}
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)+")
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN_TWINS = "AaBCcEeHhIiJjKMOoPpSsTXxYy"
_CYRILLIC_TWINS = "АаВСсЕеНһІіЈјКМОоРрЅѕТХхУу"
_TO_CYRILLIC = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
_TO_LATIN = str.maketrans(_CYRILLIC_TWINS, _LATIN_TWINS)
# Written both ways in one language; in grams only, the text stays as it is.
_VARIANTS = str.maketrans("臺裏羣峯爲衆着説綫啓牀喫", "台裡群峰為眾著說線啟床吃")


def is_run(surface: str) -> bool:
    """Written without spaces, to be cut into pairs: Han, kana, Hangul."""
    return _IN_RUN.match(surface) is not None


def is_word(surface: str) -> bool:
    """One word as it stands: no run, and no sign that folds into several words."""
    return not is_run(surface) and TOKEN.fullmatch(surface) is not None


def cells(run: str) -> list[Cell]:
    """The folded signs of a run; half-width ｶﾞ is one sign ガ that spans both."""
    if signs := plain_run(run):
        return [(sign, at, at + 1) for at, sign in enumerate(signs)]
    return list(_folded_cells(run))


def plain_run(surface: str) -> str:
    """The signs of a run in which each stands by itself; empty for anything else."""
    return surface.translate(_VARIANTS) if _PLAIN_RUN.fullmatch(surface) else ""


def _folded_cells(run: str) -> Iterator[Cell]:
    for match in _CELL.finditer(run):
        for sign in unicodedata.normalize("NFKC", match.group()).translate(_VARIANTS):
            if is_run(sign):
                yield sign, match.start(), match.end()


def lower(word: str) -> str:
    """One word in lower case: one script, no apostrophes, numbers in one form."""
    if word.isascii() and word.isalpha():
        return word.lower()
    if _NUMBER.fullmatch(word):
        return _number(word)
    seen = _STRESS.sub("", _UNSEEN.sub("", _APOSTROPHES.sub("'", word)))
    folded = _digits(_one_script(seen)).casefold().replace(".", "")
    return folded.removesuffix("'s").replace("'", "")


def strip_marks(word: str) -> str:
    """The word without its accents; letters that only look accented keep their form."""
    if word.isascii():
        return word
    bare = _FALLING.sub("", unicodedata.normalize("NFD", word)).translate(_PLAIN)
    return unicodedata.normalize("NFC", bare)


def _number(word: str) -> str:
    plain = _digits(word)
    if _THOUSANDS.fullmatch(plain):
        return plain.replace(",", "")
    return plain.replace(",", ".")


def _digits(word: str) -> str:
    if word.isascii():
        return word
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in word)


def _one_script(word: str) -> str:
    """Undo Latin letters typed into a Cyrillic word, or the reverse, if all twin."""
    latin, cyrillic = _LATIN.findall(word), _CYRILLIC.findall(word)
    if not latin or not cyrillic:
        return word
    ways = [(_TO_CYRILLIC, _LATIN), (_TO_LATIN, _CYRILLIC)]
    if len(latin) > len(cyrillic):
        ways.reverse()
    twins = ((word.translate(table), strangers) for table, strangers in ways)
    return next((twin for twin, strangers in twins if not strangers.search(twin)), word)
