"""Four groups, each with exactly its rights, whatever was migrated."""

from itertools import pairwise

import pytest
from django.contrib.auth.models import Group, Permission, User

from archive.models.rights import GIVEN, rights_of, settle_rights
from tests.factories import make_editor

pytestmark = pytest.mark.django_db


def rights(group):
    found = Permission.objects.filter(group__name=group)
    return {f"{row.content_type.app_label}.{row.codename}" for row in found}


@pytest.mark.parametrize("group", GIVEN)
def test_a_group_has_exactly_its_rights(group):
    assert rights(group) == rights_of(group)


def test_each_group_may_do_all_that_the_one_before_it_may():
    ladder = [rights_of(group) for group in GIVEN]

    assert all(less < more for less, more in pairwise(ladder))


def test_only_publishers_and_administrators_decide_what_readers_see():
    publishing = {"archive.publish_interview", "archive.publish_annotation"}

    assert {group for group in GIVEN if rights_of(group) & publishing} == {
        "publisher",
        "administrator",
    }


def test_a_right_that_was_given_or_taken_is_settled_at_the_next_migrate():
    contributors = Group.objects.get(name="contributor")
    contributors.permissions.add(Permission.objects.get(codename="publish_annotation"))

    assert settle_rights() == ["contributor"]
    assert rights("contributor") == rights_of("contributor")
    assert settle_rights() == []


def test_a_member_has_the_rights_of_the_group():
    account = make_editor("dana", "publisher")

    assert User.objects.get(pk=account.pk).has_perm("archive.publish_interview")
    assert not account.has_perm("archive.view_trail")
