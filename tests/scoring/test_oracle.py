"""The engine against a second implementation, on frameworks and answers nobody thought of."""

import pytest

from assessments.scoring.engine import score
from questionnaires.validation import check_shape
from tests.factories.questionnaires import shipped_framework
from tests.scoring import any_cases, arbitrary
from tests.scoring.any_documents import Author
from tests.scoring.oracle import Oracle


def agree(framework, answers, **told):
    card, oracle = score(framework, answers, **told), Oracle(framework, answers, **told)
    assert list(card.nodes) == [node.id for node in oracle.nodes()]
    levels = oracle.levels()
    for node in oracle.nodes():
        result = card.nodes[node.id]
        numbers = {name: getattr(result, name) for name in ("raw", "low", "high", "top", "coverage")}
        assert numbers == {question: oracle.ask(node, question) for question in numbers}
        assert (result.value, result.level) == (oracle.value(node), levels[node.id])


@pytest.mark.soak(80, 20_000)
def test_engine_agrees_with_the_oracle_on_any_ladders(campaign):
    for _ in range(campaign.n):
        framework, scope = arbitrary.framework(campaign.random), campaign.random.choice(("full", "full", "quick"))
        answers = arbitrary.answers(campaign.random, framework, scope=scope)

        agree(framework, answers, scope=scope, basis=campaign.random.choice(("self", "verified")))


@pytest.mark.soak(10, 2_000)
def test_engine_agrees_with_the_oracle_on_the_shipped_framework(campaign):
    for _ in range(campaign.n):
        answers = arbitrary.answers(campaign.random, shipped_framework(), answered=campaign.random.random())

        agree(shipped_framework(), answers)


@pytest.mark.soak(120, 20_000)
def test_engine_agrees_with_the_oracle_on_any_framework(campaign):
    for _ in range(campaign.n):
        case = any_cases.case(campaign.random, answered=campaign.random.choice((0.5, 0.9, 1)))

        agree(case.framework, case.answers, **case.told)


@pytest.mark.soak(120, 20_000)
def test_any_framework_has_the_shape_of_one(campaign):
    for _ in range(campaign.n):
        complaints = list(check_shape(Author(campaign.random).document()))

        assert not complaints
