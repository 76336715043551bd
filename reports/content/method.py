"""How the result was made and what it cannot say, for the page that every report ends its argument with."""

from fractions import Fraction

from django.utils.translation import gettext, ngettext, pgettext

from assessments import wording
from questionnaires.document import Framework
from questionnaires.rules import Cap
from questionnaires.words import Language
from reports.content.overall import checked, counts
from reports.content.source import Source
from reports.content.types import LevelText, Paragraph


def levels(framework: Framework, language: Language) -> tuple[LevelText, ...]:
    """Return the levels with the points from which they begin."""
    return tuple(
        LevelText(
            value=level.value,
            name=level.name[language],
            from_text=wording.score(level.lower or Fraction(0), framework.levels),
            meaning=level.meaning[language],
        )
        for level in framework.levels
    )


def method(source: Source, language: Language) -> tuple[Paragraph, ...]:
    """Return the paragraphs on method and limits."""
    framework = source.framework
    parts = [
        Paragraph(pgettext("heading", "What was asked"), _asked(source, language)),
        Paragraph(pgettext("heading", "How points become a level"), _roll_up(framework, language)),
        _limits(source),
    ]
    if framework.source.fidelity == "indicative":
        parts.append(Paragraph(pgettext("heading", "How close to the original model"), fidelity(framework)))
    return tuple(parts)


def fidelity(framework: Framework) -> str:
    """Return how the question set relates to where it comes from."""
    words = {
        "own": gettext("The question set is our own work."),
        "official": gettext("The question set follows the official document."),
        "indicative": gettext("For orientation only; not an official result of the original model."),
    }
    return words[framework.source.fidelity]


def trial_mark(framework: Framework) -> str:
    """Return the mark of a version below 1.0.0."""
    return gettext("Trial version") if framework.is_trial else ""


def _asked(source: Source, language: Language) -> str:
    text = gettext(
        "%(title)s, version %(version)s. %(fidelity)s %(counts)s. “Do not know” and unanswered questions stay open and "
        "never count as zero; questions that do not apply leave the calculation."
    )
    return text % {
        "title": source.framework.title[language],
        "version": source.framework.version,
        "fidelity": fidelity(source.framework),
        "counts": "; ".join(counts(source)),
    }


def _roll_up(framework: Framework, language: Language) -> str:
    weights = ", ".join(f"{block.name[language]} {wording.weight(block.weight)}" for block in framework.blocks)
    text = gettext(
        "Each question is worth the level that was chosen. Dimensions and parts take the mean of what they hold; the "
        "parts weigh: %(weights)s. A value is shown once %(coverage)s of its questions are answered; the overall level "
        "needs all parts."
    ) % {"weights": weights, "coverage": wording.share(framework.blocks[0].aggregate.min_coverage)}
    return " ".join([text, *(_cap(framework, cap, language) for cap in framework.caps)])


def _cap(framework: Framework, cap: Cap, language: Language) -> str:
    names = [block.name[language] for block in framework.blocks if block.id in cap.lowest_of]
    text = ngettext(
        "The overall level is at most %(plus)s level above the lowest of: %(names)s; the points stay as they are.",
        "The overall level is at most %(plus)s levels above the lowest of: %(names)s; the points stay as they are.",
        cap.plus,
    )
    return text % {"plus": cap.plus, "names": ", ".join(names)}


def _limits(source: Source) -> Paragraph:
    """Say what the report cannot: much less where an advisor has checked the answers."""
    title, text = (
        (pgettext("heading", "What this report cannot say"), _limits_checked(source.checked))
        if source.checked
        else (pgettext("heading", "What a self-assessment cannot say"), _limits_unchecked())
    )
    trial = gettext(
        "The question set is a trial version: weights and bounds are provisional until pilots at plants are finished."
    )
    return Paragraph(title, f"{text} {trial}" if source.framework.is_trial else text)


def _limits_checked(counts: tuple[int, int]) -> str:
    text = gettext("Costs and times of steps are rough figures for orientation, not quotations.")
    return f"{checked(counts)} {text}"


def _limits_unchecked() -> str:
    return gettext(
        "The answers are the firm's own; no expert has checked them at the plant. The hatched boxes show where a "
        "result may lie while questions are open; a result without such a box is still unchecked. Costs and times of "
        "steps are rough figures for orientation, not quotations."
    )
