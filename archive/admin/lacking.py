"""What interviews lack, though none of their turns is doubtful: voices, a language."""

from django.http import HttpRequest
from django.utils.translation import ngettext

from archive.models import Interview, Turn


def count_unattributed(request: HttpRequest) -> int:
    return Turn.objects.unattributed().interviews().count()


def say_unattributed(total: int) -> str:
    said = ngettext(
        "%(n)s interview has turns of nobody known",
        "%(n)s interviews have turns of nobody known",
        total,
    )
    return said % {"n": total}


def count_without_language(request: HttpRequest) -> int:
    return Interview.objects.filter(language="und").count()


def say_without_language(total: int) -> str:
    said = ngettext(
        "%(n)s interview states no language",
        "%(n)s interviews state no language",
        total,
    )
    return said % {"n": total}
