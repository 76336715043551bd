"""The engine against a second implementation, on frameworks and answers nobody thought of."""

import pytest

from assessments.scoring.engine import score
from tests.factories.questionnaires import shipped_framework
from tests.scoring import arbitrary
from tests.scoring.oracle import Oracle


def agree(framework, answers, scope, basis):
    card, oracle = score(framework, answers, scope=scope, basis=basis), Oracle(framework, answers, scope, basis)
    assert list(card.nodes) == [node.id for node in framework.root.walk() if oracle.exists(node)]
    for node in framework.root.walk():
        if result := card.nodes.get(node.id):
            numbers = {"raw": result.raw, "low": result.low, "high": result.high, "coverage": result.coverage}
            assert numbers == {question: oracle.ask(node, question) for question in numbers}
            assert (result.value, result.level) == (oracle.value(node), oracle.level(node))


@pytest.mark.soak(80, 20_000)
def test_engine_agrees_with_the_oracle_on_any_framework(campaign):
    for _ in range(campaign.n):
        framework, scope = arbitrary.framework(campaign.random), campaign.random.choice(("full", "full", "quick"))
        if not any(framework.items(quick=scope == "quick")):
            continue
        answers = arbitrary.answers(campaign.random, framework, scope=scope)

        agree(framework, answers, scope, campaign.random.choice(("self", "verified")))


@pytest.mark.soak(10, 2_000)
def test_engine_agrees_with_the_oracle_on_the_shipped_framework(campaign):
    for _ in range(campaign.n):
        answers = arbitrary.answers(campaign.random, shipped_framework(), answered=campaign.random.random())

        agree(shipped_framework(), answers, "full", "self")
