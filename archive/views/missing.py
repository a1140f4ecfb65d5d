"""An address at which nothing stands, or all was withdrawn: what it may have meant."""

import re
from http import HTTPStatus
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.views.access import Withdrawn

MOST = 8
WORD = re.compile(r"[^\W\d_]{2,40}|\b[12][0-9]{3}\b")
OURS = {
    *("interviews", "interview", "speakers", "speaker", "topics", "topic", "search"),
    *("feed", "atom", "html", "htm", "php", "index", "admin", "kk", "ru", "en"),
}


def show_missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, Withdrawn):
        told = {"gone": exception.gone}
        return render(request, "withdrawn.html", told, status=HTTPStatus.GONE)
    page = {"words": words_of(request.path_info)}
    return render(request, "404.html", page, status=404)


def words_of(path: str) -> str:
    """Return the words of an address that are not the archive's own.

    `/interviews/tokayev-egemen-2024/q7/` gives `tokayev egemen 2024`.
    """
    found = WORD.findall(unquote(path[:500]))
    words = dict.fromkeys(word for word in found if word.lower() not in OURS)
    return " ".join([*words][:MOST])
