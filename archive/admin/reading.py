"""What can be read here and not written: the record, and what vouches for it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from archive.admin.asking import Asked


class ReadOnly(Asked):
    """The record comes first: nobody adds to it, changes it or takes from it here."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
