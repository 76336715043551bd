"""``manage.py demo_notices``: move the demonstration's notices to the days of what they tell. Safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand

from notices import demo


class Command(BaseCommand):
    """Follows ``demo``, which makes everything on one day and moves it into the past."""

    help = "Move the notices of invented firms to the days of what they tell."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Move them."""
        demo.settle()
