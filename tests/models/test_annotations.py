"""A note stands on a passage of one turn, pinned to the wording it was made on."""

from hashlib import sha256

import pytest

from archive.anchoring import Selectors
from archive.models import Annotation, Hold, Turn, wording_of
from archive.transcript import Span
from tests.factories import make_annotation, make_interview, make_turn

TEXT = "From the mountains. It takes nine days."


def test_a_note_remembers_its_words_their_surroundings_and_the_wording():
    annotation = Annotation(turn=Turn(text=TEXT), hold=Hold.ORPHANED)

    annotation.stand_on(Span(9, 18))

    assert annotation.selectors == Selectors(
        exact="mountains",
        prefix="From the ",
        suffix=". It takes nine days.",
        start=9,
        end=18,
    )
    assert annotation.wording == sha256(TEXT.encode()).hexdigest()
    assert annotation.hold == Hold.ANCHORED


@pytest.mark.parametrize("span", [Span(3, 3), Span(30, 99)])
def test_a_note_does_not_stand_on_nothing(span):
    annotation = Annotation(turn=Turn(text=TEXT), exact="as it was")

    with pytest.raises(ValueError, match="is no passage"):
        annotation.stand_on(span)

    assert annotation.exact == "as it was"


def test_two_wordings_are_told_apart():
    assert wording_of("a") == wording_of("a") != wording_of("b")


@pytest.mark.django_db
def test_notes_come_in_the_order_of_their_passages():
    interview = make_interview()
    first = make_turn(interview, text=TEXT)
    second = make_turn(interview, text=TEXT)
    late = make_annotation(second, "From")
    middle = make_annotation(first, "days")
    wide = make_annotation(first, "mountains. It")
    narrow = make_annotation(first, "mountains")

    assert list(Annotation.objects.in_place()) == [narrow, wide, middle, late]
