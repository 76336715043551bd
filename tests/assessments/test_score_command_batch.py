"""``manage.py score --batch``: tables in, tables out, all or nothing."""

import csv
import io
from io import StringIO

import pytest
from django.core.management import call_command

from assessments import exchange
from assessments.scoring.engine import score
from questionnaires.parsing import parse
from tests.assessments import tables
from tests.assessments.test_batch import alone
from tests.factories.library import LIBRARY
from tests.factories.questionnaires import library_version, shipped_framework
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


class Run:
    """Write a table, run the command, keep what it said and what it wrote."""

    def __init__(self, folder):
        self.folder, self.file, self.target = folder, folder / "answers.csv", folder / "scores.csv"

    def __call__(self, framework, content, *, out=None):
        if framework in LIBRARY:
            library_version(framework)  # else the shipped one is read from its files every time
        self.file.write_bytes(content.encode() if isinstance(content, str) else content)
        out, err = out or self.target, StringIO()
        try:
            call_command("score", framework=framework, batch=self.file, out=out, stdout=StringIO(), stderr=err)
            self.code = 0
        except SystemExit as end:
            self.code = end.code
        self.err = err.getvalue().splitlines()
        return list(csv.DictReader(io.StringIO(self.target.read_text()))) if self.target.is_file() else None

    def refusal(self, framework, content, **options):
        """Return what is said instead of results, without the name of the file."""
        assert self(framework, content, **options) is None
        assert self.code == 2
        assert sorted(file.name for file in self.folder.iterdir() if file.is_file()) == ["answers.csv"]
        return [line.removeprefix(f"{self.file}: ") for line in self.err]


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


def test_formula_in_a_cell_is_no_answer(batch):
    assert batch.refusal("c4ir-smc", "S1.1\n=1+1\n") == [
        "row 2, column S1.1: the answer must be a whole number from 0 to 5, not '=1+1'"
    ]


@pytest.mark.parametrize(
    ("framework", "content", "said"),
    [
        ("c4ir-smc", "", "row 1: has no columns"),
        ("c4ir-smc", "id,S9.9\n", "row 1, column 'S9.9': is no item of c4ir-smc@0.9.0"),
        ("c4ir-smc", "id;S1.1\n", "row 1, column 'id;S1.1'"),
        ("c4ir-smc", "id,S1.1,\n", "row 1, column '': has no name"),
        ("c4ir-smc", "S1.1,S1.1\n", "row 1, column 'S1.1': is there twice"),
        ("eu-dmat", "q4\n", "row 1, column 'q4': has a column for each of its rows: q4.a, q4.b"),
        ("cmmm", "strategy.1\nfull\n", "row 1, column variant: is missing, while cmmm has variants"),
        ("cmmm", "variant,strategy.1\n,full\n", "row 2, column variant: cmmm needs a variant"),
        ("impuls", "variant\ndiscrete\n", "row 2, column variant: impuls has no variants"),
        ("impuls", "scope\nhalf\n", "row 2, column scope: must be full or quick, not 'half'"),
        ("impuls", "scope\nquick\n", "row 2, column scope: impuls has no quick scope"),
        ("c4ir-smc", "S1.1\n6\n", "row 2, column S1.1: the answer must be a whole number from 0 to 5, not 6"),
        ("c4ir-smc", "S1.1\n03\n", "not '03'"),
        ("c4ir-smc", "S1.1\n3.0\n", "not '3.0'"),
        ("c4ir-smc", "S1.1\n٣\n", "row 2, column S1.1"),
        ("c4ir-smc", "S1.1,S1.2\n1\n", "row 2: has 1 cells, the header 2"),
        ("c4ir-smc", "S1.1\n1,2\n", "row 2: has 2 cells, the header 1"),
        ("c4ir-smc", 'S1.1\n"1\n', "row 2: cannot be read: unexpected end of data"),
        ("c4ir-smc", 'S1.1\n1\n"1"2\n', "row 3: cannot be read"),
        ("c4ir-smc", "S1.1\n" + "1" * 200_000 + "\n", "row 2: cannot be read: field larger"),
        ("c4ir-smc", b"S1.1\n1\n\xff\n", "not in UTF-8"),
        ("c4ir-smc", "S1.1\n1\n".encode("utf-16"), "not in UTF-8"),
        ("eu-dmat", "q2\na;zz\n", "row 2, column q2: the answer must be one of"),
        ("eu-dmat", "q2\na;\n", "row 2, column q2"),
        ("eu-dmat", "q7\na;b\n", "together with another option"),
        ("eu-dmat", "q4.a,q4.b\n5,6\n", "row 2, column q4.b: the answer in row b"),
        ("eu-dmat", "q4.a,q4.b\n5,na\n", "row 2, column q4.b: na must stand in every row"),
        ("eu-dmat", "q11.a\nmaybe\n", "row 2, column q11.a"),
    ],
)
def test_table_that_is_wrong_is_refused_with_row_and_column(batch, framework, content, said):
    refusal = batch.refusal(framework, content)

    assert len(refusal) == 1
    assert said in refusal[0]


def test_first_twenty_faults_are_told(batch):
    refusal = batch.refusal("c4ir-smc", "S1.1,S1.2\n" + "1,2\n" + "7,8\n" * 15)

    assert [line.split(":")[0] for line in refusal] == [
        f"row {row}, column {column}" for row in range(3, 13) for column in ("S1.1", "S1.2")
    ]


def test_faults_before_a_broken_end_are_told_with_it(batch):
    refusal = batch.refusal("c4ir-smc", 'S1.1\n9\n"1\n')

    assert [line.split(":")[0] for line in refusal] == ["row 2, column S1.1", "row 3"]


def test_blank_lines_are_counted_and_are_no_assessments(batch):
    assert len(batch("c4ir-smc", "S1.1\n1\n\n2\n\n")) == 2
    batch.target.unlink()
    assert batch.refusal("c4ir-smc", "S1.1\n1\n\n9\n")[0].startswith("row 4, column S1.1")


def test_old_scores_stay_where_the_new_ones_are_refused(batch):
    batch.target.write_text("old")

    batch("c4ir-smc", "S1.1\n9\n")

    assert (batch.code, batch.target.read_text()) == (2, "old")
    assert sorted(file.name for file in batch.folder.iterdir()) == ["answers.csv", "scores.csv"]


def test_target_cannot_be_the_source(batch):
    assert batch("c4ir-smc", "S1.1\n1\n", out=batch.file) is None
    assert (batch.code, batch.file.read_text()) == (2, "S1.1\n1\n")
    assert batch.err == [f"{batch.file}: it holds the answers"]


def test_target_that_cannot_be_written_is_named(batch):
    missing = batch.folder / "none" / "scores.csv"

    assert batch.refusal("c4ir-smc", "S1.1\n1\n", out=missing) == [f"{missing}: No such file or directory"]
    assert batch.refusal("c4ir-smc", "S1.1\n1\n", out=batch.folder) == [
        f"{batch.folder}: it is no file that could be replaced"
    ]


def test_target_that_is_a_link_stays_one(batch):
    real = batch.folder / "real.csv"
    real.write_text("old")
    batch.target.symlink_to(real)

    batch("c4ir-smc", "S1.1\n1\n")

    assert batch.target.is_symlink()
    assert real.read_text().startswith("id,overall.value")


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


@pytest.mark.parametrize("mark", [";", "\t"])
def test_cells_apart_by_another_mark_are_named(batch, mark):
    (told,) = batch.refusal("c4ir-smc", f"id{mark}S1.1\na{mark}3\n")

    assert told.endswith("is several columns in one; separate the cells by commas")


def test_columns_without_end_are_read_in_their_own_time(batch):
    """Two hundred thousand facts that nothing depends on; comparing each with each would take minutes."""
    facts = ",".join(f"profile.x{number}" for number in range(200_000))

    assert [row["id"] for row in batch("c4ir-smc", f"id,{facts}\na{',' * 200_000}\n")] == ["a"]
