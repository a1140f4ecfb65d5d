"""Names that authority files give to people: their shape, their check digit, their
address. Pure but for the words of a complaint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Scheme:
    """An authority file: what its names look like, and where they lead."""

    label: str
    pattern: re.Pattern[str]
    address: str
    example: str
    has_check_digit: bool = False

    def complaint(self, name: str) -> str:
        """What is wrong with a name; empty when nothing is."""
        if not self.pattern.fullmatch(name):
            told = _(
                "%(name)s is no %(scheme)s identifier: one looks like %(example)s."
            )
            words = {"name": name, "scheme": self.label, "example": self.example}
            return str(told) % words
        if self.has_check_digit and not _checks(name):
            told = _("%(name)s is mistyped: its last sign does not fit the others.")
            return str(told) % {"name": name}
        return ""


SCHEMES = {
    "wikidata": Scheme(
        "Wikidata",
        re.compile(r"Q[1-9][0-9]{0,9}"),
        "https://www.wikidata.org/entity/{}",
        "Q1234",
    ),
    "viaf": Scheme(
        "VIAF", re.compile(r"[1-9][0-9]{1,21}"), "https://viaf.org/viaf/{}", "102333412"
    ),
    "isni": Scheme(
        "ISNI",
        re.compile(r"[0-9]{15}[0-9X]"),
        "https://isni.org/isni/{}",
        "0000 0001 2103 2683",
        has_check_digit=True,
    ),
    "orcid": Scheme(
        "ORCID",
        re.compile(r"([0-9]{4}-){3}[0-9]{3}[0-9X]"),
        "https://orcid.org/{}",
        "0000-0002-1825-0097",
        has_check_digit=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    name: str
    address: str


def links_of(identifiers: Mapping[str, str]) -> list[Link]:
    """Where the identifiers lead that are of a known file, in the order of SCHEMES."""
    return [
        Link(scheme.label, identifiers[key], scheme.address.format(identifiers[key]))
        for key, scheme in SCHEMES.items()
        if key in identifiers and not scheme.complaint(identifiers[key])
    ]


def normal(scheme: str, told: str) -> str:
    """A name as it is kept: out of its address, an ISNI without spaces."""
    name = told.strip().rstrip("/").rpartition("/")[2]
    if scheme == "isni":
        return re.sub(r"[\s-]", "", name).upper()
    if scheme == "orcid":
        signs = re.sub(r"[\s-]", "", name).upper()
        return "-".join(re.findall("....", signs)) if len(signs) == 16 else name
    return name.upper() if scheme == "wikidata" else name


def check_schemes(identifiers: Mapping[str, str]) -> None:
    """Raise ValidationError for names that cannot be of the file they are told for."""
    faults = [
        fault
        for key, name in identifiers.items()
        if key in SCHEMES and (fault := SCHEMES[key].complaint(name))
    ]
    if faults:
        raise ValidationError(faults)


def _checks(name: str) -> bool:
    """ISO 7064 MOD 11-2, as ISO 27729 (ISNI) and ORCID ask."""
    total = 0
    signs = name.replace("-", "")
    for digit in signs[:-1]:
        total = (total + int(digit)) * 2 % 11
    return "0123456789X"[(12 - total) % 11] == signs[-1]
