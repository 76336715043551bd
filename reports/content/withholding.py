"""What goes into a file that will be passed on: nothing that tells the answer to a sensitive question.

One rule: what is passed on is said as if the sensitive questions were still open. Values, bands, levels, steps, plan
and every sentence follow from the answers that are printed, so that nothing in them can be solved for one that is not.
The result as a whole alone counts all answers, as on the result page, rounded to a decimal, and only where a level of
one withheld answer moves it by half of that or less (docs/decisions/0020-withheld-answers-count-as-open.md).
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext, ngettext, pgettext

from assessments.scoring import engine
from assessments.scoring.priorities import day_one
from assessments.scoring.rounding import half_up
from assessments.scoring.types import Answer, Scorecard
from questionnaires.answer_types import Ladder
from questionnaires.document import Item
from reports.content.source import Source
from reports.content.subject import asked
from reports.content.types import ReportContent

LINEAR = {"mean", "weighted_mean", "sum"}
MOST_TOLD = Fraction(1, 20)  # half of the last decimal that is printed


def printable(content: ReportContent) -> ReportContent:
    """Return what of a content may be passed on; ValueError for one that cannot say it."""
    if content.outward is not None:
        told = content.outward()
        return replace(told, demo_mark=content.demo_mark, verification=told.verification or content.verification)
    if any(answer.sensitive and answer.kind != "withheld" for answer in content.answers):
        raise ValueError("a content with sensitive answers that does not know what to leave out")
    return content


def outward(source: Source) -> Source:
    """Return a source as it may be passed on: without the answers to sensitive questions, scored without them."""
    sensitive = {item.id for item in source.framework.items() if item.sensitive}
    if not sensitive:
        return source
    told = replace(source, answers={item: given for item, given in source.answers.items() if item not in sensitive})
    told = replace(told, card=_scored(told, told.scored), before=source.before and outward(source.before))
    framework = asked(told)
    withheld = frozenset(item.id for item in framework.items() if item.sensitive)
    priorities = day_one(framework, told.card, told.scored, told.troubles)
    told = replace(told, priorities=priorities, withheld=withheld)
    return _with_whole(told, source.card) if _is_blurred(told) else told


def near(value: Fraction) -> Fraction:
    """Return a value as exact as it is printed, so that no file for other programs tells more than the paper."""
    return Fraction(half_up(value, 1))


def _scored(source: Source, answers: Mapping[str, Answer]) -> Scorecard:
    return engine.score(
        source.framework,
        answers,
        scope=source.card.scope,
        basis=source.basis,
        variant=source.variant,
        profile=source.profile,
    )


def _with_whole(told: Source, card: Scorecard) -> Source:
    """Return what is told with the whole of the full result, where that has one."""
    if card.overall.value is None:
        return told
    return replace(told, card=replace(told.card, range=card.range), whole=card.overall)


def _is_blurred(told: Source) -> bool:
    """Whether the whole, printed with a decimal, leaves open what was answered; no withheld answer decides this."""
    items = [item for item in told.framework.items() if item.id in told.withheld and item.is_scored]
    above = [node for node in told.framework.root.walk() if told.withheld_in(node)]
    if _decide_what_is_asked(told) or any(node.aggregate.method not in LINEAR for node in above):
        return False
    return all(isinstance(item.answer, Ladder) for item in items) and _most_moved(told, items) <= MOST_TOLD


def _decide_what_is_asked(told: Source) -> bool:
    conditions = (item.applies_when.answers for item in told.framework.items() if item.applies_when)
    return any(each.item in told.withheld for answers in conditions for each in answers)


def _most_moved(told: Source, items: list[Item]) -> Fraction:
    """Return by how much a level of one withheld answer moves the whole at most: everything above them is linear."""
    lowest = {**told.scored, **{item.id: Answer("answered", 0) for item in items}}
    answers = [lowest, *({**lowest, item.id: Answer("answered", 1)} for item in items)]
    at_lowest, *one_up = (_scored(told, each).overall.value or Fraction(0) for each in answers)
    return max((value - at_lowest for value in one_up), default=Fraction(0))


def note(source: Source) -> str:
    """Say what was left out and what follows from that; nothing where nothing was."""
    count = len(source.withheld)
    if not count:
        return ""
    text = ngettext(
        "The answer to %(count)s confidential question is not printed and counts as open here: values of parts and "
        "first steps may differ from the result page, which shows the firm everything.",
        "The answers to %(count)s confidential questions are not printed and count as open here: values of parts and "
        "first steps may differ from the result page, which shows the firm everything.",
        count,
    )
    whole = gettext("The overall result counts them all.") if source.whole else ""
    return " ".join(filter(None, (text % {"count": count}, whole)))


def words_for_answer() -> str:
    """Return what stands in place of an answer."""
    return gettext("Left out: a sensitive matter")


def words_for_dimension() -> str:
    """Return what stands in place of a dimension of which too little is left."""
    return gettext("Confidential: not printed here; see the result page.")


def words_for_value() -> str:
    """Return what stands in place of a value that is not told."""
    return pgettext("in place of a value", "not printed")
