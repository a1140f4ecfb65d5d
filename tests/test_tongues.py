"""A language is told by an address, and by nothing else of a request."""

import pytest

from archive.tongues import direction_of, paths_of, plain, tongue_of


@pytest.mark.parametrize(
    ("path", "tongue", "common"),
    [
        ("/", "en", "/"),
        ("/ru/", "ru", "/"),
        ("/kk", "kk", "/"),
        ("/kk/interviews/a/q7/", "kk", "/interviews/a/q7/"),
        ("/interviews/ru/", "en", "/interviews/ru/"),
        ("/rubric/", "en", "/rubric/"),
        ("/en/about/", "en", "/en/about/"),
        ("/ru-kz/", "en", "/ru-kz/"),
        ("/RU/", "en", "/RU/"),
        ("", "en", ""),
    ],
)
def test_a_path_names_its_language_at_its_beginning(path, tongue, common):
    assert (tongue_of(path), plain(path)) == (tongue, common)


@pytest.mark.parametrize("path", ["/about/", "/kk/about/", "/ru/about/"])
def test_a_page_stands_at_a_path_of_every_language(path):
    assert dict(paths_of(path)) == {
        "en": "/about/",
        "kk": "/kk/about/",
        "ru": "/ru/about/",
    }


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("he", "rtl"),
        ("ar-EG", "rtl"),
        ("az-Arab-IR", "rtl"),
        ("ar-Latn", "ltr"),
        ("kk", "ltr"),
        ("zh-Hant", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_language_runs_as_its_script_does(language, direction):
    assert direction_of(language) == direction
