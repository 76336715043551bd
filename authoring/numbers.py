"""Version numbers of drafts: new, and higher than what was published."""

import re

from django.utils.translation import gettext

from questionnaires import library
from questionnaires.framework_shapes import VERSION
from questionnaires.models import FrameworkVersion

FIRST = "0.1.0"
LONGEST = 30


def suggestion(framework: str) -> str:
    """Return the number that the next draft may have: one step above all that there are."""
    rows = list(FrameworkVersion.objects.filter(framework=framework).defer("document"))
    if not rows:
        return FIRST
    major, minor, _ = max(map(library.number, rows))
    return f"{major}.{minor + 1}.0"


def fault(framework: str, version: str) -> str:
    """Return why a new draft cannot have this number, empty if it can."""
    if not re.fullmatch(VERSION, version) or len(version) > LONGEST:
        return gettext("A version number looks like 1.2.0.")
    rows = list(FrameworkVersion.objects.filter(framework=framework).defer("document"))
    if told := _too_low(rows, framework, version):
        return told
    if any(row.version == version for row in rows):
        told = gettext("There is a draft %(version)s already; replace it on its page, or take %(next)s.")
        return told % {"version": version, "next": suggestion(framework)}
    return ""


def fault_of_draft(version: FrameworkVersion) -> str:
    """Return why a draft cannot be published under its number, empty if it can: others may have been, meanwhile."""
    rows = list(FrameworkVersion.objects.filter(framework=version.framework).defer("document"))
    return _too_low(rows, version.framework, version.version)


def _too_low(rows: list[FrameworkVersion], framework: str, version: str) -> str:
    published = [row for row in rows if row.status != FrameworkVersion.Status.DRAFT]
    highest = max(published, key=library.number, default=None)
    if highest is None or tuple(map(int, version.split("."))) > library.number(highest):
        return ""
    told = gettext("The number must be higher than %(highest)s, which was published already; take %(next)s.")
    return told % {"highest": highest.version, "next": suggestion(framework)}
