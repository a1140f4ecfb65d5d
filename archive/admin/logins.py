"""Who came in and who left, on the trail."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

from archive.models import Trail


@receiver(user_logged_in, dispatch_uid="trail_log_in")
def record_login(sender: Any, user: Any, **kwargs: Any) -> None:
    Trail.objects.record(user.get_username(), "log in", f"user {user.pk}: {user}")


@receiver(user_logged_out, dispatch_uid="trail_log_out")
def record_logout(sender: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        Trail.objects.record(user.get_username(), "log out", f"user {user.pk}: {user}")
