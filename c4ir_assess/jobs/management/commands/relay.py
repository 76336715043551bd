"""The relay process."""

import os
import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from c4ir_assess.jobs.relay import Relay


class Command(BaseCommand):
    """Run the relay until SIGTERM or Ctrl-C."""

    help = "Announce due jobs to the workers and queue again what a lost worker left. Runs until it is stopped."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        """Stop at once wherever the signal finds it, also in the middle of waiting for a broker that hangs.

        Nothing needs tidying up: each step is one statement or one transaction, and all of them are repeatable.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: os._exit(0))
        # By name: the application stands above this room, which imports nothing from there.
        Relay(import_string(settings.JOBS_CELERY_APP)).run()
