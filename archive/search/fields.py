"""Fields that a query may name, in the languages of the pages; their values. Pure."""

from __future__ import annotations

from archive.search.dates import days, years

EXACT = "exact"

NAMES = {
    "speaker": "speaker who спикер кто сөйлеуші кім",
    "topic": "topic тема тақырып",
    "interview": "interview интервью сұхбат",
    "outlet": "outlet издание басылым",
    "lang": "lang language язык тіл",
    "year": "year год жыл",
    "before": "before до дейін",
    "after": "after после кейін",
    "in": "in в ішінде",
    EXACT: "exact точно дәл",
}

PARTS = {
    "question": "question questions вопрос вопросы сұрақ сұрақтар",
    "answer": "answer answers ответ ответы жауап жауаптар",
    "statement": "statement statements высказывание мәлімдеме",
    "note": "note notes примечание заметка ескерту",
}

_CANONICAL = {each: name for name, words in NAMES.items() for each in words.split()}
_PARTS = {each: part for part, words in PARTS.items() for each in words.split()}

SPELLINGS = sorted(_CANONICAL, key=len, reverse=True)


def canonical(name: str) -> str:
    """A field's English name; empty for what names no field."""
    return _CANONICAL.get(name.lower(), "")


def part(value: str) -> str:
    """What `in:` says a turn must be; empty for other words."""
    return _PARTS.get(value.lower(), "")


def is_understood(name: str, value: str) -> bool:
    """Whether a field can have such a value; not whether the archive has it."""
    if name == "year":
        return years(value) is not None
    if name in {"before", "after"}:
        return days(value) is not None
    return name != "in" or bool(part(value))
