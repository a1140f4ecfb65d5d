"""oEmbed 1.0 (https://oembed.com): what another site shows of a link to us.

The HTML is the words themselves, so it needs neither a frame nor a script.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, resolve

from archive.citations import caption
from archive.errors import ArchiveError
from archive.models import Interview
from archive.tongues import plain
from archive.views.cited import Cited, find_cited
from archive.views.marks import MARK
from archive.views.snippets import WIDTH, fitted, height_of, snippet_of

SHOWN = {"interview", "exchange", "passage", "embed", "cite"}
CACHE_AGE = 3600
FORMATS = ("json", "xml")
# XML 1.0, 2.2: characters that it cannot write at all.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Refused(ArchiveError):
    """An answer of the specification's section 2.3.5, and why."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        self.status = status
        super().__init__(why)


def show_oembed(request: HttpRequest) -> HttpResponse:
    """Answer 400 without an address, 404 and 410 for what is not, 501 otherwise."""
    try:
        told = read_oembed(request.GET)
        is_xml = request.GET.get("format") == "xml"
        response = _as_xml(told) if is_xml else JsonResponse(told)
    except Refused as refused:
        response = JsonResponse({"error": str(refused)}, status=refused.status)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def read_oembed(asked: QueryDict) -> dict[str, str | int]:
    if asked.get("format", "json") not in FORMATS:
        raise Refused(HTTPStatus.NOT_IMPLEMENTED, "format: json or xml.")
    width = min(read_size(asked, "maxwidth") or WIDTH, WIDTH)
    highest = read_size(asked, "maxheight")
    address = asked.get("url", "")
    if not address:
        raise Refused(HTTPStatus.BAD_REQUEST, "url: give the address of a page.")
    cited = find_shown(address)
    cited = fitted(cited, width, highest) if highest else cited
    height = height_of(cited, width)
    return {
        "version": "1.0",
        "type": "rich",
        "title": caption(cited.citable),
        **author_of(cited),
        "provider_name": "Suhbat",
        "provider_url": f"{settings.SITE_URL}/",
        "cache_age": CACHE_AGE,
        "html": snippet_of(cited),
        "width": width,
        "height": min(height, highest) if highest else height,
    }


def _as_xml(told: Mapping[str, str | int]) -> HttpResponse:
    """An element for each field, by the specification's section 2.3.4.2."""
    root = Element("oembed")
    for name, value in told.items():
        SubElement(root, name).text = UNWRITABLE.sub("\ufffd", str(value))
    body = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="text/xml; charset=utf-8")


def read_size(asked: QueryDict, name: str) -> int:
    """A number of pixels; 0 where none is asked for."""
    size = asked.get(name, "")
    if size and not (size.isascii() and size.isdecimal() and 0 < len(size) < 7):
        raise Refused(HTTPStatus.BAD_REQUEST, f"{name}: give a number of pixels.")
    return int(size or 0)


def find_shown(address: str) -> Cited:
    """What an address of this site shows; its fragment may name a turn or paragraph."""
    try:
        parts = urlsplit(address)
        match = resolve(plain(unquote(parts.path)))
    except (ValueError, Resolver404) as error:
        raise _missing() from error
    is_ours = parts.netloc == urlsplit(settings.SITE_URL).netloc
    if not is_ours or match.url_name not in SHOWN or "\0" in match.kwargs["slug"]:
        raise _missing()
    query, anchor = QueryDict(parts.query), match.kwargs.get("anchor", "")
    if "mark" not in query and MARK.fullmatch(parts.fragment):
        query = QueryDict(f"mark={parts.fragment}")
    interview = find_interview(match.kwargs["slug"])
    try:
        return find_cited(interview, anchor, query)
    except Http404 as error:
        raise _missing() from error


def find_interview(slug: str) -> Interview:
    named = Interview.objects.filter(Q(slug=slug) | Q(aliases__slug=slug))
    found = named.public().select_related("outlet", "republisher").first()
    if found is not None:
        return found
    if named.withdrawn().exists():
        raise Refused(HTTPStatus.GONE, "This interview has been withdrawn.")
    raise _missing()


def author_of(cited: Cited) -> dict[str, str]:
    """Who says the words; of what several people say, nobody."""
    speaker = cited.turn.speaker if cited.turn else None
    if speaker is None or len({said.speaker for said in cited.said}) != 1:
        return {}
    address = f"{settings.SITE_URL}{speaker.get_absolute_url()}"
    return {"author_name": speaker.name, "author_url": address}


def _missing() -> Refused:
    return Refused(HTTPStatus.NOT_FOUND, "url: no page of this archive is there.")
