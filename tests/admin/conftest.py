"""An editor at the desk."""

import pytest
from django.contrib.auth.models import User


@pytest.fixture
def editor(db):
    return User.objects.create_superuser("aray", password="steppe-water-nine")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client
