"""Editors' accounts and their groups: Django's own pages, put on the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from archive.admin.memory import Trailed

if TYPE_CHECKING:
    Accounts = UserAdmin[User]
else:
    Accounts = UserAdmin

admin.site.unregister(User)
admin.site.unregister(Group)


# What only a superuser gives: more than the groups of the desk.
BEYOND = ("is_superuser", "user_permissions")
KEPT = ("last_login", "date_joined")


@admin.register(User)
class AccountAdmin(Trailed, Accounts):
    list_display = ("username", "told_name", "told_groups", "is_active", "last_login")
    list_filter = ("is_active", "groups", "last_login")
    show_full_result_count = False
    # One step: a name, a password, and the group that says what it may do.
    add_fieldsets = (
        *UserAdmin.add_fieldsets,
        (None, {"classes": ("wide",), "fields": ("groups",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        accounts: QuerySet[User] = super().get_queryset(request)
        return accounts.prefetch_related("groups")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return KEPT if request.user.is_superuser else (*BEYOND, *KEPT)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody gains what a superuser has by giving one another password."""
        is_beyond = getattr(obj, "is_superuser", False)
        may_change = super().has_change_permission(request, obj)
        return may_change and (request.user.is_superuser or not is_beyond)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The history points to accounts: those who leave are made inactive."""
        return False

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: Any
    ) -> None:
        """Whoever is given an account here is to come in."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("name"))
    def told_name(self, account: User) -> str:
        return account.get_full_name()

    @admin.display(description=gettext_lazy("groups"))
    def told_groups(self, account: User) -> str:
        return ", ".join(group.name for group in account.groups.all())


@admin.register(Group)
class RightsAdmin(Trailed, GroupAdmin):
    pass
