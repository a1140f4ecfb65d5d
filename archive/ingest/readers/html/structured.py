"""What a page says of itself in its head: meta elements and JSON-LD."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from archive.ingest.readers.html.tree import Page

ARTICLES = ("Article", "NewsArticle", "BlogPosting", "Report", "WebPage", "Episode")
MOST_PARTS = 2_000


@dataclass(frozen=True, slots=True)
class Statement:
    """A value and where the page states it."""

    value: str
    evidence: str


@dataclass(slots=True)
class Head:
    """Meta elements by name, articles of JSON-LD from the most to the least exact."""

    metas: dict[str, str] = field(default_factory=dict)
    articles: list[dict[str, Any]] = field(default_factory=list)

    def meta(self, *names: str) -> Statement | None:
        """What the first meta element of these names says."""
        for name in names:
            if value := " ".join(self.metas.get(name, "").split()):
                return Statement(value, f'<meta name="{name}">')
        return None

    def stated(self, *path: str) -> Statement | None:
        """What JSON-LD says at this path of the article."""
        for article in self.articles:
            value: object = article
            for key in path:
                value = _only(value)
                value = value.get(key) if isinstance(value, dict) else None
            value = _only(value)
            if isinstance(value, str) and value.strip():
                words = " ".join(value.split())
                return Statement(words, f"JSON-LD {'.'.join(path)}")
        return None


def head_of(page: Page) -> Head:
    """Return what the page's meta elements and JSON-LD state."""
    head = Head()
    for meta in page.elements("meta"):
        traits = meta.traits
        name = (
            traits.get("property") or traits.get("name") or traits.get("itemprop", "")
        )
        head.metas.setdefault(name.lower(), traits.get("content", ""))
    found = [part for part in _parts(page) if _rank(part) < len(ARTICLES)]
    head.articles = sorted(found, key=_rank)
    return head


def _parts(page: Page) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD; what is no JSON states nothing."""
    for script in page.elements("script"):
        if "ld+json" not in script.traits.get("type", "") or not script.content:
            continue
        try:
            told = json.loads(
                page.text[script.content.start : script.content.end], strict=False
            )
        except (ValueError, RecursionError):
            continue
        yield from _objects(told)


def _objects(told: object) -> Iterator[dict[str, Any]]:
    waiting, seen = [told], 0
    while waiting and seen < MOST_PARTS:
        part, seen = waiting.pop(0), seen + 1
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            yield part
            waiting += [part[key] for key in ("@graph", "mainEntity") if key in part]


def _rank(part: dict[str, Any]) -> int:
    sorts = part.get("@type")
    names = sorts if isinstance(sorts, list) else [sorts]
    ranks = [
        ARTICLES.index(kind)
        for name in names
        for kind in ARTICLES
        if isinstance(name, str) and name.endswith(kind)
    ]
    return min(ranks, default=len(ARTICLES))


def _only(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value
