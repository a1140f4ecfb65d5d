"""What the words of a mark mean: a name, an office, a question, or nobody."""

import re
from enum import StrEnum
from functools import lru_cache

from archive.ingest.casting.names import bare, is_full, key_of, looks_like_a_name
from archive.ingest.casting.vocabulary import (
    ANSWER,
    ANYONE,
    BENCH,
    FLOOR,
    GUEST,
    HEADER,
    HOST,
    NOBODY,
    PAUSES,
    QUESTION,
)


class Sense(StrEnum):
    """What the word of a mark means."""

    QUESTION = "question"
    ANSWER = "answer"
    HOST = "host"
    FLOOR = "floor"
    GUEST = "guest"
    ANYONE = "anyone"
    BENCH = "bench"
    HEADER = "header"
    PAUSE = "pause"
    NOBODY = "nobody"
    NAME = "name"
    OTHER = "other"
    TIME = "time"


UNNAMED = {Sense.HOST, Sense.FLOOR, Sense.GUEST, Sense.BENCH, Sense.ANYONE}
QA = {Sense.QUESTION, Sense.ANSWER}


WORDS = (
    (Sense.QUESTION, QUESTION),
    (Sense.ANSWER, ANSWER),
    (Sense.PAUSE, PAUSES),
    (Sense.HOST, HOST),
    (Sense.FLOOR, FLOOR),
    (Sense.GUEST, GUEST),
    (Sense.ANYONE, ANYONE),
    (Sense.BENCH, BENCH),
    (Sense.HEADER, HEADER),
    (Sense.NOBODY, NOBODY),
)
BY_WORD = {word: sense for sense, words in reversed(WORDS) for word in words}
COUNTED = re.compile(
    r"^(?:\d{1,3}\s?[.)]?\s+)?(.*?)\s*[#№]?\s?\d{0,3}\s?\.?$", re.DOTALL
)


SEVERAL = re.compile(r"\s*[,/&+]\s*")
INITIALS = 3


@lru_cache(maxsize=32768)
def sense_of(label: str) -> tuple[Sense, str]:
    """What a label means, and the key of its voice."""
    key = key_of(label)
    if not key or several_in(label):
        several = label.casefold().strip(" :：")
        return (Sense.NAME, several) if key else (Sense.OTHER, "")
    if found := BY_WORD.get(key) or BY_WORD.get(label.casefold().strip(" :：.")):
        return found, key
    counted = COUNTED.match(key)
    word = counted[1] if counted else key
    found = BY_WORD.get(word)
    if found in QA:
        return found, word
    if found in UNNAMED:
        return found, key
    if looks_like_a_name(bare(label)) and _comma_follows_name(label):
        return Sense.NAME, key
    first = key.split()[0]
    office = BY_WORD.get(first)
    return (office, key) if office in UNNAMED else (Sense.OTHER, key)


def several_in(label: str) -> bool:
    """Whether it holds initials of several voices who speak at once: “A, B”."""
    parts = [part.strip(" .:") for part in SEVERAL.split(label)]
    return len(parts) > 1 and all(
        0 < len(part) <= INITIALS and part.isalpha() and part.isupper()
        for part in parts
    )


def _comma_follows_name(label: str) -> bool:
    """After a comma an office may follow a full name: “Well, look:” is no label."""
    name, comma, _ = label.partition(",")
    return not comma or name.isupper() or is_full(name)
