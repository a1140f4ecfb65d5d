"""The command that erases how to reach who reported an error."""

import pytest
from django.core.management import call_command

from archive.models import Erratum
from tests.factories import make_erratum, make_interview, make_turn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("options", "told", "contact"),
    [
        ((), "0 contacts are erased.\n", "ann@example.org"),
        (("--all",), "1 contact is erased.\n", ""),
    ],
)
def test_contacts_are_erased_when_due_or_all_at_once(capsys, options, told, contact):
    turn = make_turn(make_interview())
    make_erratum(turn, "water", contact="ann@example.org")

    call_command("forget_contacts", *options)

    assert capsys.readouterr().out == told
    assert Erratum.objects.get().contact == contact
