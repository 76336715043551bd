"""``manage.py demo``: make the demonstration and print who can sign in. Running it again prints the same."""

import logging
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from accounts.models import User
from c4ir_assess.jobs.models import Job
from questionnaires.models import FrameworkVersion
from reports import demo
from reviews.demo import people
from reviews.demo.build import LANGUAGE, build

# Fifty times "job queued" would hide what is printed in the end, and the jobs are done by then.
TALKATIVE = ("c4ir_assess.jobs.outbox", "reports.issued.issuing")


class Command(BaseCommand):
    """Invented firms and accounts with printed passwords: for a product on one's own machine, never for the public."""

    help = "Make invented firms and accounts, and print the accounts."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Refuse where strangers come by, else build and print."""
        if settings.IS_HTTPS:
            raise CommandError("BASE_URL is https: the demonstration's accounts are for a product on one's own machine")
        for name in TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        passwords, renew = people.passwords(Path(settings.DATA_DIR) / "demo.json")
        try:
            with translation.override(LANGUAGE), transaction.atomic():
                last = Job.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
                build(passwords=passwords, renew=renew)
                demo.build(approver=User.objects.get(email=people.APPROVER.email))
                # What was done here is long ago: nobody gets letters about it.
                Job.objects.filter(pk__gt=last, task__startswith="notices.").delete()
        except FrameworkVersion.DoesNotExist as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write("Demonstration (invented firms and people):")
        for person in people.PEOPLE:
            self.stdout.write(f"  {person.what:<42} {person.email:<26} {passwords[person.email]}")
