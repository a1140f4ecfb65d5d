"""What makes words of a page bold, italic or hidden: elements and styles."""

import re

from archive.ingest.readers.html.tokens import Tag

BOLD = {"b", "strong"}
ITALIC = {"i", "em"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
WEIGHT = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|lighter|[1-4]00)")
SLANT = re.compile(r"font-style\s*:\s*(italic|oblique|normal)")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
BOLD_CLASS = re.compile(
    r"\.([\w-]+)\s*\{[^{}]{0,2000}?font-weight\s*:\s*(?:bold|[6-9]00)"
)
LIGHT = {"normal", "lighter", "100", "200", "300", "400"}


def is_bold(tag: Tag, classes: frozenset[str], *, before: bool) -> bool:
    """Whether what stands in the element is bold, given that around it."""
    if stated := WEIGHT.search(tag.traits.get("style", "")):
        return stated[1] not in LIGHT
    if classes and not classes.isdisjoint(tag.traits.get("class", "").split()):
        return True
    return before or tag.name in BOLD


def is_italic(tag: Tag, *, before: bool) -> bool:
    if stated := SLANT.search(tag.traits.get("style", "")):
        return stated[1] != "normal"
    return before or tag.name in ITALIC


def is_hidden(traits: dict[str, str]) -> bool:
    """Whether a browser would not show the element."""
    return (
        traits.get("hidden", "until-found") != "until-found"
        or traits.get("aria-hidden") == "true"
        or HIDDEN.search(traits.get("style", "")) is not None
    )


def bold_classes(sheet: str) -> frozenset[str]:
    """The classes that a style sheet sets in bold by themselves."""
    return frozenset(match[1] for match in BOLD_CLASS.finditer(sheet))
