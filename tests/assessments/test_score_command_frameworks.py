"""``manage.py score``: which framework a name finds, and the command as a person starts it."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command, load_command_class

from questionnaires.models import FrameworkVersion
from questionnaires.publishing import publish
from tests.assessments.score_run import EXAMPLE, Run
from tests.factories.questionnaires import shipped_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def score(tmp_path):
    """Run on a database that holds only what the test stores."""
    return Run(tmp_path, published=())


def test_framework_that_only_the_shipped_library_has_is_found(score):
    assert score("c4ir-smc", {"answers": {}})["framework"] == "c4ir-smc@0.9.1"
    assert not FrameworkVersion.objects.exists()


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

    assert score("c4ir-smc@0.9.1", {"answers": {}})["framework"] == "c4ir-smc@0.9.1"


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


@pytest.mark.parametrize("arguments", [(), ("--answers", "a.json", "--batch", "b.csv")])
def test_wrong_arguments_end_with_exit_code_2(capsys, arguments):
    command = load_command_class("assessments", "score")

    with pytest.raises(SystemExit) as end:
        command.run_from_argv(["manage.py", "score", "--framework", "impuls", *arguments])

    told = capsys.readouterr()
    assert (end.value.code, told.out) == (2, "")
    assert "one of the arguments" in told.err or "not allowed with" in told.err


@pytest.mark.parametrize("files", [{"batch": "b.csv"}, {"answers": "a.json", "out": "c.csv"}])
def test_out_without_batch_and_batch_without_out_end_with_exit_code_2(files):
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("score", framework="impuls", stdout=out, stderr=err, **files)

    assert (end.value.code, out.getvalue()) == (2, "")
    assert err.getvalue() == "--batch needs --out, and --out belongs to --batch\n"
