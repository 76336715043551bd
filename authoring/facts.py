"""What a version is and where it is used, in figures."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, pgettext

from assessments.models import Assessment
from authoring.catalogue import in_language
from questionnaires import library
from questionnaires.models import FrameworkVersion
from questionnaires.words import Language
from questionnaires.workbook.unfolding import unfold

State = Assessment.State


@dataclass(frozen=True, slots=True)
class Facts:
    """Words in the reader's language and counts. ``is_current`` says that new assessments take this version."""

    title: str
    summary: str
    source: str
    publisher: str
    fidelity: str
    blocks: int
    dimensions: int
    questions: int
    key_questions: int
    drafts: int
    completed: int
    is_current: bool
    is_offered: bool
    is_trial: bool

    @property
    def assessments(self) -> int:
        """Return how many assessments were started with this version."""
        return self.drafts + self.completed


def facts(version: FrameworkVersion, language: Language) -> Facts:
    """Read a version's document and count its assessments; no firm is read."""
    document: dict[str, Any] = version.document
    records = unfold(document)
    states = Counter(Assessment.objects.filter(framework_version=version).values_list("state", flat=True))
    holding = {record["node"] for record in records["items"]}
    return Facts(
        title=in_language(document["title"], language),
        summary=in_language(document["summary"], language),
        source=in_language(document["source"]["document"], language),
        publisher=document["source"]["publisher"],
        fidelity=_fidelity(document["source"]["fidelity"]),
        blocks=len(document["blocks"]),
        dimensions=len(holding),
        questions=len(records["items"]),
        key_questions=sum(record.get("key") is True for record in records["items"]),
        drafts=states[State.DRAFT],
        completed=sum(states.values()) - states[State.DRAFT],
        is_current=_is_current(version),
        is_offered=version.framework in settings.FRAMEWORKS_OFFERED,
        is_trial=version.version.startswith("0."),
    )


def _is_current(version: FrameworkVersion) -> bool:
    if version.status != FrameworkVersion.Status.PUBLISHED:
        return False
    return library.newest(version.framework).pk == version.pk


def _fidelity(fidelity: str) -> str:
    return {
        "own": pgettext("fidelity of a framework", "Our own work"),
        "official": pgettext("fidelity of a framework", "Follows the official text"),
        "indicative": pgettext("fidelity of a framework", "Indicative: not all of it is confirmed"),
    }.get(fidelity, gettext("Unknown"))
