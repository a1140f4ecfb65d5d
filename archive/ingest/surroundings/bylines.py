"""Who asked and who was asked, as titles, standfirsts and credits name them. Pure."""

import re
from collections.abc import Iterator, Sequence

from archive.ingest.casting.names import is_full, looks_like_a_name, untitled
from archive.ingest.casting.persons import Person
from archive.ingest.conventions.asking import asks
from archive.ingest.surroundings.titles import TALK
from archive.transcript import Basis, Role

# How a publication says who asked: in English, French, German, Spanish, Italian,
# Portuguese, Polish, Russian, Ukrainian, Kazakh, Turkish, Dutch, Swedish, Chinese.
CREDIT = re.compile(
    r"(?:(?:the\s+)?interview\s+(?:was\s+)?(?:conducted\s+)?by|interviewed\s+by|"
    r"questions\s+(?:asked\s+)?by|interviewers?\s*[:：]|propos\s+recueillis\s+par|"
    r"entretien\s+(?:réalisé|mené|conduit)\s+par|(?:text\s+und\s+)?interview\s*[:：]|"
    r"(?:das\s+)?(?:interview|gespräch)\s+führten?|die\s+fragen\s+stellten?|"
    r"entrevista\s+(?:realizada\s+)?por|entrevista(?:dor|dora)?\s*[:：]|"
    r"intervista\s+(?:di|a\s+cura\s+di)|entrevista\s+(?:feita|conduzida)\s+por|"
    r"rozmawia(?:ł|ła)?|"
    r"(?:беседовала?|беседу\s+в[её]ла?|интервью\s+(?:брала?|взяла?|пров[её]ла?)|"
    r"подготовила?|ведущ(?:ий|ая|ие)\s*[:：]|розмовляла?|спілкувала?(?:ся|вся|ась))|"
    r"(?:сұхбаттасқан|әңгімелескен|сұхбат\s+жүргізген|сұхбатты\s+жүргізген|"
    r"суҳбатлашди|суҳбатдош|суҳбатлашувчи)|"
    r"röportaj\s*[:：]|söyleşi\s*[:：]|interview\s+door|intervju\s*[:：]|"
    r"採訪|采访|撰文|聞き手)"
    r"\s*[:：–—]?\s*(?P<name>\w.{1,60}?)\.?",
    re.IGNORECASE,
)
LOWER = r"(?:[^\W\d_A-ZÀ-ÝА-Я][\w-]*\s+){0,4}?"
OFFICE = (
    r"(?:(?:[A-Z][\w-]{2,}(?:ler|er|or|ist|ent|eur)in|Dr\.?|Prof\.?|Professor|"
    r"Schauspieler|Autor|President|CEO|Press\s+Secretary|Secretary|Minister|Senator|"
    r"Developer|Author|Director)\s+)*"
)
FULL = r"(?P<person>[^\W\d_a-z][\w'’.-]*(?:\s+(?:[^\W\d_a-z][\w'’.-]*|de|del|der|van|"
FULL += r"von|da|di|la|bin|el|al)){0,4})"
ASKED = re.compile(
    r"(?i:\binterview\s+(?:with|of)|\bconversation\s+with|\bq\s?&\s?a:?\s+with|"
    r"\btalk(?:ing|s|ed)?\s+(?:with|to)|\bquestions\s+(?:for|to)|\bspoke\s+(?:with|to)|"
    r"\bsat\s+down\s+with|\bmeet|\bbriefing\s+by|\bconference\s+(?:of|by)|"
    r"\bgespräch\s+mit|\binterview\s+mit|talk\s+mit|\bim\s+interview\s*[:：]|"
    r"\b(?:entretien|conversation|interview|rencontre)\s+avec|\bsur\s+.{3,40}\s+avec|"
    r"\bentrevista\s+(?:a|al|con|com)|\bconversación\s+con|\bconversa\s+com|"
    r"\bintervista\s+(?:a|ad|al|con)|\bwywiad\s+z|\brozmowa\s+z|\binterview\s+met|"
    r"\b(?:del|de\s+la)\s+president[ea]|\bintervju\s+med|\bspotlight\s*[:：])\s+"
    + LOWER
    + r"(?-i:"
    + OFFICE
    + FULL
    + r")"
)
GAVE = re.compile(
    FULL + r"\s+(?:дала?\s+интервью|рассказала?|сұхбат\s+берді|gave\s+an\s+interview)"
)
TITLED = re.compile(r"(?P<person>[^:：|?!«“„\"]{3,60}?)\s?[:：]\s*\S.*", re.DOTALL)
# A line that names two: who was asked, and the site, an outlet, a section.
BESIDE = re.compile(r"\s+[—–|·•/-]\s+|\s*[,，／｜]\s*")
LEADING = re.compile(r"^(?:Президент|President|Dr\.?|Prof\.?|Mr\.?|Ms\.?|Mrs\.?)\s+")
NAME_WORD = r"[^\W\d_a-zа-яё][\w'’-]+"
TRADE = re.compile(
    r"[\w-]{4,}(?:er|erin|in|ist|or|ologe|mann|frau|eur|ent|ант|ист|олог)|[\w-]*CEO"
)
LOWER_WORD = re.compile(
    r"\s(?!(?:de|del|da|di|do|du|van|von|der|den|la|le|al|el|bin|y)\s)[a-zа-яё]"
)
CALLED = re.compile(
    r"(?P<office>(?:(?:Herr|Frau|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Prof\.?|Professor|Monsieur|Madame|"
    r"Señora?|Sr\.?|Sra\.?|Signora?|Pan|Pani)\s+)*)(?P<person>"
    + NAME_WORD
    + r"(?:\s+"
    + NAME_WORD
    + r")?)\s?[,!–—]"
)
PIECES = re.compile(r"\s+[|—–·•-]\s+")
LONGEST_CREDIT = 120
# Title, standfirst, a few lines of introduction.
LONGEST = 600


def credited(line: str) -> str:
    """The name of the interviewer that a credit line gives; empty when it is none."""
    match = CREDIT.fullmatch(line[: LONGEST_CREDIT + 1])
    if match is None or not looks_like_a_name(match["name"].strip()):
        return ""
    if match["name"][-1] in "?!？！…":
        return ""
    return match["name"].strip()


def interviewee(
    title: str, lines: Sequence[str], asked_by: str, questions: Sequence[str] = ()
) -> Person | None:
    """Who was asked: whom title, standfirst or introduction name, a full name first.

    `questions` are the first ones; they may address somebody by name.
    """
    signs = [
        *_named(title, lines),
        *_titled(title),
        *_addressed(questions, [title, *lines]),
        *_beside([title, *lines]),
    ]
    known = [each for each in signs if each.name != asked_by]
    return next(
        (each for each in known if is_full(each.name)), known[0] if known else None
    )


def _named(title: str, lines: Sequence[str]) -> Iterator[Person]:
    for text in (title, *lines):
        if asks(text[:LONGEST]) and len(text) > LONGEST / 2:
            continue
        for pattern in (ASKED, GAVE):
            match = pattern.search(text[:LONGEST])
            name = _person(match["person"]) if match else ""
            if name:
                yield Person(name, Role.INTERVIEWEE, Basis.TEXT, _evidence(text, title))


def _evidence(text: str, title: str) -> str:
    """The words, and the title where they are not its own."""
    return (
        text[:LONGEST] if text == title or not title else f"{text[:LONGEST]} · {title}"
    )


def _titled(title: str) -> Iterator[Person]:
    """A full name before a colon speaks the rest of the title."""
    match = TITLED.fullmatch(title)
    name = _person(match["person"]) if match else ""
    if is_full(name) and not TALK.search(name) and not LOWER_WORD.search(name):
        yield Person(name, Role.INTERVIEWEE, Basis.INFERRED, title)


def _addressed(questions: Sequence[str], lines: Sequence[str]) -> Iterator[Person]:
    """Whom a question calls by name, as the lines around it have that name."""
    for words in questions:
        match = CALLED.match(words[:80])
        if match is None:
            continue
        called = match["person"]
        evidence = f"a question addresses {called}"
        find = _with_given_name if match["office"] else _with_surname
        names = [find(called, text[: LONGEST * 3]) for text in lines]
        if match["office"]:
            names.append(_person(called))
        for name in filter(None, names):
            yield Person(name, Role.INTERVIEWEE, Basis.INFERRED, evidence)


def _with_given_name(surname: str, text: str) -> str:
    """The surname with what stands before it, but for an office."""
    word = re.escape(surname.rsplit(maxsplit=1)[-1])
    match = re.search(rf"(?:{NAME_WORD}\s+){{1,3}}{word}\b", text)
    names = match[0].split() if match else []
    while names and TRADE.fullmatch(names[0]):
        names = names[1:]
    return _person(" ".join(names)) if len(names) > 1 else ""


def _with_surname(called: str, text: str) -> str:
    """The first name with the surname after it, or as it stands there alone."""
    match = re.search(rf"\b{re.escape(called)}\b(?:\s+{NAME_WORD}){{0,2}}", text)
    return _person(match[0]) if match else ""


def _beside(lines: Sequence[str]) -> Iterator[Person]:
    """A name and, in one line with it, what another line begins or ends on.

    “Ann Lee — The Gazette” under “The well | News | The Gazette”.
    """
    for text in lines:
        first, *others = BESIDE.split(text[: LONGEST_CREDIT + 1])
        if len(others) != 1:
            continue
        for name, rest in ((first, others[0]), (others[0], first)):
            if is_full(_person(name)) and _frames(rest, text, lines):
                yield Person(name, Role.INTERVIEWEE, Basis.INFERRED, text)


def _frames(words: str, text: str, lines: Sequence[str]) -> bool:
    return any(
        each != text and words in {*PIECES.split(each)[:1], *PIECES.split(each)[-1:]}
        for each in lines
    )


def _person(words: str) -> str:
    name = LEADING.sub("", words.strip(" .,;:"))
    return untitled(name) or name if looks_like_a_name(name) else ""
