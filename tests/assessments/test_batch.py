"""A batch is the engine, row by row: every number of every node, whatever the framework and the answers are."""

import pytest

from assessments import exchange, exchange_tables
from assessments.scoring import applying, batch, remembering
from assessments.scoring.engine import score
from assessments.scoring.remembering import Memories, Memory, Numbers
from questionnaires.parsing import parse
from tests.assessments import tables
from tests.factories.questionnaires import library_framework
from tests.scoring.any_documents import Author

ROWS = 12


def in_batch(framework, rows, basis="verified"):
    """What a batch finds: for each row the numbers by node, the class, and the answers that are not asked."""
    header, *table = tables.grid(framework, rows)
    columns = exchange_tables.columns(framework, header)
    run = batch.Batch(framework, columns=columns.items, read=columns.answer, write=lambda found: found, basis=basis)
    ids = [node.id for node in framework.root.walk()]
    found = [run.score(cells, **tables.firm_of(row)) for cells, row in zip(table, rows, strict=True)]
    return [
        (
            {id_: numbers for id_, numbers in zip(ids, each.nodes, strict=True) if numbers},
            each.level_class,
            each.ignored,
        )
        for each in found
    ]


def alone(framework, row, basis="verified"):
    """What the engine finds for one row; answers that are not asked are left out, as in files."""
    firm = tables.firm_of(row)
    of_firm = applying.for_firm(framework, variant=firm["variant"], profile=firm["profile"])
    asked = exchange.asked_ids(of_firm, row["answers"], firm["scope"])
    answers = {id_: answer for id_, answer in row["answers"].items() if id_ in asked}
    card = score(framework, answers, basis=basis, **firm)
    numbers = {
        id_: Numbers(each.value, each.level, each.low, each.high, each.coverage) for id_, each in card.nodes.items()
    }
    ignored = [item.id for item in framework.items() if item.id in row["answers"] and item.id not in asked]
    return numbers, card.level_class, ignored


@pytest.mark.soak(60, 10_000)
def test_batch_of_any_framework_equals_the_engine(campaign):
    for _ in range(campaign.n):
        framework = parse(Author(campaign.random).document())
        rows = [tables.any_row(campaign.random, framework, number) for number in range(ROWS)]
        basis = campaign.random.choice(("self", "verified"))

        assert in_batch(framework, rows, basis) == [alone(framework, row, basis) for row in rows]


@pytest.mark.soak(15, 5000)
@pytest.mark.parametrize("name", ["c4ir-smc", "impuls", "cmmm", "eu-dmat", "dbi-1970", "qd-1567-sme"])
def test_batch_of_the_library_equals_the_engine(campaign, name):
    framework = library_framework(name)
    rows = [tables.any_row(campaign.random, framework, number) for number in range(campaign.n)]

    assert in_batch(framework, rows) == [alone(framework, row) for row in rows]


@pytest.mark.soak(8, 1000)
@pytest.mark.parametrize(("limit", "value"), [("REMEMBERED", 3), ("MOST_PLANS", 1)])
def test_batch_that_forgets_equals_the_engine(campaign, monkeypatch, limit, value):
    monkeypatch.setattr(batch, limit, value)
    monkeypatch.setattr(remembering, "ALWAYS", 0)
    for _ in range(campaign.n):
        framework = parse(Author(campaign.random).document())
        rows = [tables.any_row(campaign.random, framework, number) for number in range(ROWS)]

        assert in_batch(framework, rows) == [alone(framework, row) for row in rows]


def test_memories_hold_their_limit_and_each_a_few(monkeypatch):
    monkeypatch.setattr(remembering, "ALWAYS", 3)
    shared = Memories(100)
    memories = [Memory(shared) for _ in range(10)]
    for number in range(5000):
        memories[(number * number) % 10].keep(number, "result")

        assert sum(map(len, memories)) == shared.held <= 100 + 10 * 3


def test_wrong_answer_is_refused_even_where_it_is_not_asked():
    framework = library_framework("cmmm")
    columns = exchange_tables.columns(framework, ["variant", "product_design.1"])
    run = batch.Batch(framework, columns=columns.items, read=columns.answer, write=lambda found: found, basis="self")

    with pytest.raises(exchange_tables.CellError, match="no_such"):
        run.score(["process", "no_such"], variant="process", scope="full", profile={})
