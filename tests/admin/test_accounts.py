"""Accounts given, taken, and never more than whoever gives them has."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests.factories import make_editor

PASSWORDS = {"password1": "nine-wells-deep", "password2": "nine-wells-deep"}


@pytest.fixture
def administrator(client, db):
    account = make_editor("dana", "administrator")
    client.force_login(account)
    return account


def page(account, name="change"):
    return reverse(f"admin:auth_user_{name}", args=[account.pk])


def test_an_account_is_given_with_its_group_and_comes_in(client, administrator):
    group = Group.objects.get(name="contributor")
    told = {"username": "serik", "usable_password": "true", "groups": [group.pk]}

    client.post(reverse("admin:auth_user_add"), {**told, **PASSWORDS})

    serik = User.objects.get(username="serik")
    assert (serik.is_staff, serik.is_superuser) == (True, False)
    assert [each.name for each in serik.groups.all()] == ["contributor"]


def test_an_administrator_makes_nobody_a_superuser(client, administrator):
    told = {"username": "dana", "is_active": "on", "is_staff": "on"}

    client.post(page(administrator), {**told, "is_superuser": "on"})

    administrator.refresh_from_db()
    assert not administrator.is_superuser


@pytest.mark.parametrize("name", ["change", "password_change"])
def test_an_administrator_changes_no_superuser(client, administrator, name):
    above = User.objects.create_superuser("aray")

    assert client.post(page(above, name), PASSWORDS).status_code == 403


def test_who_leaves_is_made_inactive_and_kept(client, administrator):
    leaving = make_editor("madi")

    client.post(page(leaving), {"username": "madi", "is_staff": "on"})

    leaving.refresh_from_db()
    assert not leaving.is_active


def test_a_weak_password_is_refused(client, administrator):
    told = {"username": "serik", "usable_password": "true"}

    client.post(
        reverse("admin:auth_user_add"), {**told, "password1": "a", "password2": "a"}
    )

    assert not User.objects.filter(username="serik").exists()
