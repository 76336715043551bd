import pytest

from tests.factories import proposals, reports


@pytest.fixture
def advisor(db):
    return proposals.staff()


@pytest.fixture
def review(firm_a, an, advisor):
    return proposals.assigned(firm_a, by=an, advisor=advisor, answers=reports.all_at(3))


@pytest.fixture
def judged(review):
    proposals.judge(review, reports.all_at(3) | {"S1.1": 2, "P1.1": 0})
    return review


@pytest.fixture
def client(client_of, advisor):
    return client_of(advisor)
