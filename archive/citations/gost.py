"""GOST R 7.0.5-2008: a reference to an electronic resource, for a list or a footnote.

The model is the standard's reference to an article of an online edition: author, title
[Электронный ресурс], after one stroke who else, after two where it appeared, then the
address and the day of access. What describes the work is told in its language, Russian
for its neighbours; what the citing side notes, in Russian.
"""

from archive.citations.citable import Citable, Issued, Name
from archive.citations.dates import RUSSIAN, RUSSIAN_DAY, SHORT, day_first
from archive.citations.names import initials
from archive.citations.wording import Piece, joined, span_of, stopped

IN_RUSSIAN = ("ru", "kk", "ky", "uk", "be", "tt", "ba")
PLACES = {
    "question": ("Вопрос", "Question"),
    "answer": ("Ответ", "Answer"),
    "statement": ("Реплика", "Statement"),
}
MOST_IN_HEADING = 3


def reference(citable: Citable) -> tuple[Piece, ...]:
    """Return the reference. A date that nobody knows is left out, as by GOST 7.1."""
    interview = _told(citable, "интервью", "interview")
    title = f"{citable.title} [Электронный ресурс]: {interview}"
    host = citable.outlet or f"{citable.archive}: архив интервью"
    parts = [
        stopped(f"{title}{_responsible(citable)} // {host}"),
        *(stopped(part) for part in (*_date(citable), _place(citable)) if part),
    ]
    if citable.outlet:
        parts.append(f"Доступ из архива интервью «{citable.archive}».")
    accessed = f"{citable.accessed:%d.%m.%Y}"
    parts.append(f"URL: {citable.address} (дата обращения: {accessed}).")
    return joined((_heading(citable), " ".join(parts)))


def _heading(citable: Citable) -> str:
    """Up to three people; where there are more, the title comes first."""
    names = [_surname_first(name) for name in citable.interviewees]
    if not names or len(names) > MOST_IN_HEADING:
        return ""
    return f"{stopped(', '.join(names))} "


def _responsible(citable: Citable) -> str:
    told = []
    if len(citable.interviewees) > MOST_IN_HEADING:
        others = _told(citable, "и др.", "et al.")
        told.append(f"{_initials_first(citable.interviewees[0])} [{others}]")
    if citable.interviewers:
        many = len(citable.interviewers) > 1
        role = _told(
            citable,
            "интервьюеры" if many else "интервьюер",
            "interviewers" if many else "interviewer",
        )
        told.append(f"{role} {', '.join(map(_initials_first, citable.interviewers))}")
    return f" / {'; '.join(told)}" if told else ""


def _date(citable: Citable) -> tuple[str, ...]:
    """Year, then the day as newspapers are dated; what is guessed in brackets."""
    issued = citable.issued
    if issued is None:
        return ()
    if issued.is_about:
        return (f"[{day_first(issued, _months(citable, issued))}?].",)
    if not issued.month:
        return (f"{issued.year}",)
    month = _months(citable, issued)[issued.month - 1]
    day = f"{issued.day} {month}" if issued.day else month[0].upper() + month[1:]
    return (f"{issued.year}", day)


def _months(citable: Citable, issued: Issued) -> tuple[str, ...]:
    if not _is_told_in_russian(citable):
        return SHORT
    return RUSSIAN_DAY if issued.day else RUSSIAN


def _place(citable: Citable) -> str:
    if citable.locus is None:
        return ""
    place = f"{_told(citable, *PLACES[citable.locus.kind])} {citable.locus.number}"
    if citable.locus.paragraphs is None:
        return place
    first, last = citable.locus.paragraphs
    return f"{place}, {_told(citable, 'абз.', 'para.')} {span_of(first, last)}"


def _told(citable: Citable, russian: str, english: str) -> str:
    return russian if _is_told_in_russian(citable) else english


def _is_told_in_russian(citable: Citable) -> bool:
    return citable.language.partition("-")[0].lower() in IN_RUSSIAN


def _surname_first(name: Name) -> str:
    return f"{name.family} {initials(name)}" if name.family else name.whole


def _initials_first(name: Name) -> str:
    return f"{initials(name)} {name.family}" if name.family else name.whole
