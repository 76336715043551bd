"""What the page of a trial shows: the fields, the result before and after, and its pictures."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString

from assessments.answer_words import number_of
from reports.content.source import Source
from reports.content.subject import of_firm
from reports.content.trial_in_words import TrialRow, TrialText, trial_text
from reports.printed import languages
from reports.scale_drawing import scale
from reports.trying.what_if import tried
from reports.trying.what_if_fields import Read, Section, read, sections, tried_items


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A node before and after, with its picture."""

    text: TrialRow
    scale: SafeString


@dataclass(frozen=True, slots=True)
class Problem:
    """A question whose fields could not be understood, and why."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class TrialPage:
    """Everything on the page. ``node`` is the part that the person came from, empty for the whole."""

    node: str
    trial: TrialText
    scale: SafeString
    rows: tuple[DrawnRow, ...]
    problems: tuple[Problem, ...]
    sections: tuple[Section, ...]


def read_trial(request: HttpRequest, source: Source) -> TrialPage:
    """Read what is tried, nothing on a first visit, and work it out."""
    language, framework = languages.of_page(), of_firm(source)
    items = list(tried_items(framework, quick=source.is_quick))
    data = request.POST if request.method == "POST" else None
    posted = read(items, source.scored, data, language) if data is not None else Read({}, {})
    node = request.GET.get("node", "")
    text = trial_text(tried(source, posted.answers), language, node=node)
    return TrialPage(
        node=node if node in source.card.nodes else "",
        trial=text,
        scale=scale(text.before, after=text.after),
        rows=tuple(DrawnRow(row, scale(row.before, after=row.after, named=False)) for row in text.rows),
        problems=tuple(
            Problem(number_of(item) or item.ask[language], posted.problems[item.id])
            for item in items
            if item.id in posted.problems
        ),
        sections=sections(
            framework,
            source.scored,
            items={item.id for item in items},
            language=language,
            data=data,
            problems=posted.problems,
            node=node,
        ),
    )
