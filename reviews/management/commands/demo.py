"""``manage.py demo``: make the demonstration and print who can sign in. Running it again prints the same."""

import logging
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from questionnaires.models import FrameworkVersion
from reviews.demo import people
from reviews.demo.build import LANGUAGE, build


class Command(BaseCommand):
    """Invented firms and accounts with printed passwords: for a product on one's own machine, never for the public."""

    help = "Make invented firms and accounts, and print the accounts."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Refuse where strangers come by, else build and print."""
        if settings.IS_HTTPS:
            raise CommandError("BASE_URL is https: the demonstration's accounts are for a product on one's own machine")
        # Forty times "job queued" would hide what is printed below, and the jobs are done by then.
        logging.getLogger("c4ir_assess.jobs.outbox").setLevel(logging.WARNING)
        passwords, renew = people.passwords(Path(settings.DATA_DIR) / "demo.json")
        try:
            with translation.override(LANGUAGE):
                build(passwords=passwords, renew=renew)
        except FrameworkVersion.DoesNotExist as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write("Demonstration (invented firms and people):")
        for person in people.PEOPLE:
            self.stdout.write(f"  {person.what:<42} {person.email:<26} {passwords[person.email]}")
