"""``manage.py print_samples``: part of setting the product up."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.printed import sample


class Command(BaseCommand):
    """Print the sample reports that are missing or out of date; a second run does nothing."""

    help = "Print the public sample report in every language, where it is missing or out of date."

    def handle(self, **_options: Any) -> None:
        """Say in one line what was printed."""
        printed = sample.print_missing()
        self.stdout.write(f"sample reports: {', '.join(printed)} printed" if printed else "sample reports: up to date")
