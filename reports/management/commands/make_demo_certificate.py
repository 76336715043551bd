"""``manage.py make_demo_certificate``: part of setting the demonstration up."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reports.issued import demo_certificate


class Command(BaseCommand):
    """Make the certificate that signs a demonstration's reports; a second run does nothing."""

    help = "Make the demonstration's certificate at SIGNING_CERTIFICATE, unless the file is there."

    def handle(self, **_options: Any) -> None:
        """Say in one line what was made."""
        made = demo_certificate.make_missing(Path(settings.SIGNING_CERTIFICATE))
        self.stdout.write(f"demonstration certificate: {'made' if made else 'is there'}")
