"""What a field accepts beyond its type."""

import pytest
from django.core.exceptions import ValidationError

from archive.models.validators import check_identifiers, check_language


@pytest.mark.parametrize("language", ["en", "kk", "zh-Hant", "sr-Latn-RS"])
def test_a_language_is_written_as_bcp_47_has_it(language):
    check_language(language)


@pytest.mark.parametrize("language", ["e", "Kazakh language", "en_GB", "en-", "en\n"])
def test_what_is_no_language_tag_is_refused(language):
    with pytest.raises(ValidationError, match="BCP 47"):
        check_language(language)


@pytest.mark.parametrize("identifiers", [None, [1], "Q1", {"a": 1}, {"a": " "}])
def test_identifiers_are_a_flat_object_of_strings(identifiers):
    with pytest.raises(ValidationError, match="all in quotes"):
        check_identifiers(identifiers)
