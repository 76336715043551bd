"""``manage.py report_schema``: print the JSON Schema of a report as data."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from reports.formats.json_schema import schema


class Command(BaseCommand):
    """The schema on stdout, as ``docs/report.schema.json`` holds it."""

    help = "Print the JSON Schema of a report as data; docs/report.schema.json is its output."
    requires_system_checks: list[str] = []  # noqa: RUF012 -- as Django declares it; nothing of the site is looked at

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print it."""
        self.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=2))
