"""The chain of acts, to be read."""

from django.contrib import admin

from archive.admin.reading import ReadOnly
from archive.models import Trail


@admin.register(Trail)
class TrailAdmin(ReadOnly):
    list_display = ("number", "at", "actor", "act", "subject")
    list_display_links = ("number",)
    list_filter = ("act", "at")
    search_fields = ("actor", "subject")
    show_full_result_count = False
