import pytest

from assessments import delegating
from tests.assessments.delegating.pages import enter


@pytest.fixture
def given(draft, an):
    """Part S1 of firm A's assessment, given by its owner: the delegation and what opens it."""
    return delegating.delegate(assessment=draft, part="S1", by=an)


@pytest.fixture
def delegate(client_of, given):
    """A colleague without an account, who has opened the link and given a name."""
    return enter(client_of(None), given)
