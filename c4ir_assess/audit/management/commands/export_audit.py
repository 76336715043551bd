"""Write a chain of the audit log as JSON lines: ``manage.py export_audit --chain UUID``."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from c4ir_assess.audit import exporting
from c4ir_assess.audit.models import AuditChain


class Command(BaseCommand):
    """One line an entry, the oldest first, each with its hash."""

    help = "Writes a chain of the audit log as JSON lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the chain."""
        parser.add_argument("--chain", type=UUID, required=True, help="the uuid of the firm")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write."""
        chain = AuditChain.objects.filter(uuid=options["chain"]).first()
        if chain is None:
            raise CommandError(f"there is no chain {options['chain']}")
        for line in exporting.lines(chain):
            self.stdout.write(line)
