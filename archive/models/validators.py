"""What a field accepts beyond its type, told in words an editor can act on."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from archive.transcript.laws import LANGUAGE

check_language = RegexValidator(
    rf"^{LANGUAGE.pattern}\Z",
    _("Write a language as BCP 47 has it, such as en, kk or zh-Hant."),
)


def check_identifiers(identifiers: Any) -> None:
    """Raise ValidationError unless it is a flat object of names and strings."""
    is_flat = isinstance(identifiers, dict) and all(
        name.strip() and isinstance(value, str) and value.strip()
        for name, value in identifiers.items()
    )
    if not is_flat:
        raise ValidationError(
            _('Write names and values, all in quotes, such as {"wikidata": "Q1234"}.')
        )
