"""What every feed is made of."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    DjangoFeed = Feed[Any, Any]
else:
    DjangoFeed = Feed

NEWEST = 30
# XML has no way to write these, escaped or not.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class SpokenFeed(Atom1Feed):
    """Atom whose entries say their language, and who speaks in them (RFC 4287)."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        language = item.get("spoken_in")
        return {"xml:lang": language} if language else {}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for element, name, address in item.get("speakers", ()):
            handler.startElement(element, {})
            handler.addQuickElement("name", name)
            handler.addQuickElement("uri", address)
            handler.endElement(element)


class Atom(DjangoFeed):
    feed_type = SpokenFeed
    author_name = gettext_lazy("Suhbat")

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The feed without Django's Last-Modified, that of its newest entry.

        Who asked by it would never hear of a withdrawal, nor of a new name.
        """
        response: HttpResponse = super().__call__(request, *args, **kwargs)
        del response.headers["Last-Modified"]
        return response


def tag_of(made: datetime, name: str) -> str:
    """A name for ever (RFC 4151): addresses may change, and names must not."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{made:%Y-%m-%d}:{name}"


def writable(words: str) -> str:
    """The words with a sign for each character that XML cannot write."""
    return UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", words)
