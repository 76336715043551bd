"""How far a draft is from being published, and against which version it is compared."""

from dataclasses import dataclass

from authoring import effect, numbers
from authoring.models import Draft, Effect
from questionnaires import library
from questionnaires.models import FrameworkVersion
from questionnaires.validation import validate
from questionnaires.workbook.lacking import Lacking, lacking


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is done and what is left. ``base`` is the version that this one follows, None for the first.

    ``faults`` are those that came to light once both languages were there, or that newer rules find.
    """

    draft: Draft | None
    base: FrameworkVersion | None
    lacking: tuple[Lacking, ...]
    faults: tuple[str, ...]
    number_fault: str
    effect: Effect | None
    needs_effect: bool
    has_seen_differences: bool
    has_seen_effect: bool

    @property
    def is_ready(self) -> bool:
        """Whether it may be published."""
        is_whole = not self.lacking and not self.faults and not self.number_fault
        return is_whole and self.has_seen_differences and (self.has_seen_effect or not self.needs_effect)


def readiness(version: FrameworkVersion) -> Readiness:
    """Look at a draft as it is now."""
    draft = Draft.objects.select_related("uploaded_by").filter(version=version).first()
    gaps = lacking(version.document)
    base = base_of(version)
    content = version.content_hash
    return Readiness(
        draft=draft,
        base=base,
        lacking=gaps,
        faults=() if gaps else tuple(f"{fault.id}: {fault.message}" for fault in validate(version.document)),
        number_fault=numbers.fault_of_draft(version),
        effect=effect.newest(version),
        needs_effect=effect.has_past(version.framework),
        has_seen_differences=base is None or (draft is not None and draft.differences_seen == content),
        has_seen_effect=draft is not None and draft.effect_seen == content,
    )


def base_of(version: FrameworkVersion) -> FrameworkVersion | None:
    """Return the version that this one follows: the highest published one below it, else the highest retired one."""
    rows = FrameworkVersion.objects.frozen().filter(framework=version.framework).defer("document")
    below = [row for row in rows if library.number(row) < library.number(version)]
    in_force = [row for row in below if row.status == FrameworkVersion.Status.PUBLISHED]
    return max(in_force or below, key=library.number, default=None)
