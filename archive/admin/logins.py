"""Who came in, who left, who was kept out, and who let them in again: on the trail."""

from typing import Any

from axes import admin as doors
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.utils import timezone

from archive.admin.memory import Trailed
from archive.models import Trail

LOCK_OUT = "lock out"


@receiver(user_logged_in, dispatch_uid="trail_log_in")
def record_login(sender: Any, user: Any, **kwargs: Any) -> None:
    Trail.objects.record(user.get_username(), "log in", f"user {user.pk}: {user}")


@receiver(user_logged_out, dispatch_uid="trail_log_out")
def record_logout(sender: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        Trail.objects.record(user.get_username(), "log out", f"user {user.pk}: {user}")


@receiver(user_locked_out, dispatch_uid="trail_lock_out")
def record_lockout(sender: Any, username: str, ip_address: str, **kwargs: Any) -> None:
    """The name is as it was typed: perhaps nobody's.

    Axes signals every attempt at a closed door; the trail, which nothing is ever
    taken from, is told once in the time the door stays closed.
    """
    subject = f"{username[:150]} from {ip_address}"
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    known = Trail.objects.filter(act=LOCK_OUT, subject=subject, at__gt=since)
    if not known.exists():
        Trail.objects.record("somebody", LOCK_OUT, subject)


class AttemptAdmin(Trailed, doors.AccessAttemptAdmin):  # type: ignore[misc]
    """Whoever deletes an attempt opens a door again."""

    # Expired ones go by themselves, at the next attempt.
    actions = ()


class LogAdmin(Trailed, doors.AccessLogAdmin):  # type: ignore[misc]
    """Kept by Axes; deleted here by somebody."""


class FailureAdmin(Trailed, doors.AccessFailureLogAdmin):  # type: ignore[misc]
    """Kept by Axes; deleted here by somebody."""


OURS = {
    AccessAttempt: AttemptAdmin,
    AccessLog: LogAdmin,
    AccessFailureLog: FailureAdmin,
}
for model, desk in OURS.items():
    if admin.site.is_registered(model):
        admin.site.unregister(model)
        admin.site.register(model, desk)
