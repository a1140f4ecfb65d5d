"""Names in running text, and the short forms that it declares for them. Pure."""

import re
from collections.abc import Iterable, Iterator

from archive.ingest.casting.names import is_full, person_in, tokens, untitled
from archive.ingest.casting.vocabulary import OPENERS, PARTICLES, TITLES

WORD = re.compile(r"[^\W\d_][\w'’ʼ-]*\.?")
DECLARED = re.compile(r"[(\[（]\s*(?P<short>[^)\]）\d:]{1,20}?)\s*[)\]）]")
EQUALS = re.compile(r"(?<!\w)(?P<short>[^\W\d_]{1,4})\.?\s*=\s*(?=[^\W\d_])")
ENDS = re.compile(r"[;,\n(/|]|\s[^\W\d_]{1,4}\.?\s*=|[.](?=\s*$)", re.MULTILINE)
LONGEST_RUN = 4


def shorts(
    printed: Iterable[Iterable[str]], front: str
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Short forms that a label or the front declares: “Frederico (FSM)”."""
    for labels in printed:
        for label in labels:
            match = DECLARED.search(label)
            if match and match["short"].isupper():
                yield tokens(match["short"]), person_in(label)
    for match in EQUALS.finditer(front):
        end = ENDS.search(front, match.end())
        name = person_in(front[match.end() : end.start() if end else len(front)])
        if match["short"].isupper() and is_full(name):
            yield tokens(match["short"]), name
    for match in DECLARED.finditer(front):
        run = list(runs(front[max(0, match.start() - 60) : match.start()]))
        if run and _abbreviates(match["short"], run[-1]):
            yield tokens(match["short"]), run[-1]


def _abbreviates(short: str, name: str) -> bool:
    """Whether these capitals are initials of the name, in order, some left out."""
    initials = iter(word[0] for word in tokens(name))
    return short.isupper() and all(letter in initials for letter in short.casefold())


def runs(text: str) -> Iterator[str]:
    """Names in a text: two to four words with capitals in a row, without offices."""
    run: list[str] = []
    reached = 0
    for match in WORD.finditer(text):
        word, gap = match[0], text[reached : match.start()]
        initials = not gap and bool(run) and run[-1].endswith(".")
        if run and gap not in {" ", "\xa0"} and not initials:
            yield from _names_of(run)
            run = []
        reached = match.end()
        if initials:
            run[-1] += word
        elif _goes_in(word, run):
            run.append(word)
        else:
            yield from _names_of(run)
            run = []
        if len(word) > 2 and word.endswith(".") and word[:-1].casefold() not in TITLES:
            yield from _names_of(run)
            run = []
    yield from _names_of(run)


def _goes_in(word: str, run: list[str]) -> bool:
    return word[0].isupper() or (bool(run) and word.casefold() in PARTICLES)


def _is_title(word: str) -> bool:
    small = word.strip(".").casefold()
    return small in TITLES and small not in PARTICLES


def _names_of(run: list[str]) -> Iterator[str]:
    words = list(run)
    while words and words[-1].casefold() in PARTICLES:
        words.pop()
    last_title = max(
        (at for at, word in enumerate(words) if _is_title(word)),
        default=-1,
    )
    words = words[last_title + 1 :]
    while words and words[0].casefold() in OPENERS:
        words = words[1:]
    if words and len(words[-1]) > 2:
        words[-1] = words[-1].rstrip(".")
    words = untitled(" ".join(words)).split()
    if 2 <= len(words) <= LONGEST_RUN:
        yield " ".join(words)
