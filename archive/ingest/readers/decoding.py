"""Bytes → text in the encoding they are in: as they say, else as they look.

What is inferred is claimed with its evidence; where another encoding reads as well
a doubt is claimed beside it.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import CharsetMatches, from_bytes

from archive.errors import UnreadableSource
from archive.transcript import Basis, Claim

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKED = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What published texts are in; of those that read alike the first is taken. Python's
# names, with what the web calls them.
KNOWN = {
    "cp1252": "windows-1252", "cp1251": "windows-1251", "koi8_r": "koi8-r",
    "cp1250": "windows-1250", "cp1254": "windows-1254", "cp1253": "windows-1253",
    "cp1255": "windows-1255", "cp1256": "windows-1256", "iso8859_2": "iso-8859-2",
    "iso8859_5": "iso-8859-5", "cp866": "cp866", "gb18030": "gb18030", "big5": "big5",
    "cp932": "cp932", "euc_jp": "euc-jp", "cp949": "cp949",
}  # fmt: skip
PREFERRED = list(KNOWN)
MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
HIGH = re.compile(rb"[\x80-\xff]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
SAMPLE = 200_000
NEAR = 0.1
FEWEST_NULS = 2


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    claims: tuple[Claim, ...] = ()


def decoded(content: bytes, name: str) -> Decoded:
    """Return the text of these bytes; UnreadableSource when they are none."""
    found = (
        _as_marked(content, name)
        or _as_utf_16(content)
        or _as_utf_8(content)
        or _as_it_looks(content)
    )
    if found is None:
        raise _not_utf_8(content, name)
    control = CONTROL.search(found.text)
    if control and control[0] == "\0":
        line = found.text.count("\n", 0, control.start()) + 1
        complaint = "a NUL character: this is not text. Give the text itself."
        raise UnreadableSource(name, complaint, line)
    if control and found.claims:
        raise _not_utf_8(content, name)
    return found


def _as_marked(content: bytes, name: str) -> Decoded | None:
    for mark, encoding in MARKED.items():
        if content.startswith(mark):
            try:
                return Decoded(content.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                complaint = (
                    f"it says it is {encoding.upper()} and is not. Save it anew."
                )
                raise UnreadableSource(name, complaint) from error
    return None


def _as_utf_16(content: bytes) -> Decoded | None:
    """Without a mark its spaces tell: every second byte of them is NUL."""
    sample = content[:SAMPLE]
    big, little = sample[::2].count(0), sample[1::2].count(0)
    is_rare = big + little < FEWEST_NULS or (big + little) * 200 <= len(sample)
    if is_rare or min(big, little) * 20 > max(big, little):
        return None
    encoding = "utf-16-le" if little > big else "utf-16-be"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    evidence = f"its bytes do not say; {big + little} of {len(sample)} are NUL"
    claim = Claim("encoding", encoding, Basis.INFERRED, evidence)
    return None if CONTROL.search(text) else Decoded(text, encoding, (claim,))


def _as_utf_8(content: bytes) -> Decoded | None:
    try:
        return Decoded(content.decode(), "utf-8")
    except UnicodeDecodeError:
        return None


def _as_it_looks(content: bytes) -> Decoded | None:
    """None where most of it is UTF-8 after all, or no encoding makes words of it."""
    sample = _sample(content)
    whole = sum(len(found) for found in MULTIBYTE.findall(sample))
    if b"\0" in content or whole > 0.6 * len(HIGH.findall(sample)):
        return None
    matches = from_bytes(sample, cp_isolation=PREFERRED, threshold=0.3)
    for python_name in _ranked(matches):
        try:
            text = content.decode(python_name)
        except UnicodeDecodeError:
            continue
        claims = _claims(python_name, matches)
        return Decoded(text, KNOWN[python_name], claims)
    return None


def _sample(content: bytes) -> bytes:
    """Lines from the first letter that is not ASCII on."""
    first = HIGH.search(content)
    start = content.rfind(b"\n", 0, first.start()) + 1 if first else 0
    start = max(start, first.start() - 1000) if first else start
    end = content.rfind(b"\n", start, start + SAMPLE)
    is_short = len(content) - start <= SAMPLE or end < 0
    return content[start:] if is_short else content[start:end]


def _ranked(matches: CharsetMatches) -> list[str]:
    """Encodings, the likeliest first; of near ones the one that is used more."""
    best = matches.best()
    if best is None:
        return []
    near = [one for one in matches if one.coherence > best.coherence - NEAR / 2]
    near = [one for one in near if one.chaos <= best.chaos + 0.01]
    alike = {name for one in near for name in one.could_be_from_charset}
    others = [one.encoding for one in matches if one.encoding not in alike]
    return [*sorted(alike & KNOWN.keys(), key=PREFERRED.index), *others]


def _claims(taken: str, matches: CharsetMatches) -> tuple[Claim, ...]:
    mine = next(one for one in matches if taken in one.could_be_from_charset)
    evidence = (
        f"its bytes do not say; as {KNOWN[taken]} they read "
        f"{mine.coherence:.0%} like a known language and {mine.chaos:.0%} disordered"
    )
    rivals = [
        KNOWN[one.encoding]
        for one in matches
        if str(one) != str(mine)
        and one.chaos <= mine.chaos + NEAR
        and one.coherence > mine.coherence - NEAR
    ]
    claim = Claim("encoding", KNOWN[taken], Basis.INFERRED, evidence)
    if not rivals:
        return (claim,)
    doubt = (
        f"it does not say its encoding: read as {KNOWN[taken]}, and "
        f"{', '.join(rivals)} would do. Look at its letters, or save it as UTF-8."
    )
    return (claim, Claim("doubt", doubt, Basis.INFERRED, evidence))


def _not_utf_8(content: bytes, name: str) -> UnreadableSource:
    """The error that names the first byte that is no UTF-8."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return UnreadableSource(
            name,
            f"byte {content[error.start]:#04x} is not UTF-8 text, and nothing tells "
            "what else it is. Save the file as UTF-8 and try again.",
            line,
        )
    raise AssertionError(name)  # pragma: no cover - asked only of what is no UTF-8
