"""Which people of two interviews are one, and which are kept apart."""

import pytest

from archive import models
from archive.ingest.pipeline import parse_content
from archive.ingest.sidecar import Sidecar, StatedPerson
from archive.ingest.storing.store import store
from archive.transcript import Role

pytestmark = pytest.mark.django_db

TALK = "{0}: Who dug well {2}?\n\n{1}: My father and I did {2}.\n\n" * 2


def keep(asking, answering, name, people=()):
    text = TALK.format(asking, answering, name)
    words = {"language": "en", "title": name}
    stated = Sidecar("talk.toml", words=words, people=people)
    return store(parse_content(text.encode(), name, stated))


def names():
    return sorted(models.Speaker.objects.values_list("name", flat=True))


def test_a_full_name_is_one_person_in_every_interview():
    keep("Dinara Aset", "Yerlan Omar", "one.txt")
    keep("DINARA ASET", "Aigul Kim", "two.txt")

    assert names() == ["Aigul Kim", "Dinara Aset", "Yerlan Omar"]


@pytest.mark.parametrize("label", ["Aset", "Dinara", "D. Aset", "THE COURT"])
def test_less_than_a_full_name_may_be_somebody_else_elsewhere(label):
    keep(label, "Yerlan Omar", "one.txt")
    keep(label, "Yerlan Omar", "two.txt")

    assert names() == sorted([label, label, "Yerlan Omar"])


def test_a_surname_is_not_therefore_the_person_of_another_interview():
    keep("Dinara Aset", "Yerlan Omar", "one.txt")
    keep("Aset", "Aigul Kim", "two.txt")

    assert "Aset" in names()


def test_a_name_in_another_script_is_kept_apart():
    keep("Kassym-Jomart Tokayev", "Yerlan Omar", "one.txt")
    keep("Қасым-Жомарт Тоқаев", "Aigul Kim", "two.txt")

    assert models.Speaker.objects.count() == 4


@pytest.mark.parametrize("label", ["Қасым-Жомарт Тоқаев", "Токаев"])
def test_a_name_that_an_editor_gave_as_an_alias_is_that_person(label):
    stated = StatedPerson("Kassym-Jomart Tokayev", Role.INTERVIEWEE, aliases=(label,))
    keep("Yerlan Omar", "Kassym-Jomart Tokayev", "one.txt", people=(stated,))
    keep("Aigul Kim", label, "two.txt")

    assert names() == ["Aigul Kim", "Kassym-Jomart Tokayev", "Yerlan Omar"]


def test_a_short_name_that_a_sidecar_states_is_believed():
    stated = (StatedPerson("Madi", Role.INTERVIEWEE),)
    keep("Yerlan Omar", "Madi", "one.txt", people=stated)
    keep("Yerlan Omar", "Madi", "two.txt", people=stated)

    assert names() == ["Madi", "Yerlan Omar"]


def test_an_interview_kept_again_keeps_its_people():
    keep("Aset", "Omar", "one.txt")
    keep("Aset", "Omar", "one.txt")

    assert names() == ["Aset", "Omar"]
