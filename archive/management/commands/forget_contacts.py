"""manage.py forget_contacts: addresses of those who reported errors, erased."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import ngettext

from archive.models import Erratum, Trail
from archive.models.memory import operator


class Command(BaseCommand):
    help = (
        "Erases how to reach those who reported errors: 30 days after their report was "
        "closed, a year after it came. The same is done at every report; run it daily "
        "where few come. Backups made before keep what they hold."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="erase every contact, at once"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            number = Erratum.objects.all().forget_contacts(at_once=options["all"])
            if number:
                subject = f"contacts of {number} reports"
                Trail.objects.record(operator(), "forget contact", subject)
        told = ngettext(
            "%(number)s contact is erased.", "%(number)s contacts are erased.", number
        )
        self.stdout.write(told % {"number": number})
