"""A framework by the name that a person types: ``impuls``, or ``impuls@1.0.0`` for one version of it."""

import re
from pathlib import Path

from django.db import Error, connection

from c4ir_assess.exceptions import FrameworkRefused
from questionnaires import library
from questionnaires.document import Framework
from questionnaires.loading import HEAD, load_folder
from questionnaires.models import FrameworkVersion
from questionnaires.parsing import parse

SHIPPED = Path(__file__).resolve().parent / "frameworks"
NAME = re.compile(r"([a-z0-9][a-z0-9-]{0,59})(?:@([0-9][0-9.]{0,29}))?")


def find(name: str) -> Framework:
    """Return the highest published version in the database, or the version that is named, which may be retired.

    Where the database does not have it, or is not there at all, the library that is shipped may. Raises
    FrameworkRefused, with one line, for a framework that is not to be found or has faults.
    """
    framework_id, version = named(name)
    found = _stored(framework_id, version) or _shipped(framework_id, version)
    if found is None:
        raise FrameworkRefused(f"there is no framework {name}")
    return found


def named(name: str) -> tuple[str, str]:
    """Return the id and the version that a name consists of; without a version it is empty."""
    match = NAME.fullmatch(name)
    if match is None:
        raise FrameworkRefused(f"{name!r} names no framework; write its id, or id@version")
    return match[1], match[2] or ""


def _stored(framework_id: str, version: str) -> Framework | None:
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return None  # to ask it would make an empty file
    try:
        if not version:
            return library.get(library.newest(framework_id).content_hash)
        row = FrameworkVersion.objects.frozen().defer("document").get(framework=framework_id, version=version)
        return library.get(row.content_hash)
    except (FrameworkVersion.DoesNotExist, Error):
        return None


def _shipped(framework_id: str, version: str) -> Framework | None:
    folder = SHIPPED / framework_id
    if not (folder / HEAD).is_file():
        return None
    loaded = load_folder(folder)
    if "awaits" in loaded.document:
        raise FrameworkRefused(f"{framework_id} has no questions yet: its official document is awaited")
    if loaded.faults:
        raise FrameworkRefused(f"{framework_id} cannot be used: {loaded.faults[0].message}")
    framework = parse(loaded.document)
    return framework if version in {"", framework.version} else None
