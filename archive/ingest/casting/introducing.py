"""Who was asked where no label says so, from what they say and is said of them. Pure.

Only surer signs than a name somewhere on the page: an unnamed answer is better than
one under a wrong name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from archive.ingest.casting.abbreviations import runs
from archive.ingest.casting.names import inflects, is_full, looks_like_a_name, tokens
from archive.ingest.casting.persons import Person
from archive.ingest.casting.vocabulary import OPENERS, TITLES
from archive.ingest.conventions.conversation import Conversation
from archive.transcript import Basis, Kind, Role

# “My name is” and “I am” in English, Russian, Ukrainian, Kazakh, German, French,
# Spanish, Italian, Portuguese, Polish, Dutch, Scandinavian, Turkish.
NAMED = re.compile(
    r"\b(?:my\s+name\s+is|меня\s+зовут|мене\s+звати|менің\s+(?:атым|есімім)|"
    r"ich\s+heiße|mein\s+name\s+ist|je\s+m['’]appelle|mon\s+nom\s+est|me\s+llamo|"
    r"mi\s+nombre\s+es|mi\s+chiamo|il\s+mio\s+nome\s+è|meu\s+nome\s+é|me\s+chamo|"
    r"nazywam\s+się|ik\s+heet|mijn\s+naam\s+is|jag\s+heter|jeg\s+heter|jeg\s+hedder|"
    r"(?:benim\s+)?adım)\s+",
    re.IGNORECASE,
)
AM = re.compile(
    r"\b(?:i['’]m|i\s+am|ich\s+bin|je\s+suis|soy|sono|(?:eu\s+)?sou|jestem|ik\s+ben|"
    r"jag\s+är|jeg\s+er|я\s*[—–-]?|мен)\s+",
    re.IGNORECASE,
)
# After a name, the year of birth in parentheses, perhaps with a place.
BORN = re.compile(r"\s*[(（][^()（）\d]{0,40}(?:18|19|20)\d\d\s*[)）]")
# An interview *with* somebody, in languages that then change the name.
WITH = re.compile(
    r"(?:интервью|беседа|разговор|встреча|поговорил\w*|побеседовал\w*|беседу\w*|"
    r"інтерв['’ʼ]ю|розмова|бесіда|поспілкува\w*|wywiad|rozmowa|rozmawia\w*)\s+"
    r"(?:со?|із|зі|з|ze?)\s+",
    re.IGNORECASE,
)
AFTER = re.compile(r"^(?:со?|із|зі|з|ze?)$", re.IGNORECASE)
CALLING = re.compile(r"(?P<name>[^,.?!:;—–\n]{4,50}),\s")
# A father's name, by which Russian, Ukrainian and Kazakh address: no surname.
FATHERS = re.compile(r"(?P<his>вич|ьич|ұлы|улы)$|(?:вна|чна|қызы|кызы)$")
# Surnames as they stand after “with”, and by themselves, of men and of women.
HIS = (
    (re.compile(r"(ск|цк)им$"), r"\1ий"),
    (re.compile(r"([оеёиы][вн])[ыі]м$"), r"\1"),
)
HERS = ((re.compile(r"(ск|цк)ой$"), r"\1ая"), (re.compile(r"([оеёиы][вн])ой$"), r"\1а"))
OPENS_LINE = re.compile(r"\s*(?:[:：,(—–|«“„\"-]|$)")
FIRST, FEW, NEAR = 3, 300, 90


def interviewee(whole: Conversation, front: Sequence[str]) -> Person | None:
    """Whom the first turns or the front name as asked, if they name just one."""
    answers = _first(whole, Kind.ANSWER)
    questions = _first(whole, Kind.QUESTION)
    for signs in (
        _introduced(answers, front),
        _called(questions[:1], [*front, *answers, *questions]),
        _born(front),
        _with(front),
    ):
        people = {tokens(name): (name, evidence) for name, evidence in signs}
        if len(people) == 1:
            name, evidence = next(iter(people.values()))
            return Person(name, Role.INTERVIEWEE, Basis.INFERRED, evidence)
    return None


def uninflected(name: str, evidence: str, printed: Iterable[str]) -> str:
    """The name as it is printed unchanged, where the evidence has it after “with”."""
    before = evidence.partition(name)[0].split()
    if not any(AFTER.match(word) for word in before[-4:]):
        return name
    return next((each for each in printed if inflects(each, name)), name)


def nominatives(labels: Iterable[str], front: Iterable[str]) -> Iterator[str]:
    """Full names as they are printed by themselves: as labels, or opening a line."""
    yield from filter(is_full, labels)
    for text in front:
        for line in text[:FEW].split("\n"):
            name = next(runs(line[:NEAR]), "")
            if name and line.lstrip().startswith(name):
                rest = line.lstrip()[len(name) :]
                if OPENS_LINE.match(rest):
                    yield name


def _first(whole: Conversation, kind: Kind) -> list[str]:
    said = [
        turn.blocks[0].text for turn in whole.turns[: FIRST * 4] if turn.kind is kind
    ]
    return said[:FIRST]


def _introduced(
    answers: Sequence[str], front: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """“My name is”, or “I am” before a name that is also printed in front."""
    around = "\n".join(front)
    for text in answers:
        said = text[:FEW]
        match = NAMED.search(said)
        if match and (name := _full_at(said, match.end())):
            yield name, said
        for match in AM.finditer(said):
            name = _full_at(said, match.end())
            if name and name in around:
                yield name, said
            yield from (
                (line, said)
                for line in front
                if _is_short(line) and said[match.end() :].startswith(line)
            )


def _is_short(line: str) -> bool:
    """A line of a name's length, which may be printed small."""
    return 2 <= len(line.split()) <= 4 and line.replace(" ", "").isalpha()


def _full_at(text: str, at: int) -> str:
    name = next(runs(text[at : at + NEAR]), "")
    return name if name and text.startswith(name, at) else ""


def _called(
    questions: Sequence[str], around: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """A full name that opens the first question, with a comma."""
    small = {word for text in around for word in text.split() if word.islower()}
    for text in questions:
        match = CALLING.match(text)
        name = match["name"] if match else ""
        words = name.casefold().split()
        if not is_full(name) or not looks_like_a_name(name):
            continue
        if words[0] in OPENERS | TITLES or words[0] in small or words[-1] in small:
            continue
        yield _with_surname(name, around)


def _with_surname(called: str, around: Sequence[str]) -> tuple[str, str]:
    """A name and its evidence; the surname of “with” instead of a father's name."""
    evidence = f"a question addresses {called}"
    first, *others = called.split()
    fathers = FATHERS.search(others[-1])
    if len(others) > 1 or fathers is None:
        return called, evidence
    for text in around:
        for match in WITH.finditer(text[:FEW]):
            name = next(runs(text[match.end() : match.end() + NEAR]), "")
            given, *family = name.split() or [""]
            if len(family) == 1 and given.startswith(first[:-1]):
                surname = _by_itself(family[0], HIS if fathers["his"] else HERS)
                return f"{first} {surname}", f"{evidence}; {text[:FEW]}"
    return called, evidence


def _by_itself(surname: str, endings: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for ending, itself in endings:
        if ending.search(surname):
            return ending.sub(itself, surname)
    return surname


def _born(front: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Who opens a text before the conversation, a year of birth after the name."""
    for text in front:
        name = next(runs(text[:NEAR]), "")
        if name and text.startswith(name) and BORN.match(text, len(name)):
            yield name, text[:FEW]


def _with(front: Sequence[str]) -> Iterator[tuple[str, str]]:
    """“Интервью с Юрием Дудем”, where Юрий Дудь is printed by himself too."""
    own = [*nominatives((), front)]
    for text in front:
        for match in WITH.finditer(text[:FEW]):
            name = next(runs(text[match.end() : match.end() + NEAR]), "")
            for each in own:
                if name and inflects(each, name):
                    yield each, text[:FEW]
