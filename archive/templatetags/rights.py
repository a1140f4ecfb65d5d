"""What a stated licence is called, and where its own words stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django import template

from archive.templatetags.addresses import is_address

register = template.Library()

COMMONS = "https://creativecommons.org"
TERMS = r"(?P<terms>by(?:[ -](?:nc|sa|nd)){0,2})"
VERSION = r"(?P<version>[1-4]\.[05])"
DEED = re.compile(rf"cc[ -]{TERMS}[ -]{VERSION}( \(.*\))?", re.IGNORECASE)
DEED_AT = re.compile(rf"https?://creativecommons\.org/licenses/{TERMS}/{VERSION}/?")
CC0 = re.compile(r"cc[ -]?0([ -]1\.0)?( \(.*\))?", re.IGNORECASE)
CC0_AT = re.compile(r"https?://creativecommons\.org/publicdomain/zero/1\.0/?")
NOBODYS = re.compile(r"\bpublic domain\b", re.IGNORECASE)
SOFTWARE = {
    "apache-2.0": ("Apache 2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
    "mit": ("MIT", "https://opensource.org/license/mit"),
    "odbl-1.0": ("ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
}


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence for readers; `address` is empty where only its name is known.

    `is_waived`: nobody claims the rights.
    """

    name: str
    address: str = ""
    is_waived: bool = False


@register.filter
def licence_of(stated: str) -> Licence:
    """Read a licence as it was stated: `CC-BY-4.0`, `CC BY-SA 4.0 (repo)`, an address.

    What is not known keeps its own words.
    """
    stated = stated.strip()
    if CC0.fullmatch(stated) or CC0_AT.fullmatch(stated):
        return Licence("CC0 1.0", f"{COMMONS}/publicdomain/zero/1.0/", is_waived=True)
    if found := DEED.fullmatch(stated) or DEED_AT.fullmatch(stated):
        terms = found["terms"].replace(" ", "-").lower()
        address = f"{COMMONS}/licenses/{terms}/{found['version']}/"
        return Licence(f"CC {terms.upper()} {found['version']}", address)
    if known := SOFTWARE.get(stated.lower()):
        return Licence(*known)
    address = stated if is_address(stated) else ""
    return Licence(stated, address, is_waived=bool(NOBODYS.search(stated)))
