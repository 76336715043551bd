import pytest

from tests.factories import judged
from tests.reviews.judged.pages import LEVELS


@pytest.fixture
def review(site_a, an, dung):
    return judged.review(site_a, by=an, advisor=dung, answers=LEVELS)


@pytest.fixture
def bench(dung, client_of):
    return client_of(dung)
