"""What is not as it was kept: where, what, and what to do about it."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_lazy as _

RESTORE = _(
    "Restore a backup from before it was changed (manage.py restore), or ingest the "
    "source again."
)
RESTORE_ONLY = _("Restore a backup from before it was changed (manage.py restore).")
FIND_OUT = _(
    "Somebody wrote into the database behind the program: find out who, and compare "
    "with a backup."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault; `where` names the thing, `remedy` says what to do."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.remedy}"


class Watch(Protocol):
    """Sees how far long work has come."""

    def begin(self, what: str, rows: int) -> None: ...

    def advance(self, rows: int) -> None: ...
