"""What stands in the margin for a speaker: initials, told apart in one conversation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from archive.models.speakers import Speaker

Key = TypeVar("Key", int, str)

# Of two Smiths called Henry and Hector more letters than that would tell nothing.
LONGEST = 5


def tell_apart(speakers: Iterable[Speaker]) -> None:
    """Give the speakers of one conversation initials that nobody else in it has."""
    known = list(speakers)
    sigla = sigla_of({speaker.pk: speaker.name for speaker in known})
    for speaker in known:
        speaker.initials = sigla[speaker.pk]


def sigla_of(names: Mapping[Key, str]) -> dict[Key, str]:
    """Return what stands for each name: H.S., and where two would be, H.Sm. and H.Sc.

    Names that are alike are numbered in the order in which they come.
    """
    alike: defaultdict[str, list[Key]] = defaultdict(list)
    for key, name in names.items():
        alike[Speaker(name=name).initials].append(key)
    told: dict[Key, str] = {}
    for initials, keys in alike.items():
        longer = _longer([names[key] for key in keys]) if len(keys) > 1 else [initials]
        told |= zip(keys, longer, strict=True)
    return told


def _longer(names: list[str]) -> list[str]:
    """Sigla with as many letters of the last name as tell them apart."""
    for length in range(2, LONGEST + 1):
        sigla = [_siglum(name, length) for name in names]
        if len(set(sigla)) == len(sigla):
            return sigla
    return [f"{_siglum(name, 1)}{at}" for at, name in enumerate(names, 1)]


def _siglum(name: str, length: int) -> str:
    *given, family = name.split() or [""]
    first = f"{given[0][0].upper()}." if given else ""
    return f"{first}{family[:1].upper()}{family[1:length]}."
