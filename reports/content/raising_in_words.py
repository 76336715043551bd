"""What would raise a node most, in words; or which answers it still lacks."""

from collections.abc import Sequence
from itertools import takewhile

from django.utils.translation import gettext, ngettext

from assessments import wording
from assessments.answer_words import number_of, value_words
from questionnaires.document import Item
from reports.content import figures
from reports.content.answers_in_words import changed, is_on_levels, said
from reports.content.explained import RaisingLine, RaisingText
from reports.content.subject import Subject, of_firm
from reports.trying.raising import Raise, open_items, raises

MOST = 5


def raising(subject: Subject) -> RaisingText | None:
    """Return the best single steps, or the open questions that keep the value hidden; None where there is no value."""
    source = subject.source
    if subject.node.aggregate.method == "none":
        return None
    if subject.result.value is not None:
        return _steps(subject, raises(of_firm(source), source.scored, subject.node, source.card))
    missing = open_items(subject.framework, source.scored, subject.node, source.card)
    return _missing(subject, missing) if missing else None


def _missing(subject: Subject, items: Sequence[Item]) -> RaisingText:
    answers, language = subject.source.answers, subject.language
    lines = tuple(
        RaisingLine(
            item=number_of(item),
            ask=item.ask[language],
            step=said(subject.framework, item, answers.get(item.id), language),
            result="",
        )
        for item in items[:MOST]
    )
    return RaisingText(
        title=gettext("Answers that are still needed"),
        lead=gettext("A value is shown once enough of these are answered; until then nothing can be compared."),
        lines=lines,
        more=_more(len(items) - len(lines)),
    )


def _more(count: int) -> str:
    if count <= 0:
        return ""
    return ngettext("And %(count)s more question.", "And %(count)s more questions.", count) % {"count": count}


def _steps(subject: Subject, found: Sequence[Raise]) -> RaisingText:
    title = gettext("What would raise this most")
    if not found:
        return RaisingText(title=title, lead=_nothing(subject))
    lines = tuple(_line(subject, each) for each in found[:MOST])
    last = found[len(lines) - 1].rank
    alike = len(list(takewhile(lambda each: each.rank == last, found[MOST:])))
    more = ngettext(
        "%(count)s more question would bring the same as the last line.",
        "%(count)s more questions would bring the same as the last line.",
        alike,
    )
    return RaisingText(
        title=title,
        lead=_lead(subject, found[0]),
        lines=lines,
        more=more % {"count": alike} if alike else "",
    )


def _lead(subject: Subject, best: Raise) -> str:
    text = gettext(
        "Each line moves one answer one step further and leaves all others as they are; the result is then worked out "
        "again by the same rules."
    )
    is_top = bool(subject.levels) and subject.result.level == subject.levels[-1].value
    if best.result.level is None or best.result.level != subject.result.level or is_top:
        return text
    return text + " " + gettext("No single one of them is enough for the next level.")


def _nothing(subject: Subject) -> str:
    if subject.result.value == subject.result.top:
        return gettext("Nothing: this is the highest value there is.")
    return gettext("No answer raises it alone: several have to be better at the same time.")


def _line(subject: Subject, step: Raise) -> RaisingLine:
    language = subject.language
    text = changed(subject.framework, step.item, step.before, step.after, language)
    if is_on_levels(subject.framework, step.item):
        text = f"{text}: {value_words(step.item, step.after.value, language)}"
    return RaisingLine(item=number_of(step.item), ask=step.item.ask[language], step=text, result=_result(subject, step))


def _result(subject: Subject, step: Raise) -> str:
    """Return the value before and after, with the level if it rises; a quick check is not told as a value."""
    if subject.source.is_quick:
        return ""
    old, new = subject.result, step.result
    assert old.value is not None  # noqa: S101 -- a step raises a value that is there
    assert new.value is not None  # noqa: S101 -- and leads to one
    bounded = () if subject.is_on_share else subject.levels
    before, after = figures.change(old.value, new.value, bounded, least=2)
    text = gettext("%(before)s → %(after)s points") % {"before": before, "after": after}
    if new.level is None or new.level == old.level:
        return text
    name = wording.level_words(subject.framework.levels, new.level, subject.language)
    return gettext("%(points)s, and %(level)s") % {"points": text, "level": name}
