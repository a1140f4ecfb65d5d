"""Who does it in these tests."""

from django.contrib.auth.models import User

from archive.authorities.remembering import Signed


def signed(reason=""):
    return Signed(User.objects.get_or_create(username="madi")[0], reason)
