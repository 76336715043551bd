"""Whether enough is answered for a value, what is missing, and how far the open answers could still move it."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext, ngettext, pgettext

from assessments import wording
from assessments.scoring.types import NodeResult
from reports.content import figures
from reports.content.explained import Caveat
from reports.content.overall import checked
from reports.content.subject import Subject
from reports.content.types import Paragraph

ZERO, ONE = Fraction(0), Fraction(1)


def certainty(subject: Subject) -> tuple[Paragraph, ...]:
    """Return whether enough is answered and how sure the value is; nothing for a node that has none by design."""
    if subject.node.aggregate.method == "none":
        return ()
    return tuple(_paragraphs(subject))


def band_text(result: NodeResult) -> str:
    """Return between what the value lies, a single number where the open answers cannot move it."""
    if result.value is None and result.low is not None and result.low == result.high:
        return wording.exact(result.low)
    return wording.span(result.low, result.high)


def caveat(subject: Subject) -> Caveat | None:
    """Return the reservation about a framework that follows another model without that model's confirmation."""
    source = subject.framework.source
    if source.fidelity != "indicative":
        return None
    text = gettext(
        "For reference only. The structure follows “%(document)s”; it is not an official result of that model."
    )
    return Caveat(
        text=text % {"document": source.document[subject.language]},
        unconfirmed=tuple(each[subject.language] for each in source.unconfirmed),
    )


def _paragraphs(subject: Subject) -> Iterator[Paragraph]:
    yield Paragraph(pgettext("heading", "Enough answers?"), _coverage(subject))
    if subject.result.low is not None and subject.result.high is not None:
        yield Paragraph(pgettext("heading", "How sure?"), _band(subject.result, subject.source.checked))


def _coverage(subject: Subject) -> str:
    result = subject.result
    if result.coverage is None:
        return gettext("No question that counts here applies to this plant.")
    least = result.explanation.min_coverage
    values = {"covered": figures.coverage(result.coverage, least), "least": wording.share(least)}
    if result.value is not None:
        return gettext("Yes: %(covered)s is answered, %(least)s is needed.") % values
    if result.coverage < least or not result.coverage:
        return _too_little(subject, values)
    if subject.node.items:
        return gettext("No value is shown: more than a third of the questions does not apply.")
    return _without_parts(subject)


def _too_little(subject: Subject, values: dict[str, str]) -> str:
    if subject.result.explanation.min_coverage == ONE:
        text = ngettext(
            "No value is shown: this way of counting needs every answer, and %(open)s question is still open.",
            "No value is shown: this way of counting needs every answer, and %(open)s questions are still open.",
            subject.result.open,
        )
        return text % {"open": subject.result.open}
    return gettext("No value is shown: %(covered)s is answered, %(least)s is needed.") % values


def _without_parts(subject: Subject) -> str:
    missing = [
        child.name[subject.language]
        for child in subject.node.children
        if subject.source.card.nodes[child.id].value is None
    ]
    text = gettext("No value is shown: every part below needs a value first. Still without one: %(names)s.")
    return text % {"names": ", ".join(missing)}


def _band(result: NodeResult, by_advisor: tuple[int, int] | None) -> str:
    """Say how far open answers could move the value; a band without width is no proof that the answers are right.

    ``by_advisor``: how many questions an advisor has checked since, of how many.
    """
    low, high = result.low or ZERO, result.high or ZERO
    unchecked = checked(by_advisor) if by_advisor else gettext("Nobody has checked the answers yet.")
    if low == high and not result.open:
        return f"{gettext('All questions that apply are answered.')} {unchecked}"
    if low == high:
        text = gettext("Whatever the open questions are answered with, it comes to %(value)s.")
        return f"{text % {'value': wording.exact(low)}} {unchecked}"
    text = gettext("If all open questions were answered with the least it would be %(low)s, with the most %(high)s.")
    ends = wording.bounds(low, high)
    return f"{text % {'low': ends[0], 'high': ends[1]}} {unchecked}"
