"""``manage.py score`` for one assessment: what it refuses, in one line that names the place."""

from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("framework", "answers", "said"),
    [
        ("c4ir-smc", {"S9.9": 1}, "'S9.9': c4ir-smc@0.9.1 has no such item"),
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


def test_file_that_is_not_there_is_refused(tmp_path):
    err = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("score", framework="impuls", answers=tmp_path / "none.json", stderr=err)

    assert end.value.code == 2
    assert err.getvalue() == f"{tmp_path / 'none.json'}: No such file or directory\n"
