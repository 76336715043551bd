"""``manage.py load_frameworks [folder …]``: publish frameworks from their YAML files, all of them or none."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from c4ir_assess.exceptions import FrameworkRefused
from questionnaires.loading import HEAD, LoadedFramework, load_folder
from questionnaires.models import FrameworkVersion
from questionnaires.publishing import keep_place, publish

LIBRARY = Path(__file__).resolve().parents[2] / "frameworks"


class Command(BaseCommand):
    """One line a framework on stdout; one line a fault on stderr, then exit 1 with nothing loaded."""

    help = "Validate and publish frameworks; without folders, the whole library that is shipped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take folders."""
        parser.add_argument("folders", nargs="*", type=Path, metavar="folder", help=f"a folder with a {HEAD}")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load all, then publish all in one transaction."""
        loaded = [load_folder(folder) for folder in options["folders"] or shipped()]
        self._refuse([str(fault) for framework in loaded for fault in framework.faults])
        try:
            with transaction.atomic():
                lines = [_loaded(framework) for framework in loaded]
        except FrameworkRefused as refusal:
            self._refuse(str(refusal).splitlines())
        else:
            self.stdout.writelines(f"{line}\n" for line in lines)

    def _refuse(self, lines: list[str]) -> None:
        """Say what is wrong and end with exit code 1, if anything is wrong."""
        for line in lines:
            self.stderr.write(line)
        if lines:
            raise SystemExit(1)


def shipped() -> list[Path]:
    """Return the folders of the library, written as seen from here."""
    return [Path(os.path.relpath(head.parent)) for head in sorted(LIBRARY.glob(f"*/{HEAD}"))]


def _loaded(framework: LoadedFramework) -> str:
    """Publish one framework, or keep the place of one that is still to come, and say what happened."""
    if framework.is_slot:
        keep_place(document=framework.document)
        return f"{framework}: stored as a draft: awaiting the official document"
    name, version = framework.document["framework"], framework.document["version"]
    known = FrameworkVersion.objects.frozen().filter(framework=name, version=version).exists()
    publish(document=framework.document)
    return f"{framework}: {'unchanged' if known else 'published'}"
