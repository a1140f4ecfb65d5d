"""Initials in the margin, told apart within one conversation. Pure."""

import pytest

from archive.models import Speaker, tell_apart
from archive.models.sigla import sigla_of


@pytest.mark.parametrize(
    ("names", "sigla"),
    [
        (["Aigul Saparova", "Daniyar Omarov"], ["A.S.", "D.O."]),
        (["Henry Smith", "Hector Scott"], ["H.Sm.", "H.Sc."]),
        (["Henry Smith", "Hector Smythe", "Li Ming"], ["H.Smi.", "H.Smy.", "L.M."]),
        (["Harris", "Hall"], ["Har.", "Hal."]),
        (["Ann Lee", "Amy Lee"], ["A.L.1", "A.L.2"]),
        (["Айгүл Сапарова", "Арман Серіков"], ["А.Са.", "А.Се."]),
        (["Madonna"], ["M."]),
        (["", " "], [".1", ".2"]),
    ],
)
def test_nobody_has_the_initials_of_another(names, sigla):
    assert list(sigla_of(dict(enumerate(names))).values()) == sigla


def test_every_instance_of_a_speaker_is_told_apart():
    first, again, other = (
        Speaker(pk=1, name="Henry Smith"),
        Speaker(pk=1, name="Henry Smith"),
        Speaker(pk=2, name="Hector Scott"),
    )

    tell_apart([first, again, other])

    assert [each.initials for each in (first, again, other)] == [
        "H.Sm.",
        "H.Sm.",
        "H.Sc.",
    ]
