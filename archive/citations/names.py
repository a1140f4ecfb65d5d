"""People's names: told apart into family and given name, and set as styles want them.

Latin and Cyrillic alike. A patronymic stays with the given name.
"""

import re

from archive.citations.citable import Name

# Only the endings that are no family names by themselves: “Абрамович” is one.
PATRONYMIC = re.compile(
    r"(?:овна|евна|ична|инична|ұлы|улы|қызы|кызы|uly|qyzy|kyzy|ovna|evna|ichna)$",
    re.IGNORECASE,
)
FATHER = re.compile(r"(?:ович|евич|ич|ovich|evich|yevich|ich)$", re.IGNORECASE)
PARTICLES = re.compile(
    "al|ad|as|ash|at|abu|bin|bint|ibn|ben|da|das|de|del|della|den|der|di|do|dos|du|el|"
    "la|le|les|ten|ter|van|von|zu|zum|zur|y"
)
WIDE = re.compile(
    r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
LETTER = re.compile(r"[^\W\d_]")


def name_of(name: str, sort_name: str = "") -> Name:
    """Return a name in its parts; `sort_name` is how an editor has it in lists.

    “Surname, given name” states the parts, words without a comma that the name must
    stay whole. The last word set first, as ingest does it, states nothing.
    """
    words = name.split()
    if sort_name and sort_name not in {name, _last_first(words)}:
        family, _, given = (part.strip() for part in sort_name.partition(","))
        return Name(name, family, given) if family and given else Name(name)
    if len(words) < 2 or WIDE.search(name) or _has_no_family(words):
        return Name(name)
    at = _begin_of_family(words)
    if at == 0:
        return Name(name, words[0], " ".join(words[1:]))
    return Name(name, " ".join(words[at:]), " ".join(words[:at]))


def inverted(name: Name) -> str:
    """Return `Saparova, Aigul`; a name without a family name as it is."""
    return f"{name.family}, {name.given}" if name.family else name.whole


def straight(name: Name) -> str:
    """Return `Aigul Saparova`."""
    return f"{name.given} {name.family}" if name.family else name.whole


def initials(name: Name) -> str:
    """Return `A. M.`, and `K.-J.` for `Kassym-Jomart`; empty without a given name."""
    return " ".join(_initial(word) for word in name.given.split())


def listed(names: tuple[str, ...], conjunction: str) -> str:
    """Return `A`, `A and B`, `A, B, and C`."""
    if len(names) < 3:
        return f" {conjunction} ".join(names)
    return f"{', '.join(names[:-1])}, {conjunction} {names[-1]}"


def _last_first(words: list[str]) -> str:
    return f"{words[-1]}, {' '.join(words[:-1])}" if words else ""


def _has_no_family(words: list[str]) -> bool:
    """Whether the name is a given name and a father's: “Айгуль Маратовна”."""
    return len(words) == 2 and bool(
        re.search("(?:овна|евна|ична)$", words[1], re.IGNORECASE)
    )


def _begin_of_family(words: list[str]) -> int:
    """Where the family name begins; 0 where it stands first, before a father's name."""
    if len(words) > 2 and _is_of_father(words[-1]) and not _is_of_father(words[-2]):
        return 0
    at = len(words) - 1
    while at > 1 and PARTICLES.fullmatch(words[at - 1]):
        at -= 1
    return at


def _is_of_father(word: str) -> bool:
    return bool(PATRONYMIC.search(word) or FATHER.search(word))


def _initial(word: str) -> str:
    parts = [LETTER.search(part) for part in word.split("-")]
    return "-".join(f"{found[0].upper()}." for found in parts if found)
