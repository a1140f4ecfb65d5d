"""The chain of acts, to be read."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from archive.admin.reading import ReadOnly
from archive.models import Trail


@admin.register(Trail)
class TrailAdmin(ReadOnly):
    list_display = ("number", "when", "actor", "act", "subject")
    list_display_links = ("number",)
    list_filter = ("act", "at")
    search_fields = ("actor", "subject")
    show_full_result_count = False

    @admin.display(description=gettext_lazy("when"), ordering="at")
    def when(self, act: Trail) -> str:
        at = localtime(act.at)
        return f"{date_format(at, 'DATETIME_FORMAT')} {at.tzname()}"
