"""The result as a whole: level in words first, then the number, then what limits it and how sure it is."""

from fractions import Fraction

from django.utils.translation import gettext, ngettext, pgettext

from assessments import wording
from assessments.scoring.levels import level_for
from assessments.scoring.types import NodeResult
from questionnaires.document import Level, Node
from questionnaires.words import Language
from reports.content import withholding
from reports.content.source import Source
from reports.content.standing import standing
from reports.content.types import Overall
from reports.content.values import scale_top


def overall(source: Source, language: Language) -> Overall:
    """Say how the whole plant stands; under the quick scope as a range, never as a level."""
    if source.is_quick:
        return _quick(source, language)
    if source.framework.root.aggregate.method == "none":
        return _by_part(source, language)
    if source.result(source.framework.root).level is None:
        return _unrated(source, language)
    return _rated(source, language)


def counts(source: Source) -> tuple[str, ...]:
    """Return how many questions were answered, are open, and do not apply, with their shares."""
    result, withheld = source.card.overall, source.withheld_in(source.framework.root)
    left_open = result.open - withheld
    answered = result.items - result.open - result.not_applicable
    texts = [_answered(source) % {"answered": answered, "asked": result.items}]
    if withheld:
        texts.append(ngettext("%(count)s confidential", "%(count)s confidential", withheld) % {"count": withheld})
    if left_open:
        share = wording.share(Fraction(left_open, result.items))
        texts.append(_left_open(source, left_open) % {"count": left_open, "share": share})
    if result.not_applicable:
        text = ngettext(
            "%(count)s not applicable (%(share)s)", "%(count)s not applicable (%(share)s)", result.not_applicable
        )
        texts.append(
            text
            % {"count": result.not_applicable, "share": wording.share(Fraction(result.not_applicable, result.items))}
        )
    return tuple(texts)


def _left_open(source: Source, count: int) -> str:
    """Return the words for what is open: of a verified result that is what nobody verified, answered or not."""
    if source.basis == "verified":
        return ngettext("%(count)s not verified (%(share)s)", "%(count)s not verified (%(share)s)", count)
    return ngettext("%(count)s left open (%(share)s)", "%(count)s left open (%(share)s)", count)


def _answered(source: Source) -> str:
    """Return the words for what was answered, or verified; some frameworks also ask what is not scored."""
    if source.basis == "verified":
        return gettext("%(answered)s of %(asked)s questions verified")
    if any(not item.is_scored for item in source.framework.items()):
        return gettext("%(answered)s of %(asked)s scored questions answered")
    return gettext("%(answered)s of %(asked)s questions answered")


def _rated(source: Source, language: Language) -> Overall:
    result, levels = source.result(source.framework.root), source.framework.levels
    own = standing(source, source.framework.root, language)
    level = _level(levels, result.level or 0)
    caption = pgettext("level on a scale", "Level %(level)s of %(highest)s")
    return Overall(
        standing=own,
        headline=wording.level_title(levels, level.value, language),
        sentence=_sentence(source, level, language),
        value_line=_value_line(source, own.value_text, language),
        detail=level.meaning[language],
        blocks_line=blocks_line(source, language),
        certainty=_certainty(source),
        disc_value=own.value_text,
        disc_caption=caption % {"level": level.value, "highest": levels[-1].value},
    )


def _sentence(source: Source, level: Level, language: Language) -> str:
    """Return what the level means; the framework's sentence without the name of the level that begins it."""
    title = wording.level_title(source.framework.levels, level.value, language)
    sentence = level.sentence[language].removeprefix(f"{title}: ")
    return sentence[:1].upper() + sentence[1:]


def _value_line(source: Source, value_text: str, language: Language) -> str:
    """Return the points and, where the cap acts, what it does and why."""
    result = source.result(source.framework.root)
    explanation, level = result.explanation, result.level
    if not explanation.capped_by:
        highest = scale_top(source, result)
        return gettext("%(value)s points out of %(highest)s") % {"value": value_text, "highest": highest}
    if source.withheld:
        text = gettext("%(value)s points; kept at level %(level)s by the part with the lowest level")
        return text % {"value": value_text, "level": level}
    return gettext("%(value)s points; kept at level %(level)s because %(block)s is at level %(block_level)s") % {
        "value": value_text,
        "level": level,
        "block": _block(source, explanation.capped_by).name[language],
        "block_level": source.card.nodes[explanation.capped_by].level,
    }


def _by_part(source: Source, language: Language) -> Overall:
    """Say that the framework gives values to its parts alone."""
    return Overall(
        standing=standing(source, source.framework.root, language),
        headline=gettext("Results part by part"),
        sentence=gettext("These questions have no overall score and no overall level; each part stands for itself."),
        value_line="",
        detail="",
        blocks_line="",
        certainty=checked(source.checked)
        if source.checked
        else gettext("Nobody has checked the answers at the plant."),
        disc_value="–",
        disc_caption=wording.without_value(),
    )


def _unrated(source: Source, language: Language) -> Overall:
    shown = [block for block in source.framework.blocks if block.id in source.card.nodes]
    missing = [block.name[language] for block in shown if source.card.nodes[block.id].value is None]
    if missing:
        detail = gettext(
            "An overall level needs answers to most questions of every part. Still too few in: %(blocks)s. The parts "
            "that have enough answers are shown below."
        ) % {"blocks": ", ".join(missing)}
    else:
        detail = gettext("An overall level needs answers to more questions.")
    return Overall(
        standing=standing(source, source.framework.root, language),
        headline=gettext("There are not enough answers yet to name an overall level"),
        sentence=detail,
        value_line="",
        detail="",
        blocks_line=blocks_line(source, language),
        certainty=_certainty(source),
        disc_value="–",
        disc_caption=wording.unrated(),
    )


def _quick(source: Source, language: Language) -> Overall:
    shown = source.card.range
    asked = {"asked": source.card.overall.items, "all": sum(1 for _ in source.framework.items())}
    return Overall(
        standing=standing(source, source.framework.root, language),
        headline=_range_words(source, language) if shown else gettext("There are not enough answers yet for a result"),
        value_line=gettext("%(asked)s of %(all)s questions") % asked,
        detail="",
        sentence=gettext("A quick check shows a range; the full assessment shows the level and all dimensions.")
        if shown
        else gettext("Answer a few more questions of the quick check to see a range."),
        blocks_line=blocks_line(source, language),
        certainty="",
        disc_value="",
        disc_caption="",
        range=(withholding.near(shown[0]), withholding.near(shown[1])) if shown and source.whole else shown,
    )


def _range_words(source: Source, language: Language) -> str:
    levels, (low, high) = source.framework.levels, source.card.range or (Fraction(0), Fraction(0))
    first, last = (_level(levels, level_for(levels, value)).name[language] for value in (low, high))
    if first == last:
        return gettext("Around “%(level)s”") % {"level": first}
    return gettext("Somewhere between “%(low)s” and “%(high)s”") % {"low": first, "high": last}


def blocks_line(source: Source, language: Language) -> str:
    """Name the strongest part and the one with the most room among those that are rated; the first of equals wins."""
    results = {block.id: source.card.nodes.get(block.id) for block in source.framework.blocks}
    rated = [
        (result.value, block)
        for block in source.framework.blocks
        if (result := results[block.id]) and result.value is not None
    ]
    scales = {result.top for result in results.values() if result and result.value is not None}
    if len(rated) < 2 or len(scales) > 1:  # noqa: PLR2004 -- it takes two to compare, on one scale
        return ""
    best, least = max(rated, key=lambda pair: pair[0]), min(rated, key=lambda pair: pair[0])
    if best[0] == least[0]:
        return gettext("All parts stand about equally.") if len(rated) == len(source.framework.blocks) else ""
    names = {"best": best[1].name[language], "least": least[1].name[language]}
    return gettext("%(best)s is the strongest part; %(least)s has the most room to grow.") % names


def _certainty(source: Source) -> str:
    result = source.card.overall
    if result.low is None or result.high is None:
        return ""
    if source.withheld and result.open == source.withheld_in(source.framework.root):
        return checked(source.checked) if source.checked else gettext("Nobody has checked the answers at the plant.")
    if source.checked:
        return " ".join(filter(None, [_openness(source, result), checked(source.checked)]))
    if result.low == result.high:
        return gettext("Every question that applies has an answer; nobody has checked the answers at the plant.")
    low, high = wording.bounds(result.low, result.high)
    bounds = {"low": low, "high": high}
    return (
        gettext(
            "Once the open questions are answered, the result will lie between %(low)s and %(high)s. Nobody has "
            "checked the answers at the plant."
        )
        % bounds
    )


def _openness(source: Source, result: NodeResult) -> str:
    """Say how far the open questions could still move a value, and no more."""
    is_verified = source.basis == "verified"
    if result.low is None or result.high is None or result.low == result.high:
        return "" if is_verified else gettext("Every question that applies has an answer.")
    low, high = wording.bounds(result.low, result.high)
    text = gettext("Once the open questions are answered, the result will lie between %(low)s and %(high)s.")
    if is_verified:
        text = gettext("Once the other questions are verified, the result will lie between %(low)s and %(high)s.")
    return text % {"low": low, "high": high}


def checked(counts: tuple[int, int]) -> str:
    """Say how many questions an advisor has checked."""
    text = ngettext(
        "An advisor has checked %(checked)s of %(asked)s question; the other answers are the firm's own.",
        "An advisor has checked %(checked)s of %(asked)s questions; the other answers are the firm's own.",
        counts[1],
    )
    whole = gettext("An advisor has checked all %(asked)s questions.")
    return (whole if counts[0] == counts[1] else text) % {"checked": counts[0], "asked": counts[1]}


def _level(levels: tuple[Level, ...], value: int) -> Level:
    return next(level for level in levels if level.value == value)


def _block(source: Source, node: str) -> Node:
    return next(each for each in source.framework.root.walk() if each.id == node)
