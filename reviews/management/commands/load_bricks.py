"""``manage.py load_bricks``: bring the ready texts for findings that are shipped up to date. Safe to run again."""

import uuid
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand
from django.db import transaction

from reviews.models import FindingBrick

SHIPPED = Path(__file__).resolve().parents[2] / "findings" / "bricks"
NAMES = uuid.UUID("6f2f2c1e-6a3d-5f0b-9a57-1d1c5f2d8b40")


class Command(BaseCommand):
    """One line a file. A text that was retired stays so; those that people added are not touched."""

    help = "Load the ready texts for findings."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load every file."""
        for file in sorted(SHIPPED.glob("*.yaml")):
            document = yaml.safe_load(file.read_text(encoding="utf-8"))
            for brick in document["bricks"]:
                _load(document["framework"], brick)
            self.stdout.write(f"{document['framework']}: {len(document['bricks'])} ready texts")


def _load(framework: str, brick: dict[str, str]) -> None:
    FindingBrick.objects.update_or_create(
        uuid=uuid.uuid5(NAMES, f"{framework}/{brick['id']}"),
        defaults={
            "framework": framework,
            "node": brick["node"],
            "kind": brick["kind"],
            "text_vi": brick["vi"],
            "text_en": brick["en"],
        },
    )
