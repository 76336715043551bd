"""Answers nobody thought of: any valid value of a type, what may still come of it, and a better one."""

from questionnaires.answer_types import Checklist, Choice, FreeText, Grid, Ladder, Multi, Number
from tests.scoring.plain_points import points_of

WORDS = ("Máy cũ", "một dòng\nhai dòng", "ok", "🏭")


def options_of(answer):
    """The options that can be ticked; where the firm's list was not chosen, those of all lists."""
    lists = [answer.options] if answer.lists is None else [options for options, _ in answer.lists.by_value.values()]
    return list({option.id: option for options in lists for option in options}.values())


def value(random, answer):  # noqa: PLR0911 -- one line a type is the shortest table
    """Any value that the type allows; rows and levels may be missing."""
    match answer:
        case Ladder():
            return random.randrange(len(answer.levels))
        case Choice():
            return random.choice(answer.options).id
        case Multi():
            return _ticked(random, options_of(answer))
        case Grid():
            rows = random.sample(answer.rows, random.randint(1, len(answer.rows)))
            return {row.id: _column(random, answer) for row in rows}
        case Number():
            return _measured(random, answer)
        case Checklist():
            levels = random.sample(answer.levels, random.randint(1, len(answer.levels)))
            return {str(level.level): _met(random, level) for level in levels}
        case FreeText():
            return random.choice(WORDS)[: answer.limit].strip()


def completed(random, answer, given):
    """The value with its missing rows and levels filled in."""
    match answer:
        case Grid():
            return {row.id: given[row.id] if row.id in given else _column(random, answer) for row in answer.rows}
        case Checklist():
            levels = {str(level.level): level for level in answer.levels}
            return {name: given[name] if name in given else _met(random, level) for name, level in levels.items()}
    return given


def better(random, answer, given):  # noqa: PLR0911 -- the same
    """A value that earns as much or more in every way, with the same rows and levels; the same one at the top."""
    match answer:
        case Ladder():
            return min(given + 1, len(answer.levels) - 1)
        case Choice():
            return _better_option(random, answer.options, given).id
        case Multi():
            alone = {option.id for option in answer.options if option.is_exclusive}
            left = [option.id for option in answer.options if option.id not in {*given, *alone}]
            return [each for each in given if each not in alone] + random.sample(left, min(1, len(left)))
        case Grid():
            row = random.choice(list(given))
            column = _better_option(random, answer.columns, str(given[row])).id
            return {**given, row: int(column) if answer.is_numbered else column}
        case Number():
            others = [_measured(random, answer) for _ in range(3)]
            return max(given, *others, key=lambda each: points_of(answer, each))
        case Checklist():
            level = random.choice([level for level in answer.levels if str(level.level) in given])
            return {**given, str(level.level): [attribute.id for attribute in level.attributes]}
    return given


def _better_option(random, options, given):
    points = next(option.points for option in options if option.id == given)
    return random.choice([option for option in options if option.points >= points])


def _ticked(random, options):
    alone = [option.id for option in options if option.is_exclusive]
    if alone and random.random() < 0.2:
        return [random.choice(alone)]
    others = [option.id for option in options if not option.is_exclusive]
    return random.sample(others, random.randint(0, len(others)))


def _column(random, answer):
    column = random.choice(answer.columns).id
    return int(column) if answer.is_numbered else column


def _measured(random, answer):
    """A bound, an end or anything between, with as many decimals as are allowed."""
    unit = 10**answer.decimals
    anywhere = random.randint(int(answer.low * unit), int(answer.high * unit))
    chosen = random.choice([anywhere, *(int(bound * unit) for bound in (*answer.bounds, answer.low, answer.high))])
    whole, rest = divmod(min(max(chosen, int(answer.low * unit)), int(answer.high * unit)), unit)
    return f"{whole}.{rest:0{answer.decimals}d}" if answer.decimals else str(whole)


def _met(random, level):
    names = [attribute.id for attribute in level.attributes]
    return random.sample(names, random.randint(0, len(names)))
