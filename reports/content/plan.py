"""The plan of twelve months in words: what to do in the first 30 days, in 90 days, in 12 months."""

from django.utils.translation import gettext, ngettext, pgettext

from questionnaires.words import Language
from reports.content.plan_types import PlanLine, PlanPhase
from reports.content.planned import MOST, Planned
from reports.content.steps import step_text


def plan(steps: tuple[Planned, ...], language: Language) -> tuple[PlanPhase, ...]:
    """Return the phases that hold a step, in order."""
    return tuple(
        PlanPhase(title=title, about=about, lines=lines)
        for phase, (title, about) in enumerate(_phases())
        if (lines := tuple(_line(each, language) for each in steps if each.phase == phase))
    )


def _line(planned: Planned, language: Language) -> PlanLine:
    one = planned.next
    return PlanLine(
        node=one.node.id,
        name=one.node.name[language],
        block=one.block.name[language],
        step=step_text(one.item, one.name, language),
        is_priority=one.is_priority,
    )


def _phases() -> tuple[tuple[str, str], ...]:
    """Return the titles with the rule by which each phase is filled."""
    first = ngettext(
        "Steps that cost almost nothing: what to do first, then the next step of each part and of the lowest "
        "dimensions, %(most)s at most.",
        "Steps that cost almost nothing: what to do first, then the next step of each part and of the lowest "
        "dimensions, %(most)s at most.",
        MOST,
    )
    return (
        (pgettext("stretch of a plan", "First 30 days"), first % {"most": MOST}),
        (
            pgettext("stretch of a plan", "90 days"),
            gettext("Steps at low cost, and those that wait for a step of the first 30 days or found no room there."),
        ),
        (
            pgettext("stretch of a plan", "12 months"),
            gettext(
                "Steps that are a project of their own, and those that wait for earlier ones or found no room among "
                "them."
            ),
        ),
    )
