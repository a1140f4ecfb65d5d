"""The interface is whole in every language: nothing is left in English."""

import gettext
import shutil

import pytest

from tests import catalogs
from tests.conftest import miss

CATALOGS = {path.parent.parent.name: path for path in catalogs.find_catalogs()}
tongues = pytest.mark.parametrize("tongue", CATALOGS)


def keys_of(catalog):
    """What a catalog translates: with its context, and its plural where it has one."""
    return {(message.context, message.id) for message in catalog if message.id}


def test_every_language_but_english_has_a_catalog(settings):
    codes = {code for code, _ in settings.LANGUAGES}

    assert codes - set(CATALOGS) == {"en"}


@tongues
def test_nothing_is_left_to_translate(tongue):
    assert catalogs.untranslated(catalogs.read(CATALOGS[tongue])) == []


@tongues
def test_what_a_sentence_holds_stands_in_its_translation(tongue):
    unlike = [
        (told, translated)
        for message in catalogs.read(CATALOGS[tongue])
        for told, translated in pairs_of(message)
        if catalogs.held(told) != catalogs.held(translated)
    ]

    assert unlike == []


def pairs_of(message):
    """Each form beside the English plural; where English has none, beside itself.

    A form for one alone may leave out the number, as English may.
    """
    if not message.id or not all(catalogs.forms_of(message.string)):
        return []
    told = catalogs.forms_of(message.id)
    forms = catalogs.forms_of(message.string)
    pairs = [(told[-1], form) for form in forms]
    if catalogs.held(forms[0]) == catalogs.held(told[0]):
        return pairs[1:]
    return pairs


@tongues
def test_what_is_read_is_what_was_translated(tongue, tmp_path):
    path = CATALOGS[tongue]
    fresh = tmp_path / "django.po"
    fresh.write_bytes(path.read_bytes())

    catalogs.compile_catalog(fresh)

    kept = path.with_suffix(".mo")
    assert load(kept) == load(fresh.with_suffix(".mo")), "python -m tests.catalogs"


def load(path):
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


@tongues
def test_the_catalog_holds_what_is_marked_and_nothing_else(tongue):
    if not shutil.which("xgettext"):
        miss("GNU gettext is not installed (Debian: apt-get install gettext)")
    marked = keys_of(catalogs.extract())

    assert keys_of(catalogs.read(CATALOGS[tongue])) == marked, (
        "python -m tests.catalogs"
    )


@pytest.mark.parametrize(
    ("tongue", "number", "told"),
    [
        ("ru", 1, "1 вопрос"),
        ("ru", 3, "3 вопроса"),
        ("ru", 11, "11 вопросов"),
        ("ru", 21, "21 вопрос"),
        ("kk", 1, "1 сұрақ"),
        ("kk", 3, "3 сұрақ"),
    ],
)
def test_numbers_are_told_as_the_language_counts(tongue, number, told):
    with CATALOGS[tongue].with_suffix(".mo").open("rb") as file:
        translations = gettext.GNUTranslations(file)

    words = translations.ngettext("%(number)s question", "%(number)s questions", number)

    assert words % {"number": number} == told
