"""`manage.py suggest_topics`: look for topics in the words, and for key phrases."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from archive.authorities.suggesting import Tools, count_phrases, suggest
from archive.models import Interview, Trail, Turn
from archive.models.memory import operator
from archive.search import analysis
from archive.search.stopwords import is_common


class Command(BaseCommand):
    help = (
        "Suggests topics whose names stand in the words of exchanges, and counts the "
        "archive's key phrases. Editors accept or reject them; readers see nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "interview", nargs="*", help="the last part of an interview’s address"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        tools = Tools(
            analysis.tokens, lambda word, code: is_common(word, frozenset({code}))
        )
        turns = Turn.objects.all()
        if slugs := options["interview"]:
            found = Interview.objects.filter(slug__in=slugs)
            if strange := sorted({*slugs} - {each.slug for each in found}):
                raise CommandError(
                    f"There is no interview {', '.join(strange)}. Give the last part "
                    "of its address."
                )
            turns = turns.filter(interview__in=found)
        with transaction.atomic():
            total = suggest(turns, tools)
            told = f"topics: {total} suggested"
            Trail.objects.record(operator(), "suggest", told)
        self.stdout.write(f"{total} new suggestions of topics.")
        if not slugs:
            phrases = count_phrases(turns, tools)
            self.stdout.write(f"{phrases} key phrases wait for an editor.")
