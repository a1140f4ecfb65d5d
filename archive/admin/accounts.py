"""Editors' accounts and their groups: Django's own pages, put on the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from archive.admin.memory import Trailed

if TYPE_CHECKING:
    Accounts = UserAdmin[User]
else:
    Accounts = UserAdmin

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(Trailed, Accounts):
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The history points to accounts: those who leave are made inactive."""
        return False


@admin.register(Group)
class RightsAdmin(Trailed, GroupAdmin):
    pass
