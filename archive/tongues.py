"""The languages of the interface, by address: /kk/ and /ru/, English without prefix.

What is the same in every language, such as a citation, names one address: the plain.
"""

from collections.abc import Iterator

from django.conf import settings

PLAIN = settings.LANGUAGE_CODE


def tongue_of(path: str) -> str:
    """Return the language in which whatever has this path is told."""
    first = path.removeprefix("/").partition("/")[0]
    return first if first in codes() and first != PLAIN else PLAIN


def plain(path: str) -> str:
    """Return the path without the prefix of a language."""
    tongue = tongue_of(path)
    return path if tongue == PLAIN else path[len(tongue) + 1 :] or "/"


def paths_of(path: str) -> Iterator[tuple[str, str]]:
    """Yield each language with the path that tells the same in it, English first."""
    common = plain(path)
    for code in codes():
        yield code, common if code == PLAIN else f"/{code}{common}"


def codes() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]
