"""The plain citation: a sentence anybody can read, in the record's language.

English, Russian and Kazakh; of a record in another language, English. Nothing in it
depends on the gender of a person, or bends a name.
"""

from archive.citations.citable import Citable, Issued, Locus
from archive.citations.dates import (
    ENGLISH,
    KAZAKH,
    RUSSIAN_ALONE,
    RUSSIAN_FULL,
    day_first,
    of_day,
)
from archive.citations.names import listed, straight
from archive.citations.wording import Part, Piece, joined, span_of, stopped

RUSSIAN_KINDS = {"question": "вопрос", "answer": "ответ", "statement": "реплика"}
KAZAKH_KINDS = {"question": "сұрақ", "answer": "жауап", "statement": "сөз"}
CONJUNCTIONS = {"en": "and", "ru": "и", "kk": "және"}


def sentence(citable: Citable) -> tuple[Piece, ...]:
    """Return title, people, outlet, date, place in the archive, address, access."""
    tongue = _tongue(citable)
    outlet = Piece(citable.outlet, is_italic=True)
    date = _date(citable.issued, tongue) if citable.issued else ""
    published: list[Part] = [outlet, ", " if citable.outlet and date else "", date]
    people = _people(citable, tongue)
    parts: list[Part] = [stopped(citable.title), " "]
    if people:
        parts += [people, ", " if citable.outlet or date else ""]
    parts += published
    if people or citable.outlet or date:
        parts.append(". ")
    place = _place(citable, tongue)
    told = ", ".join(each for each in (citable.archive, place, citable.address) if each)
    parts.append(f"{told} ({_accessed(citable, tongue)}).")
    return joined(parts)


def caption(citable: Citable) -> str:
    """Return title, outlet, date and place: what stands under words that are shown."""
    tongue = _tongue(citable)
    date = _date(citable.issued, tongue) if citable.issued else ""
    told = (citable.outlet, date, citable.archive, _place(citable, tongue))
    return f"{stopped(citable.title)} {', '.join(part for part in told if part)}"


def quotation(citable: Citable) -> tuple[Piece, ...]:
    """Return the quoted words as they are, in quotation marks, and the citation."""
    opening, closing = "“”" if _tongue(citable) == "en" else "«»"
    words = citable.locus.words if citable.locus else ""
    quoted = f"{opening}{words}{closing} " if words else ""
    return joined((quoted, *sentence(citable)))


def _tongue(citable: Citable) -> str:
    language = citable.language.partition("-")[0].lower()
    return language if language in CONJUNCTIONS else "en"


def _people(citable: Citable, tongue: str) -> str:
    conjunction = CONJUNCTIONS[tongue]
    answer = listed(tuple(map(straight, citable.interviewees)), conjunction)
    ask = listed(tuple(map(straight, citable.interviewers)), conjunction)
    if not ask:
        return answer
    if tongue == "en":
        return f"{answer} interviewed by {ask}" if answer else f"Interviewed by {ask}"
    role = "интервьюер" if tongue == "ru" else "сұхбат алған"
    return f"{answer}, {role} {ask}" if answer else f"{role.capitalize()} {ask}"


def _date(issued: Issued, tongue: str) -> str:
    about = {"en": "about ", "ru": "около ", "kk": "шамамен "}[tongue]
    if tongue == "kk":
        date = _kazakh_date(issued)
    elif tongue == "ru":
        date = day_first(issued, RUSSIAN_FULL if issued.day else RUSSIAN_ALONE)
        # «около» asks for another case than a month alone stands in.
        about = "предположительно " if issued.month else about
    else:
        date = day_first(issued, ENGLISH)
    return f"{about if issued.is_about else ''}{date}"


def _kazakh_date(issued: Issued) -> str:
    if not issued.month:
        return f"{issued.year} жыл"
    day = f"{issued.day} " if issued.day else ""
    return f"{issued.year} жылғы {day}{KAZAKH[issued.month - 1]}"


def _accessed(citable: Citable, tongue: str) -> str:
    date = _date(of_day(citable.accessed), tongue)
    told = {"en": "accessed", "ru": "дата обращения:", "kk": "қаралған күні:"}
    return f"{told[tongue]} {date}"


def _place(citable: Citable, tongue: str) -> str:
    locus = citable.locus
    if locus is None:
        return ""
    turn = {
        "en": f"{locus.kind} {locus.number}",
        "ru": f"{RUSSIAN_KINDS[locus.kind]} {locus.number}",
        "kk": f"{locus.number}-{KAZAKH_KINDS[locus.kind]}",
    }[tongue]
    parts = (f"{turn}{_said_by(citable, locus)}", _paragraphs(locus, tongue))
    return ", ".join(part for part in parts if part)


def _said_by(citable: Citable, locus: Locus) -> str:
    """Who says the words, where the kind of turn does not tell."""
    parts = {"question": citable.interviewers, "answer": citable.interviewees}
    if locus.said_by is None or parts.get(locus.kind) == (locus.said_by,):
        return ""
    return f" ({straight(locus.said_by)})"


def _paragraphs(locus: Locus, tongue: str) -> str:
    if locus.paragraphs is None:
        return ""
    first, last = locus.paragraphs
    span = span_of(first, last)
    if tongue == "kk":
        return f"{span}-абзац"
    if tongue == "ru":
        return f"абзац {span}" if first == last else f"абзацы {span}"
    return f"paragraph {span}" if first == last else f"paragraphs {span}"
