"""What was printed twice is suggested; an editor links it or keeps it apart."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from archive.models import Apart, SameConversation, Segment, Trail
from tests.factories import make_conversation, make_speaker


@pytest.fixture
def printed_twice(db):
    first, second = make_conversation(3), make_conversation(3, slug="steppe-again")
    for interview in (first, second):
        parts = Segment.objects.filter(turn__interview=interview)
        for number, part in enumerate(parts.order_by("turn__sequence", "order"), 1):
            Segment.objects.filter(pk=part.pk).update(fingerprint=number)
    make_conversation(1, slug="another")
    return first, second


def alike(desk):
    return desk.get(reverse("admin:archive_alike"))


def say(desk, first, second, **told):
    told = {"first": first.pk, "second": second.pk, **told}
    return desk.post(reverse("admin:archive_alike_link"), told)


def test_interviews_that_share_passages_are_suggested(desk, printed_twice):
    found = alike(desk).context["suggestions"]

    assert [(each.first, each.second, each.shared) for each in found] == [
        (*printed_twice, 9)
    ]


def test_two_are_linked_in_order_and_on_the_trail(desk, printed_twice):
    first, second = printed_twice

    say(desk, second, first)

    linked = SameConversation.objects.get()
    assert (linked.first, linked.second) == (first, second)
    assert Trail.objects.first().act == "link"
    assert alike(desk).context["suggestions"] == []


def test_two_that_are_two_are_suggested_no_more(desk, printed_twice):
    say(desk, *printed_twice, apart=1)

    assert Apart.objects.count() == 1
    assert Trail.objects.first().act == "keep apart"
    assert alike(desk).context["suggestions"] == []


@pytest.mark.parametrize("key", ["", "x", "99999999999999999999", "0"])
def test_only_interviews_are_linked(desk, printed_twice, key):
    told = {"first": key, "second": printed_twice[0].pk}

    assert desk.post(reverse("admin:archive_alike_link"), told).status_code == 404


def test_an_interview_is_not_linked_to_itself(desk, printed_twice):
    assert say(desk, printed_twice[0], printed_twice[0]).status_code == 404


def test_people_who_share_a_name_are_listed(desk, db):
    first = make_speaker("Aigul Saparova", "aigul-saparova")
    second = make_speaker("Saparova", "saparova")
    second.aliases.create(name="aigul saparova")
    make_speaker("Madi Bek", "madi-bek")

    assert alike(desk).context["namesakes"] == [[first, second]]


def test_names_that_sound_alike_in_two_scripts_are_shown_and_not_merged(desk):
    printed = ("Қасым-Жомарт Тоқаев", "Kassym-Jomart Tokayev", "Айгуль", "Aigul")
    people = [make_speaker(name, str(at)) for at, name in enumerate(printed)]

    assert alike(desk).context["namesakes"] == [people[:2]]


def test_who_may_not_link_only_looks(client, printed_twice):
    reader = User.objects.create_user("reader", password="x", is_staff=True)
    client.force_login(reader)
    assert alike(client).status_code == 403
    permission = Permission.objects.get(codename="view_sameconversation")
    reader.user_permissions.add(permission)

    assert "One conversation" not in alike(client).content.decode()
    assert say(client, *printed_twice).status_code == 403


def test_links_are_listed_and_not_added_by_hand(desk, printed_twice):
    say(desk, *printed_twice)

    listed = desk.get(reverse("admin:archive_sameconversation_changelist"))

    assert listed.context["cl"].result_count == 1
    address = reverse("admin:archive_sameconversation_add")
    assert desk.get(address).status_code == 403
