"""Lines that name the publication a talk was printed in. Pure."""

import re

from archive.ingest.surroundings import dates

# A publication by its kind and its name: журнал «Новая эпоха», «Ана тілі» газеті.
KIND = (
    r"(?:журнал[ыа]?|газет[аыі]|газеті|еженедельник|издание|басылымы?|портал[ыа]?|"
    r"newspaper|magazine|journal|weekly|gazette|zeitung|zeitschrift|magazin|revue|"
    r"quotidien|revista|diario|periódico|rivista|giornale|quotidiano|gazeta|czasopismo|"
    r"gazetesi|dergisi)"
)
OUTLET = re.compile(
    rf"(?:(?:the\s+)?(?P<before>{KIND})\s+)?"
    r"[«“„\"](?P<name>[^«»“”„\"]{2,60})[»”“\"]"
    rf"(?:\s+(?P<after>{KIND}))?",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?:№|\bno\.?|\bnr\.?|#)\s*\d+(?:\s*\([^)]{1,12}\))?", re.IGNORECASE
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LONGEST = 120


def named(line: str) -> str:
    """The name in a line that gives a publication's kind and name; else empty.

    Beside them stand a number and a date at most.
    """
    if len(line) > LONGEST:
        return ""
    words = dates.rest(line, dates.printed(line))
    words = YEAR.sub("", NUMBER.sub("", words)).strip(" .,;|/–—-")
    match = OUTLET.fullmatch(words)
    return match["name"] if match and (match["before"] or match["after"]) else ""
