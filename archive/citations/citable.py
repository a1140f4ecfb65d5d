"""What a citation is made of: a frozen record that knows no style and no database."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Name:
    """A person: as the archive prints the name, and its parts where it has two.

    `family` is empty for people of one name and for names that must stay whole.
    """

    whole: str
    family: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """When the interview was published, no more exactly than is known.

    Month and day are 0 where they are not known; `is_about` where they are inferred.
    """

    year: int
    month: int = 0
    day: int = 0
    is_about: bool = False


@dataclass(frozen=True, slots=True)
class Locus:
    """Where in the interview: a turn, and the paragraphs of it, first and last.

    `words` are those quoted, with nothing added; `said_by` who says them.
    """

    kind: str
    number: int
    paragraphs: tuple[int, int] | None = None
    words: str = ""
    said_by: Name | None = None


@dataclass(frozen=True, slots=True)
class Citable:
    """An interview, an exchange (`locus` without words) or a passage of one.

    `address` leads to this very thing, `interview_address` to the whole. `edition` is
    the digest of the wording that is cited, as long as the archive keeps it.
    """

    key: str
    title: str
    language: str
    address: str
    interview_address: str
    accessed: date
    interviewees: tuple[Name, ...] = ()
    interviewers: tuple[Name, ...] = ()
    issued: Issued | None = None
    outlet: str = ""
    section: str = ""
    republisher: str = ""
    rights: str = ""
    edition: str = ""
    locus: Locus | None = None
    archive: str = "Suhbat"
