"""``manage.py score`` for one assessment: what it prints, what it ignores, and what it refuses in one line."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from assessments import exchange
from assessments.exchange import ExchangeError
from assessments.scoring.types import Answer
from questionnaires.answer_types import Choice, Grid, Ladder, Multi
from questionnaires.document import Item
from questionnaires.models import FrameworkVersion
from questionnaires.publishing import publish
from tests.factories.questionnaires import library_framework, shipped_document, shipped_framework
from tests.scoring import answering
from tests.scoring.shapes import WORDS

pytestmark = pytest.mark.django_db
NODE = ["value", "level", "low", "high", "coverage"]


class Run:
    """Write the answers to a file, run the command, keep what it said."""

    def __init__(self, folder):
        self.file = folder / "answers.json"

    def __call__(self, framework, content, **options):
        if isinstance(content, dict):
            content = json.dumps(content)
        self.file.write_bytes(content.encode() if isinstance(content, str) else content)
        out, err = StringIO(), StringIO()
        try:
            call_command("score", framework=framework, answers=self.file, stdout=out, stderr=err, **options)
            self.code = 0
        except SystemExit as end:
            self.code = end.code
        self.out, self.err = out.getvalue(), err.getvalue()
        return json.loads(self.out) if self.out else None

    def refusal(self, framework, content):
        """Return the one line that is said instead of a result."""
        assert self(framework, content) is None
        assert self.code == 2
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err.strip()


@pytest.fixture
def score(tmp_path):
    return Run(tmp_path)


def impuls(**levels):
    """Answers to impuls, every item of a dimension at one level."""
    items = {
        "strategy": ["strategy", "investments", "innovation"],
        "factory": ["digital_model", "equipment", "data_usage", "it_systems"],
        "operations": ["information_sharing", "autonomous_processes", "it_security", "cloud_use"],
        "products": ["ict_functions", "use_phase_data"],
        "services": ["services", "revenue_share", "data_share"],
        "employees": ["skills", "skill_acquisition"],
    }
    return {f"{node}.{item}": level for node, level in levels.items() for item in items[node]}


def best_value(answer):
    """The answer that earns most; None for a list that depends on the profile."""
    match answer:
        case Ladder():
            return len(answer.levels) - 1
        case Choice():
            return max(answer.options, key=lambda option: option.points).id
        case Multi():
            return [option.id for option in answer.options if not option.is_exclusive] if not answer.lists else None
        case Grid():
            best = max(answer.columns, key=lambda column: column.points).id
            return {row.id: int(best) if answer.is_numbered else best for row in answer.rows}


EXAMPLE = impuls(strategy=2, factory=1, operations=1, products=3, services=0, employees=2)


def test_result_has_the_parts_of_the_design(score):
    result = score("impuls", {"answers": EXAMPLE})

    assert result["framework"] == "impuls@1.0.0"
    assert result["engine"] == "1"
    assert result["overall"] == {
        "value": 1.67,
        "level": 1,
        "low": 1.67,
        "high": 1.67,
        "coverage": 1.0,
        "level_id": "beginner",
        "class": "newcomer",
    }
    assert result["nodes"]["operations"] == {"value": 1, "level": 1, "low": 1, "high": 1, "coverage": 1}
    assert score.err == ""


@pytest.mark.parametrize("name", ["c4ir-smc", "impuls", "cmmm", "eu-dmat", "dbi-1970", "qd-1567-sme"])
def test_every_framework_of_the_library_scores_best_answers(score, name):
    framework = library_framework(name)
    best = {item.id: best_value(item.answer) for item in framework.items() if item.is_scored}
    kind = {"variant": framework.variants[0].id} if framework.variants else {}

    result = score(name, {**kind, "profile": {"industry": "steel"}, "answers": {k: v for k, v in best.items() if v}})

    overall = result["overall"]
    assert score.code == 0
    assert overall["value"] == overall["low"] == overall["high"]
    assert overall["level"] == (None if name == "qd-1567-sme" else framework.levels[-1].value)


def test_nodes_hold_every_node_flat_and_without_items(score):
    result = score("c4ir-smc", {"answers": {}})

    assert list(result["nodes"]) == [node.id for node in shipped_framework().root.walk()][1:]
    assert all(list(node) == NODE for node in result["nodes"].values())


def test_level_id_names_the_level_of_the_whole(score):
    result = score("c4ir-smc", {"answers": {item.id: 2 for item in shipped_framework().items()}})

    assert (result["overall"]["level"], result["overall"]["level_id"]) == (2, shipped_framework().levels[2].id)


def test_class_is_left_out_where_the_framework_has_none(score):
    assert "class" not in score("c4ir-smc", {"answers": {}})["overall"]


def test_thirds_are_told_with_all_their_digits(score):
    result = score("c4ir-smc", {"answers": {"S1.1": 1, "S1.2": 2, "S1.3": 2}})

    assert "1.6666666666666667" in score.out
    assert result["nodes"]["S1"]["value"] == 5 / 3


def test_not_rated_is_null_and_keeps_its_band(score):
    result = score("c4ir-smc", {"answers": {"S1.1": 3}})

    assert result["nodes"]["S1"] == {"value": None, "level": None, "low": 1, "high": 13 / 3, "coverage": 1 / 3}
    assert result["overall"]["value"] is None


@pytest.mark.parametrize("nothing", ["missing", None, "dk"])
def test_item_that_is_missing_or_null_or_not_known_is_open(score, nothing):
    given = {"S1.1": 3, "S1.2": 3} | ({} if nothing == "missing" else {"S1.3": nothing})

    assert score("c4ir-smc", {"answers": given})["nodes"]["S1"]["coverage"] == 2 / 3


def test_na_is_accepted_wherever_it_stands(score):
    given = {"S1.1": 3, "S1.2": "na", "S1.3": "na"}

    node = score("c4ir-smc", {"answers": given})["nodes"]["S1"]

    assert node == {"value": 3, "level": 3, "low": 3, "high": 3, "coverage": 1}


def test_dimension_that_is_not_applicable_at_all_has_no_numbers(score):
    node = score("c4ir-smc", {"answers": dict.fromkeys(["S1.1", "S1.2", "S1.3"], "na")})["nodes"]["S1"]

    assert node == dict.fromkeys(NODE)


def test_grid_row_that_is_missing_is_open_and_never_zero(score):
    one_row = score("eu-dmat", {"answers": {"q4": {"a": 5}}})["nodes"]["readiness"]
    null_row = score("eu-dmat", {"answers": {"q4": {"a": 5, "b": None, "c": "dk"}}})["nodes"]["readiness"]

    assert one_row["coverage"] == pytest.approx(1 / 7 / 2)
    assert one_row == null_row


def test_empty_list_is_an_answer(score):
    answered = score("eu-dmat", {"answers": {"q2": []}})["nodes"]["strategy"]

    assert answered["coverage"] == pytest.approx(1 / 3)
    assert answered["low"] == 0
    assert answered["high"] < 100


def test_grid_of_words_takes_the_word(score):
    assert score("eu-dmat", {"answers": {"q11": {"a": "partly"}}})


def test_variant_decides_what_is_asked_and_hidden_answers_are_told(score):
    given = {"strategy.1": "full", "product_design.1": "mostly"}

    result = score("cmmm", {"variant": "process", "answers": given})

    assert score.code == 0
    assert "product_design" not in result["nodes"]
    assert score.err.splitlines() == ["product_design.1: ignored, as it is not asked here"]


def test_item_whose_list_this_industry_does_not_have_is_ignored(score):
    given = {"profile": {"industry": "garment"}, "answers": {"7.2": ["website"]}}

    assert score("qd-1567-sme", given)
    assert "7.2: ignored" in score.err


def test_item_of_the_firms_own_list_counts(score):
    result = score("qd-1567-sme", {"profile": {"industry": "steel"}, "answers": {"7.2": ["website"]}})

    assert result["nodes"]["g7"]["value"] == 100 / 14
    assert score.err == ""


def test_total_of_1567_is_null(score):
    overall = score("qd-1567-sme", {"answers": {}})["overall"]

    assert (overall["value"], overall["level"], overall["level_id"]) == (None, None, None)


def test_quick_scope_asks_the_key_items_alone(score):
    key = [item.id for item in shipped_framework().items(quick=True)]
    result = score("c4ir-smc", {"scope": "quick", "answers": dict.fromkeys(key, 2) | {"S1.2": 5}})

    assert (result["overall"]["value"], result["overall"]["level"]) == (2, None)
    assert ("S1.2: ignored" in score.err) == ("S1.2" not in key)


def test_profile_fact_that_nothing_depends_on_is_told(score):
    assert score("impuls", {"profile": {"colour": "red", "size": "small"}, "answers": {}})
    assert score.err.splitlines() == ["profile, 'colour': ignored, as it is not asked here"]


@pytest.mark.parametrize(
    ("framework", "answers", "said"),
    [
        ("c4ir-smc", {"S9.9": 1}, "'S9.9': c4ir-smc@0.9.0 has no such item"),
        ("c4ir-smc", {"S1.1": 6}, "answers.S1.1: the answer must be a whole number from 0 to 5, not 6"),
        ("c4ir-smc", {"S1.1": -1}, "answers.S1.1"),
        ("c4ir-smc", {"S1.1": 2.0}, "not 2.0"),
        ("c4ir-smc", {"S1.1": True}, "not True"),
        ("c4ir-smc", {"S1.1": "3"}, "not '3'"),
        ("c4ir-smc", {"S1.1": {}}, "answers.S1.1"),
        ("c4ir-smc", {"S1.1": 10**30}, "answers.S1.1"),
        ("eu-dmat", {"q2": "a"}, "answers.q2"),
        ("eu-dmat", {"q2": ["a", "zz"]}, "answers.q2"),
        ("eu-dmat", {"q7": ["a", "b"]}, "together with another option"),
        ("eu-dmat", {"q4": {"zz": 1}}, "answers.q4"),
        ("eu-dmat", {"q4": {"a": "5"}}, "answers.q4"),
        ("eu-dmat", {"q4": {"a": 6}}, "answers.q4"),
        ("eu-dmat", {"q4": {"a": "na"}}, "answers.q4: na must stand in every row"),
        ("eu-dmat", {"q11": {"a": "maybe"}}, "answers.q11"),
    ],
)
def test_answer_that_cannot_be_is_refused_with_its_place(score, framework, answers, said):
    assert said in score.refusal(framework, {"answers": answers})


@pytest.mark.parametrize(
    ("framework", "content", "said"),
    [
        ("cmmm", {"answers": {}}, "variant: cmmm needs a variant: discrete, process"),
        ("cmmm", {"variant": "other", "answers": {}}, "variant: cmmm needs a variant"),
        ("impuls", {"variant": "discrete", "answers": {}}, "variant: impuls has no variants"),
        ("impuls", {"variant": 1, "answers": {}}, "variant: must be the id"),
        ("impuls", {"scope": "half", "answers": {}}, "scope: must be full or quick, not 'half'"),
        ("impuls", {"scope": "quick", "answers": {}}, "scope: impuls has no quick scope"),
        ("impuls", {"profile": [], "answers": {}}, "profile: must be a mapping"),
        ("impuls", {"profile": {"size": 3}, "answers": {}}, "profile, 'size': must be text"),
        ("impuls", {}, "answers: must be there"),
        ("impuls", {"answers": []}, "answers: must be there and be a mapping"),
        ("impuls", {"answer": {}, "answers": {}}, "'answer': no such part"),
        ("impuls", "[]", "must hold a mapping"),
        ("impuls", "", "line 1, column 1: not JSON"),
        ("impuls", '{"answers": {}', "line 1, column 15: not JSON"),
        ("impuls", '{"answers": {"strategy.strategy": NaN}}', "NaN is no number"),
        ("impuls", '{"answers": {"strategy.strategy": 1e999}}', "not 1e999"),
        ("impuls", '{"answers": {"strategy.strategy": ' + "9" * 5000 + "}}", "answers.strategy.strategy"),
        ("impuls", '{"answers": {"a": 1, "a": 2}}', "'a': is written twice"),
        ("impuls", "[" * 100_000, "too deep"),
        ("impuls", '{"answers": ' + '{"a":' * 50 + "1" + "}" * 51, "too deep"),
        ("impuls", b'{"answers": {"\xff": 1}}', "line 1: the file is not in UTF-8"),
        ("impuls", '{"answers": {}}'.encode("utf-16"), "not in UTF-8"),
        ("impuls", b" " * 5_000_001, "larger than 5 MB"),
        ("impuls", '{"answers": {"\\ud800": 1}}', "has no such item"),
    ],
)
def test_file_that_is_broken_is_refused_with_its_place(score, framework, content, said):
    refusal = score.refusal(framework, content)

    assert said in refusal
    assert refusal.startswith(str(score.file))


def test_byte_order_mark_is_no_fault(score):
    assert score("impuls", b"\xef\xbb\xbf" + json.dumps({"answers": EXAMPLE}).encode())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nope", "there is no framework nope"),
        ("impuls@9.9.9", "there is no framework impuls@9.9.9"),
        ("../impuls", "names no framework"),
        ("impuls@", "names no framework"),
        ("vipa", "its official document is awaited"),
    ],
)
def test_framework_that_is_not_there_is_refused(score, name, said):
    assert said in score.refusal(name, {"answers": {}})


def test_file_that_is_not_there_is_refused(tmp_path):
    err = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("score", framework="impuls", answers=tmp_path / "none.json", stderr=err)

    assert end.value.code == 2
    assert err.getvalue() == f"{tmp_path / 'none.json'}: No such file or directory\n"


def version(number, **changes):
    """Publish c4ir-smc under another number."""
    return publish(document={**shipped_document(), "version": number, **changes})


@pytest.mark.both_databases
def test_highest_published_version_of_the_database_is_used(score):
    for number in ("0.9.5", "0.10.0"):
        version(number)
    FrameworkVersion.objects.create(framework="c4ir-smc", version="0.11.0", content_hash="draft", document={})

    assert score("c4ir-smc", {"answers": {}})["framework"] == "c4ir-smc@0.10.0"


@pytest.mark.both_databases
def test_named_version_is_used_even_if_it_is_retired(score):
    version("0.9.5")
    version("0.10.0")
    FrameworkVersion.objects.filter(version="0.9.5").update(status=FrameworkVersion.Status.RETIRED)

    assert score("c4ir-smc@0.9.5", {"answers": {}})["framework"] == "c4ir-smc@0.9.5"


def test_draft_is_not_scored_by(score):
    FrameworkVersion.objects.create(framework="c4ir-smc", version="0.11.0", content_hash="draft", document={})

    assert "there is no framework" in score.refusal("c4ir-smc@0.11.0", {"answers": {}})


def test_version_that_only_the_shipped_library_has_is_found_by_name(score):
    version("0.10.0")

    assert score("c4ir-smc@0.9.0", {"answers": {}})["framework"] == "c4ir-smc@0.9.0"


def run(*arguments, **variables):
    """Run the command as a person does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "manage.py", "score", *arguments],
        cwd=settings.BASE_DIR,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_database_the_shipped_library_is_used_and_no_file_is_made(tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"answers": EXAMPLE}))

    done = run("--framework", "impuls", "--answers", str(answers), DATABASE_URL=f"sqlite:///{tmp_path}/none.sqlite3")

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["overall"]["value"] == 1.67
    assert [file.name for file in tmp_path.iterdir()] == ["answers.json"]


def test_with_an_empty_database_the_shipped_library_is_used(tmp_path):
    answers, database = tmp_path / "answers.json", tmp_path / "empty.sqlite3"
    answers.write_text(json.dumps({"answers": EXAMPLE}))
    database.touch()

    done = run("--framework", "impuls", "--answers", str(answers), DATABASE_URL=f"sqlite:///{database}")

    assert (done.returncode, done.stderr) == (0, "")


def test_refusal_in_a_process_of_its_own_is_one_line_and_exit_code_2(tmp_path):
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"answers": {"strategy.strategy": 9}}))

    done = run("--framework", "impuls", "--answers", str(answers), DATABASE_URL=f"sqlite:///{tmp_path}/none.sqlite3")

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    "arguments",
    [(), ("--answers", "a.json", "--batch", "b.csv"), ("--batch", "b.csv"), ("--answers", "a.json", "--out", "c.csv")],
)
def test_wrong_arguments_end_with_exit_code_2(tmp_path, arguments):
    done = run("--framework", "impuls", *arguments, DATABASE_URL=f"sqlite:///{tmp_path}/none.sqlite3")

    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


NUMBER = Item("n", WORDS, answering.number("0", "100", ["50"], "01"))
CHECKLIST = Item("c", WORDS, answering.checklist(2, 3))
GRID = Item("g", WORDS, answering.grid(2, "012"))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12.5", "12.5"),
        ("12", "12"),
        ('"12.5"', "12.5"),
        ("12.500", "12.5"),
        ("7.0", "7"),
        ("0.0", "0"),
        ("-0.0", None),
    ],
)
def test_measured_number_is_read_exactly(written, value):
    given = exchange.read(f'{{"answers": {{"n": {written}}}}}'.encode()).answers["n"]

    assert exchange.answer_of(NUMBER, given) == Answer("answered", value or "-0")


@pytest.mark.parametrize("written", ["1e1", "12.345", "100.01", "-1", '"12,5"', "true", "[]"])
def test_number_that_cannot_be_is_refused(written):
    given = exchange.read(f'{{"answers": {{"n": {written}}}}}'.encode()).answers["n"]

    with pytest.raises(ExchangeError, match="the answer "):
        exchange.answer_of(NUMBER, given)


@pytest.mark.parametrize(
    ("item", "given", "state", "value"),
    [
        (CHECKLIST, {"1": ["a"], "2": None}, "answered", {"1": ["a"]}),
        (CHECKLIST, {"1": "dk", "2": []}, "answered", {"2": []}),
        (CHECKLIST, {"1": "na", "2": "na"}, "not_applicable", None),
        (GRID, {"a": "dk", "b": "dk"}, "dont_know", None),
        (GRID, {"a": "na", "b": "na"}, "not_applicable", None),
        (GRID, {"a": 2, "b": "dk"}, "answered", {"a": 2}),
    ],
)
def test_rows_are_answers_of_their_own(item, given, state, value):
    assert exchange.answer_of(item, given) == Answer(state, value)


@pytest.mark.parametrize("given", [{}, {"a": None, "b": None}])
def test_grid_without_any_row_is_unanswered(given):
    assert exchange.answer_of(GRID, given) is None
