"""How a person is named: in the margin, and by whoever looks for them."""

import pytest

from archive.models import Speaker, SpeakerAlias
from tests.factories import make_speaker


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Kassym-Jomart Tokayev", "K.T."),
        ("Dikhan Kamzabekuly", "D.K."),
        ("Әбіш Кекілбайұлы", "Ә.К."),
        ("ali ibn abi talib", "A.T."),
        ("Madonna", "M."),
        ("  Aigul   Saparova ", "A.S."),
        ("李明", "李."),
        ("Ali Ali", "A.A."),
        ("  ", ""),
    ],
)
def test_initials_are_the_first_letters_of_the_first_and_last_name(name, initials):
    assert Speaker(name=name).initials == initials


def test_a_speaker_has_an_address():
    assert Speaker(slug="aigul-saparova").get_absolute_url() == (
        "/speakers/aigul-saparova/"
    )


@pytest.mark.django_db
def test_a_speaker_is_found_by_name_and_by_alias_in_any_case():
    aigul = make_speaker()
    SpeakerAlias.objects.create(speaker=aigul, name="Mrs Saparova")
    SpeakerAlias.objects.create(speaker=aigul, name="Aigul Saparova (poet)")
    make_speaker("Aigul Saparova-Omarova", "another")

    assert list(Speaker.objects.named("AIGUL SAPAROVA")) == [aigul]
    assert list(Speaker.objects.named("mrs saparova")) == [aigul]
    assert list(Speaker.objects.named("Saparova")) == []
