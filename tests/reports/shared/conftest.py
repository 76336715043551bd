"""A result, its private link and the reports behind it."""

import pytest

from reports.models import Report
from reports.shared import links as share_links
from tests.factories.reports import report, scored


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an)


@pytest.fixture
def submission(card):
    return card.submission


@pytest.fixture
def shared(submission, an):
    """A link and its secret."""
    return share_links.make(submission=submission, by=an, for_whom="Vietcombank", language="vi", days=7)


@pytest.fixture
def printed(card):
    """The firm's own reports, one of them with private answers."""
    report(card, content=b"%PDF private")
    Report.objects.update(with_private=True)
    return report(card, content=b"%PDF public")
