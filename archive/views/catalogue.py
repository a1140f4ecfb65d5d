"""The list of all interviews: narrowed, in some order, page by page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.models import Interview
from archive.views.headings import headings_for
from archive.views.interviews import listed
from archive.views.narrowing import LONGEST, ORDERS, Asked, found_by, in_order

PAGE_SIZE = 20


def list_interviews(request: HttpRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    keys = in_order(found_by(asked), asked.order).values_list("pk", flat=True)
    page = Paginator(keys, PAGE_SIZE).get_page(request.GET.get("page"))
    told = {
        "page": page,
        "interviews": told_of(list(page)),
        "asked": asked,
        "headings": headings_for(asked),
        "orders": ORDERS,
        "longest": LONGEST,
        "total": Interview.objects.public().count(),
    }
    return render(request, "interviews/interviews.html", told)


def told_of(keys: list[int]) -> list[Interview]:
    """What a list says of these interviews alone, in their order."""
    known = {each.pk: each for each in listed(Interview.objects.filter(pk__in=keys))}
    return [known[key] for key in keys]
