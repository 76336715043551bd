"""``manage.py score --batch``: what is wrong with a table is told, and nothing is written."""

import pytest

from tests.assessments.batch_run import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(tmp_path):
    return Run(tmp_path)


def test_formula_in_a_cell_is_no_answer(batch):
    assert batch.refusal("c4ir-smc", "S1.1\n=1+1\n") == [
        "row 2, column S1.1: the answer must be a whole number from 0 to 5, not '=1+1'"
    ]


@pytest.mark.parametrize(
    ("framework", "content", "said"),
    [
        ("c4ir-smc", "", "row 1: has no columns"),
        ("c4ir-smc", "id,S9.9\n", "row 1, column 'S9.9': is no item of c4ir-smc@0.9.1"),
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


@pytest.mark.parametrize("mark", [";", "\t"])
def test_cells_apart_by_another_mark_are_named(batch, mark):
    (told,) = batch.refusal("c4ir-smc", f"id{mark}S1.1\na{mark}3\n")

    assert told.endswith("is several columns in one; separate the cells by commas")
