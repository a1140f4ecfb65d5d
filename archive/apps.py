"""The archive as Django sees it: one application, and the editors' desk."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.apps import AppConfig
from django.contrib.admin import AdminSite
from django.contrib.admin import apps as admin_apps
from django.db import transaction
from django.db.models.signals import post_migrate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# What is edited, in the order of an editor's day; then what is only read.
GROUPS = (
    (_("Interviews"), ("Interview", "Question", "Answer", "Turn", "Outlet")),
    (_("Coming in"), ("Upload", "SameConversation")),
    (_("Notes and reports"), ("Annotation", "Erratum")),
    (_("People and topics"), ("Speaker", "Topic")),
    (
        _("The record, to be read"),
        ("Correction", "Rearrangement", "Source", "Edition", "Trail"),
    ),
    (
        _("Who comes in"),
        ("User", "Group", "AccessAttempt", "AccessFailureLog", "AccessLog"),
    ),
)
ORDER = [name for _group, names in GROUPS for name in names]


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = _("Archive")

    def ready(self) -> None:
        """Hear of changes that quotations are to be compared with, and of migrate."""
        from archive.models import watching
        from archive.quoting import keeping

        keeping.connect()
        from simple_history.signals import pre_create_historical_record

        from archive.models.memory import vouch

        pre_create_historical_record.connect(vouch, dispatch_uid="trail")
        post_migrate.connect(settle_groups, sender=self, dispatch_uid="groups")
        post_migrate.connect(watching.put_up, sender=self, dispatch_uid="triggers")


def settle_groups(apps: Any = None, **signal: Any) -> None:
    """Give the groups of the desk their rights, whatever was migrated."""
    if apps is not None and "auth" not in apps.app_configs:
        return
    from django.apps import apps as here
    from django.contrib.auth.management import create_permissions

    from archive.models.rights import settle_rights

    # Django makes an app's permissions in its turn, and accounts come after us.
    for name in ("archive", "auth"):
        create_permissions(here.get_app_config(name), verbosity=0)
    settle_rights()


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with our site in it; settings name it in place of the original."""

    default = False
    default_site = "archive.apps.Desk"


class Desk(AdminSite):
    """Lives here because `archive.admin` already needs it while it is imported."""

    site_title = _("Suhbat editors")
    site_header = _("Suhbat")
    index_title = _("Editors’ desk")
    # What the start page tells; `archive.admin.overview` puts its own here.
    overview: Callable[[HttpRequest], dict[str, Any]] = staticmethod(lambda _: {})

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Django's page; a change that succeeded is told to the trail."""
        with transaction.atomic():
            answer = super().password_change(request, extra_context)
            if request.method == "POST" and answer.status_code == HTTPStatus.FOUND:
                from archive.models import Trail

                user = request.user
                subject = f"user {user.pk}: {user}"
                Trail.objects.record(user.get_username(), "change password", subject)
        return answer

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """What waits for an editor stands before the lists."""
        told = self.overview(request)
        return super().index(request, {**told, **(extra_context or {})})

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[Any]:
        """Of one application its models; of all, the groups of the desk's work."""
        apps = super().get_app_list(request, app_label)
        models = [model for app in apps for model in app["models"]]
        models.sort(key=lambda model: place_of(model["object_name"]))
        if app_label is not None:
            return [{**app, "models": models} for app in apps]
        known = {model["object_name"]: model for model in models}
        told = [
            (name, [known.pop(each) for each in names if each in known])
            for name, names in GROUPS
        ]
        told.append((_("Other"), [*known.values()]))
        return [{"name": name, "models": found} for name, found in told if found]


def place_of(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
