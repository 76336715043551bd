"""``manage.py reset_second_factor ADDRESS``: for the day the only administrator has lost the telephone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.second_factor import factors


class Command(BaseCommand):
    """Take a person's second factor away; they set up another one at their next sign-in."""

    help = "Take away a lost second factor. The person's sessions and password end; a code by e-mail signs in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address that the person signs in with."""
        parser.add_argument("address")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Reset, or say that nobody has this address."""
        person = User.objects.filter(email=options["address"].lower()).first()
        if not person:
            raise CommandError(f"nobody signs in with {options['address']}")
        factors.reset(person=person, by=None)
        self.stdout.write(f"{person.email}: no second factor, no session, no password; sign in by a code by e-mail")
