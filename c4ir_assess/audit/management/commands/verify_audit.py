"""Check the audit log: ``manage.py verify_audit [--chain UUID] [--heads FILE_OR_FOLDER]``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from c4ir_assess.audit import heads, verifying
from c4ir_assess.audit.models import AuditChain
from c4ir_assess.audit.verifying import Fault, Head


class Command(BaseCommand):
    """Ends with 0 if everything is as it was written, with 1 and a line for each fault if not."""

    help = "Checks every chain of the audit log, also against heads that were exported."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one chain, and where the heads are."""
        parser.add_argument("--chain", type=UUID, help="the uuid of one firm; all chains without it")
        parser.add_argument(
            "--heads", type=Path, help="a file of heads or a folder of them, kept elsewhere; those in DATA_DIR else"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check and say."""
        known = self._heads(options["heads"])
        one = options["chain"]
        if one:
            known = {uuid: found for uuid, found in known.items() if uuid == one}
        chains = AuditChain.objects.filter(uuid=one) if one else AuditChain.objects.order_by("pk")
        faults = [*verifying.absent(known)]
        checked = entries = 0
        for chain in chains.iterator():
            found = verifying.verify(chain, known.get(chain.uuid, ()))
            checked, entries, faults = checked + 1, entries + chain.length, faults + found
        if one and not checked and not faults:
            raise CommandError(f"there is no chain {one}")
        self._tell(faults, checked, entries)

    def _heads(self, where: Path | None) -> dict[UUID, list[Head]]:
        try:
            return heads.read(where or heads.folder())
        except (ValueError, OSError) as fault:
            if where is None and isinstance(fault, FileNotFoundError):
                return {}
            raise CommandError(str(fault)) from fault

    def _tell(self, faults: list[Fault], checked: int, entries: int) -> None:
        for fault in faults:
            self.stdout.write(str(fault))
        if faults:
            raise CommandError(f"the audit log was changed: {len(faults)} faults in {checked} chains")
        self.stdout.write(f"the audit log is whole: {checked} chains, {entries} entries")
