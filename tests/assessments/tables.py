"""Answers as rows of a table, written as a person would write them; the other way round than the product reads them."""

import csv
import io

from assessments.scoring import applying
from assessments.scoring.types import Answer
from questionnaires.answer_types import Checklist, Grid
from tests.scoring import any_answers

WORDS = {"dont_know": "dk", "not_applicable": "na"}


def table(framework, rows):
    """A table as text; a row is a mapping of columns, of which ``answers`` is one of items."""
    stream = io.StringIO()
    csv.writer(stream).writerows(grid(framework, rows))
    return stream.getvalue()


def grid(framework, rows):
    """A table as lists of cells, the header first."""
    flat = [{**{k: v for k, v in row.items() if k != "answers"}, **cells(framework, row["answers"])} for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    return [columns, *([row.get(name, "") for name in columns] for row in flat)]


def cells(framework, answers):
    """The cells of a row, by column; those of open items are empty, so that no row is without its columns."""
    return {name: word for item in framework.items() for name, word in of_item(item, answers.get(item.id)).items()}


def of_item(item, answer):
    rows = rows_of(item.answer)
    if answer is None or answer.state != "answered":
        word = WORDS[answer.state] if answer else ""
        return {f"{item.id}.{row}": word for row in rows} if rows else {item.id: word}
    if rows:
        return {f"{item.id}.{row}": word_of(answer.value[row]) if row in answer.value else "" for row in rows}
    return {item.id: word_of(answer.value)}


def word_of(value):
    return (";".join(value) or "-") if isinstance(value, list) else str(value)


def rows_of(answer):
    if isinstance(answer, Grid):
        return [row.id for row in answer.rows]
    return [str(level.level) for level in answer.levels] if isinstance(answer, Checklist) else []


def any_answer(random, item):
    """An answer, none, or one of the special ones."""
    chance = random.random()
    if chance < 0.75:
        return Answer("answered", any_answers.value(random, item.answer))
    return random.choice((None, None, Answer("dont_know"), Answer("not_applicable")))


def any_row(random, framework, number):
    """Any firm of any kind with any answers, also to items that it is not asked."""
    row = {
        "id": f"firm {number}",
        "variant": random.choice([each.id for each in framework.variants] or [""]),
        "scope": random.choice(["", "full", "quick"] if framework.quick else ["", "full"]),
        "profile.size": random.choice(["", "small", "medium", "large"]),
        "profile.industry": random.choice(["", "steel", "wood", "food"]),
    }
    firm = firm_of(row)
    of_firm = applying.for_firm(framework, variant=firm["variant"], profile=firm["profile"])
    items = {item.id: item for item in (*framework.items(), *of_firm.items())}
    given = {id_: any_answer(random, item) for id_, item in items.items()}
    return row | {"answers": {id_: answer for id_, answer in given.items() if answer}}


def firm_of(row):
    """What a row says of its firm, as the engine takes it."""
    facts = {"size": row["profile.size"], "industry": row["profile.industry"]}
    return {
        "variant": row["variant"] or None,
        "scope": row["scope"] or "full",
        "profile": {name: value for name, value in facts.items() if value},
    }
