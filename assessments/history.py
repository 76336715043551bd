"""The history of one answer, for the people who may read it: what each act made of it, newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from assessments.cards import answer_lines
from assessments.models import Assessment, ResponseChange
from questionnaires.document import Item
from questionnaires.words import Language


@dataclass(frozen=True, slots=True)
class Step:
    """One act: ``before`` and ``after`` are the answer in words, a line for each thing chosen, nothing for none."""

    act: str
    label: str
    who: str
    at: datetime
    before: list[str]
    after: list[str]


def of_item(assessment: Assessment, item: Item, language: Language) -> list[Step]:
    """Return every act on the answer to an item, the newest first."""
    steps: list[Step] = []
    stored: list[str] = []
    for row in assessment.changes.filter(item=item.id).select_related("by").order_by("version"):
        said = answer_lines(item, row, language) if row.state else []
        is_aside = row.act == ResponseChange.Act.SET_ASIDE
        before, stored = ([], stored) if is_aside else (stored, said)
        steps.append(Step(row.act, str(row.get_act_display()), who(row), row.at, before, said))
    return steps[::-1]


def who(change: ResponseChange) -> str:
    """Return who did it: a member, a colleague who was asked, or whoever held the private link."""
    return str(change.by or change.by_name or gettext("Somebody with the same link"))
