"""The files that reference managers read, by the name an address gives them."""

from collections.abc import Callable
from dataclasses import dataclass

from archive.citations import bibtex, csl, ris
from archive.citations.citable import Citable


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    media_type: str
    ending: str
    write: Callable[[Citable], str]


FORMATS = {
    "csl": Format(
        "CSL-JSON", "application/vnd.citationstyles.csl+json", "json", csl.write
    ),
    "bibtex": Format("BibTeX", "application/x-bibtex", "bib", bibtex.write),
    "ris": Format("RIS", "application/x-research-info-systems", "ris", ris.write),
}
