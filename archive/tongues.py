"""The languages of the interface, by address: /kk/ and /ru/, English without prefix.

What is the same in every language, such as a citation, names one address: the plain.
"""

from collections.abc import Iterator

from django.conf import settings

PLAIN = settings.LANGUAGE_CODE

# Those whose usual script runs so (CLDR, characterOrder).
RIGHT_TO_LEFT = {
    *("ar", "arc", "ary", "arz", "bal", "bgn", "ckb", "dv", "fa", "glk", "he", "iw"),
    *("ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "sd", "sdh", "syr", "ug", "ur"),
    *("yi",),
}
RIGHT_TO_LEFT_SCRIPTS = {
    *("adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"),
}


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


def direction_of(language: str) -> str:
    """Return "rtl" or "ltr" for a BCP 47 code, by its script where it names one."""
    primary, *subtags = language.lower().split("-")
    script = next((tag for tag in subtags if len(tag) == 4 and tag.isalpha()), "")
    from_right = script in RIGHT_TO_LEFT_SCRIPTS if script else primary in RIGHT_TO_LEFT
    return "rtl" if from_right else "ltr"


def codes() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]
