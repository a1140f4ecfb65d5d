"""Slugs made from names."""

import pytest

from archive.ingest.addresses import free_slug, slug_of
from archive.models import Outlet


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Egemen Qazaqstan", "egemen-qazaqstan"),
        ("We’ve passed a point of no return?", "weve-passed-a-point-of-no-return"),
        ("Әбдуәли Қайдар: «Аш жүрсем де»", "әбдуәли-қайдар-аш-жүрсем-де"),
        ("中央社駐巴黎記者訪問", "中央社駐巴黎記者訪問"),
        ("snake_case", "snake-case"),
        ("…", "untitled"),
        ("a " * 60, "a" + "-a" * 39),
        ("b" * 100, "b" * 80),
    ],
)
def test_a_slug_holds_the_words_of_the_name(name, slug):
    assert slug_of(name) == slug


@pytest.mark.django_db
def test_a_slug_that_is_taken_gets_a_number():
    for slug in ("steppe", "steppe-2"):
        Outlet.objects.create(name=slug, slug=slug)

    assert free_slug("Steppe", Outlet.objects.all()) == "steppe-3"
