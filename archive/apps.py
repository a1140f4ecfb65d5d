"""The archive as Django sees it: one application, and the editors' desk."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = _("Archive")


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with our site in it; settings name it in place of the original."""

    default = False
    default_site = "archive.admin.site.Desk"
