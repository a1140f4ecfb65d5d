"""What printed names say: titles, initials, short forms of a full name. Pure text."""

import re
from functools import lru_cache
from itertools import takewhile

from archive.ingest.casting.vocabulary import (
    ARTICLES,
    CALLINGS,
    CJK_TITLES,
    JOINERS,
    PARTICLES,
    TITLES,
)

ASIDE = re.compile(r"\s*[(\[（［【][^)\]）］】]*[)\]）］】]?\s*")
PAUSE = re.compile(r"[,，、:：]\s*")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
NUMBERED = re.compile(r"\d{1,3}")
CAPITALISED = re.compile(r"[^\W\d_]")
HOLDER = re.compile(
    r"[(\[（]\s*(?P<name>(?P<title>[^\W\d_]{2,12})\.?\s+[^\W\d_][^)\]）:,]{1,40}?)\s*[)\]）]"
)
# After an office these say of what; no name begins with them.
OFFICE_OF = {"of", "for", "and", "und", "für", "&"}
EDGES = ' \t\n\xa0\u3000*_:：.,;–—-−|>»«"“”'
WIDE_LETTER = r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
WIDE = re.compile(WIDE_LETTER)
LONGEST_NAME = 6
# German prints what somebody is with a capital, right before the name.
GERMAN_OFFICE = re.compile(
    r"(?:[^\W\d_]{4}(?:er|ist|ent|or|gin|log)in|wissenschaftler|sprecher|leiter|"
    r"vorsitzender?|direktor|journalist|autor|regisseur|minister|präsident|forscher|"
    r"experte|expertin|schauspieler|politiker|historiker|ologe|ologin|chef|chefin)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=32768)
def bare(label: str) -> str:
    """The label without parentheses, offices after a comma, colon and margins.

    Where parentheses hold a title and a name, as after a chair's office, it is that.
    """
    holder = HOLDER.search(label)
    if holder and holder["title"].casefold() in TITLES:
        label = holder["name"]
    words = ASIDE.sub(" ", label).strip(EDGES)
    words = PAUSE.split(words, maxsplit=1)[0]
    parts = words.split()
    spaced = len(parts) > 1 and all(WIDE.fullmatch(part) for part in parts)
    words = ("" if spaced else " ").join(parts)
    ends_on_letter = words[-1:].isalpha() and words[-2:-1] in {"", " ", "."}
    if ends_on_letter and re.search(rf"\b{words[-1]}\.", label):
        return f"{words}."
    return words


@lru_cache(maxsize=32768)
def untitled(name: str) -> str:
    """The name without the offices printed before it; empty when it is one."""
    words = _after_article(name.split())
    while words and _is_office(words[0], len(words)):
        if len(words) > 2 and all(map(_is_initial, words[:2])):
            break
        words = words[1:]
        if words and (words[0].casefold() in OFFICE_OF or _is_initial(words[0])):
            break
    return "" if words and words[0].casefold() in OFFICE_OF else " ".join(words)


def _after_article(words: list[str]) -> list[str]:
    """The words without an article that an office follows: “die Autorin Eva Roth”.

    An office printed small is passed over as well: “la puisatière Hélène Dubois”.
    """
    if len(words) < 2 or words[0].casefold() not in ARTICLES:
        return words
    if _is_office(words[1], len(words) - 1):
        return words[1:]
    small = sum(1 for _ in takewhile(str.islower, words[1:]))
    if small and len(words) > small + 2 and words[1] not in PARTICLES:
        return words[small + 1 :]
    return words


def _is_initial(word: str) -> bool:
    return len(word.strip(".")) == 1


def _is_office(word: str, among: int) -> bool:
    letters = word.strip(".,")
    if len(letters) == 1 and among == 2 and "." in word:
        return False
    if letters.casefold() in TITLES:
        return letters.casefold() not in ARTICLES
    if among < 3:
        return False
    return letters.casefold() in CALLINGS or bool(GERMAN_OFFICE.search(letters))


def person_in(label: str) -> str:
    """The name in a label, without offices; the label where nothing is left."""
    name = bare(label)
    return untitled(name) or name


def key_of(label: str) -> str:
    """What is equal for a label however its letters, dots and parentheses are set."""
    return bare(label).casefold().replace(".", "").replace("’", "'")


@lru_cache(maxsize=32768)
def looks_like_a_name(words: str) -> bool:
    """Up to six words, each with a capital but for “van” and such, or unicameral."""
    parts = words.split()
    if WIDE.search(words):
        return len(words) <= 14 or (len(parts) > 1 and len(words) <= 30)
    if not parts or len(parts) > LONGEST_NAME:
        return False
    if not CAPITALISED.match(parts[0]) or parts[0].islower():
        return False
    return all(_is_name_word(part) for part in parts)


def _is_name_word(part: str) -> bool:
    letters = WORD.search(part)
    if letters is None:
        return NUMBERED.fullmatch(part) is not None
    word = part.casefold().strip(".")
    return word in PARTICLES or word in JOINERS or not letters[0][0].islower()


def is_full(name: str) -> bool:
    """Whether it gives more than a surname, a first name or initials."""
    if WIDE.search(name) and " " not in name:
        return len(name) >= 2
    whole = [word for word in tokens(name) if len(word) > 1 and word not in PARTICLES]
    return len(whole) > 1


@lru_cache(maxsize=32768)
def tokens(name: str) -> tuple[str, ...]:
    return tuple(WORD.findall(name.casefold()))


def fits(short: str, full: str) -> bool:
    """Whether `short` can stand for `full`: surname, first name, initials, both."""
    few, many = tokens(short), tokens(full)
    if not few or not many:
        return False
    if WIDE.search(full) and " " not in full:
        plain = CJK_TITLES.sub("", short)
        return full.startswith(plain) and full != short
    if few == many or sorted(few) == sorted(many):
        return True
    if len(few) == 1:
        return _fits_alone(short.strip("."), few[0], many)
    return _fits_in_order(few, many) or _fits_in_order((*few[1:], few[0]), many)


def _fits_alone(printed: str, word: str, many: tuple[str, ...]) -> bool:
    parts = {part for each in many for part in each.split("-")}
    if len(word) > 1 and word in parts:
        return word not in PARTICLES
    capitals = sum(letter.isupper() for letter in printed)
    is_initials = printed.isupper() or capitals > 1
    return is_initials and len(word) <= 5 and word in _initials(many)


def _initials(many: tuple[str, ...]) -> set[str]:
    letters = [word[0] for word in many if word not in PARTICLES]
    parts = [part[0] for word in many for part in word.split("-") if part]
    all_of = "".join(word[0] for word in many)
    return (
        {"".join(letters), all_of, "".join(parts), letters[0] + letters[-1]}
        | ({letters[0]} if len(letters) > 1 else set())
        if letters
        else {all_of}
    )


def _fits_in_order(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Each word or its initial, in order; at least one of them whole."""
    if all(len(word) == 1 for word in few):
        return "".join(few) in _initials(many)
    rest = [part for word in many for part in (word, *_parts(word))]
    at = 0
    for word in few:
        while at < len(rest) and not _stands_for(word, rest[at]):
            at += 1
        if at == len(rest):
            return False
        at += 1
    return True


def _parts(word: str) -> tuple[str, ...]:
    return tuple(word.split("-")[1:]) if "-" in word else ()


def _stands_for(word: str, full: str) -> bool:
    return word == full or (len(word) == 1 and full.startswith(word))


def inflects(name: str, other: str) -> bool:
    """Whether two full names differ by their endings alone: Юрий Дудь, Юрием Дудем."""
    one, two = _plain(name), _plain(other)
    if len(one) != len(two) or len(one) < 2 or one == two:
        return False
    return all(map(_ends_otherwise, one, two))


def _plain(name: str) -> tuple[str, ...]:
    return tuple(word.replace("ё", "е") for word in tokens(name))


def _ends_otherwise(one: str, other: str) -> bool:
    """Whether they are equal but for a short ending of each."""
    alike = (first == second for first, second in zip(one, other, strict=False))
    stem = sum(takewhile(bool, alike))
    endings = len(one) - stem, len(other) - stem
    return one == other or (stem > 1 and max(endings) <= 3 and min(endings) <= 2)
