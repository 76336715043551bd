"""A self-assessment as files show it: without anything that was verified, even where it is known already. Pure."""

from dataclasses import replace

from reports.content.types import AnswerText, BlockText, DimensionText, ReportContent, Standing, ValueLine


def own_word(content: ReportContent) -> ReportContent:
    """Return the firm's own word alone; a content that is issued as verified stays as it is."""
    if content.verification is not None:
        return content
    return replace(
        content,
        overall=replace(content.overall, standing=_standing(content.overall.standing)),
        blocks=tuple(_block(block) for block in content.blocks),
        values=tuple(_value(line) for line in content.values),
    )


def _standing(standing: Standing) -> Standing:
    compared = replace(
        standing.compared,
        verified=None,
        verified_text="",
        verified_level=None,
        verified_level_text="",
        verified_band_text="",
    )
    return replace(standing, compared=compared)


def _block(block: BlockText) -> BlockText:
    dimensions = tuple(_dimension(each) for each in block.dimensions)
    return replace(block, standing=_standing(block.standing), dimensions=dimensions, findings=())


def _dimension(dimension: DimensionText) -> DimensionText:
    answers = tuple(_answer(each) for each in dimension.answers)
    return replace(dimension, standing=_standing(dimension.standing), answers=answers)


def _answer(answer: AnswerText) -> AnswerText:
    return replace(answer, verified_level=None, verified_text="", verified_reason="")


def _value(line: ValueLine) -> ValueLine:
    return replace(line, standing=_standing(line.standing))
