"""``manage.py score --batch``: a table of answers becomes a table of results."""

import csv
import io

import pytest

from assessments import exchange
from assessments.scoring.engine import score
from questionnaires.parsing import parse
from tests.assessments import tables
from tests.assessments.batch_run import Run
from tests.assessments.test_batch import alone
from tests.factories.questionnaires import shipped_framework
from tests.scoring.any_documents import Author

pytestmark = pytest.mark.django_db
ALL = [item.id for item in shipped_framework().items()]


IMPULS = [
    *("strategy.strategy", "strategy.investments", "strategy.innovation"),
    *("factory.digital_model", "factory.equipment", "factory.data_usage", "factory.it_systems"),
    *("operations.information_sharing", "operations.autonomous_processes", "operations.it_security"),
    *("operations.cloud_use", "products.ict_functions", "products.use_phase_data", "services.services"),
    *("services.revenue_share", "services.data_share", "employees.skills", "employees.skill_acquisition"),
]


@pytest.fixture
def batch(tmp_path):
    return Run(tmp_path)


def test_columns_are_those_of_the_design_in_document_order(batch):
    batch("c4ir-smc", "id,S1.1\n")

    whole = ["value", "level", "low", "high", "coverage", "class"]
    nodes = [node.id for node in shipped_framework().root.walk()][1:]
    assert batch.target.read_text().split("\n") == [
        ",".join(["id", *(f"overall.{name}" for name in whole), *(f"{n}.{w}" for n in nodes for w in whole[:2])]),
        "",
    ]


def test_row_says_what_one_file_would_say(batch):
    answers = {"S1.1": 1, "S1.2": 2, "S1.3": 2, "S2.1": 4}
    names, values = ",".join(answers), ",".join(map(str, answers.values()))

    row = batch("c4ir-smc", f"id,{names}\nan,{values}\n")[0]

    given = exchange.checked(shipped_framework(), exchange.Given(answers=answers))
    one = exchange.result(shipped_framework(), score(shipped_framework(), given.answers, basis="verified"))
    assert row["id"] == "an"
    assert (row["S1.value"], row["S1.level"]) == (repr(one["nodes"]["S1"]["value"]), "1")
    assert (row["S2.value"], row["S2.level"], row["overall.value"]) == ("", "", "")
    assert row["overall.low"] == repr(one["overall"]["low"])
    assert row["overall.coverage"] == repr(one["overall"]["coverage"])


def test_level_that_a_cap_holds_down_is_told(batch):
    cells = ["0" if item.startswith("P") else "4" for item in ALL]

    row = batch("c4ir-smc", f"{','.join(ALL)}\n{','.join(cells)}\n")[0]

    assert (row["overall.value"], row["overall.level"]) == ("3.2", "1")


def test_rows_stay_in_order_and_may_be_many(batch):
    rows = batch("c4ir-smc", "id,S1.1,S1.2,S1.3\n" + "".join(f"{n},{n % 6},{n % 6},{n % 6}\n" for n in range(500)))

    assert [(row["id"], row["S1.level"]) for row in rows] == [(str(n), str(n % 6)) for n in range(500)]


def test_class_of_a_framework_that_has_some(batch):
    row = batch("impuls", f"{','.join(IMPULS)}\n{','.join('2' for _ in IMPULS)}\n")[0]

    assert (row["overall.level"], row["overall.class"]) == ("2", "learner")


def test_grid_has_a_column_a_row_and_a_list_has_semicolons(batch):
    grid = [f"q4.{row}" for row in "abcdefg"]

    full, half, listed = batch("eu-dmat", f"{','.join(grid)},q3,q7\n{'5,' * 7}-,\n5{',' * 7}-,\n{',' * 7},b;c\n")

    assert (full["readiness.value"], full["readiness.level"]) == ("50.0", "2")  # 10 for the grid, 0 for the list
    assert half["readiness.value"] == ""
    assert (listed["data.value"], listed["overall.value"]) == ("", "")
    assert float(listed["overall.coverage"]) > 0


@pytest.mark.parametrize("sign", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks_make_no_difference(batch, sign, mark):
    content = mark + sign.join(["id,S1.1,S1.2,S1.3", "a,1,2,3", '"b, c", 1 ,2,3', ""]).encode()

    rows = batch("c4ir-smc", content)

    assert [(row["id"], row["S1.value"]) for row in rows] == [("a", "2.0"), ("b, c", "2.0")]


def test_special_answers_are_read(batch):
    accepted, not_known, empty = batch("c4ir-smc", "S1.1,S1.2,S1.3\n3,na,na\n3,3,dk\n3,3,\n")

    assert [row["S1.value"] for row in (accepted, not_known, empty)] == ["3.0"] * 3
    assert float(accepted["overall.coverage"]) > float(not_known["overall.coverage"])
    assert not_known == empty


def test_variant_of_each_row_counts(batch):
    rows = batch("cmmm", "id,variant,product_design.1,strategy.1\na,discrete,full,full\nb,process,,full\n")

    assert [row["product_design.value"] for row in rows] == ["", ""]
    assert batch.code == 0


def test_answer_that_is_not_asked_is_told_and_ignored(batch):
    rows = batch("cmmm", "id,variant,product_design.1\na,process,full\nb,discrete,full\nc,process,none\n")

    assert len(rows) == 3
    assert batch.err == [f"row {row}, product_design.1: ignored, as it is not asked here" for row in (2, 4)]


def test_profile_column_that_nothing_depends_on_is_told_once(batch):
    batch("impuls", "profile.size,profile.colour\nsmall,red\nlarge,blue\n")

    assert batch.err == ["column 'profile.colour': ignored, as it is not asked here"]


def test_of_many_answers_that_are_not_asked_twenty_are_told(batch):
    batch("cmmm", "variant,product_design.1\n" + "process,full\n" * 25)

    assert (len(batch.err), batch.err[-1]) == (21, "and 5 more ignored")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+84", "'+84"),
        ("-5", "'-5"),
        ("@sum", "'@sum"),
        (" =1+1", "' =1+1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ('say "hi", all', 'say "hi", all'),
        ("two\nlines", "two\nlines"),
        ("", ""),
    ],
)
def test_name_of_a_row_is_never_a_formula(batch, name, written):
    stream = io.StringIO()
    csv.writer(stream).writerows([["id", "S1.1"], [name, "1"]])

    assert [row["id"] for row in batch("c4ir-smc", stream.getvalue())] == [written]


def test_blank_lines_are_counted_and_are_no_assessments(batch):
    assert len(batch("c4ir-smc", "S1.1\n1\n\n2\n\n")) == 2
    batch.target.unlink()
    assert batch.refusal("c4ir-smc", "S1.1\n1\n\n9\n")[0].startswith("row 4, column S1.1")


@pytest.mark.soak(20, 3000)
def test_table_of_any_framework_says_what_the_engine_finds(batch, campaign, monkeypatch):
    for _ in range(campaign.n):
        framework = parse(Author(campaign.random).document())
        monkeypatch.setattr("questionnaires.at_hand.find", lambda _name, found=framework: found)
        rows = [tables.any_row(campaign.random, framework, number) for number in range(8)]

        written = batch("any", tables.table(framework, rows))

        assert batch.code == 0, batch.err
        for row, found in zip(rows, written, strict=True):
            assert found == as_written(framework, row)


def as_written(framework, row):
    """A row of results, from what the engine finds."""
    numbers, level_class, _ = alone(framework, row)
    text = {
        id_: [("" if n is None else repr(float(n))) for n in (e.value, e.low, e.high, e.coverage)]
        for id_, e in numbers.items()
    }
    level = {id_: "" if each.level is None else str(each.level) for id_, each in numbers.items()}
    value, low, high, coverage = text["overall"]
    whole = {"value": value, "level": level["overall"], "low": low, "high": high, "coverage": coverage}
    found = {"id": row["id"]} | {f"overall.{name}": word for name, word in whole.items()}
    found["overall.class"] = level_class or ""
    for node in list(framework.root.walk())[1:]:
        found[f"{node.id}.value"] = text[node.id][0] if node.id in text else ""
        found[f"{node.id}.level"] = level.get(node.id, "")
    return found


def test_columns_without_end_are_read_in_their_own_time(batch):
    """Two hundred thousand facts that nothing depends on; comparing each with each would take minutes."""
    facts = ",".join(f"profile.x{number}" for number in range(200_000))

    assert [row["id"] for row in batch("c4ir-smc", f"id,{facts}\na{',' * 200_000}\n")] == ["a"]
