"""The desk itself: its name, and its things in the order of an editor's day."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

ORDER = (
    "Interview",
    "Question",
    "Answer",
    "Turn",
    "Annotation",
    "Speaker",
    "Topic",
    "Outlet",
    "Source",
    "Edition",
    "Trail",
)


class Desk(AdminSite):
    site_title = _("Suhbat editors")
    site_header = _("Suhbat")
    index_title = _("Editors’ desk")

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[Any]:
        """The archive comes first, its models by ORDER; the rest as Django has it."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: place_of(model["object_name"]))
        return sorted(apps, key=lambda app: app["app_label"] != "archive")


def place_of(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
