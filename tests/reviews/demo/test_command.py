"""The whole queue, and refusals; on SQLite every start of the product for the browser tests makes the same."""

import pytest
from django.core.management import CommandError

from accounts.models import User
from assessments.models import Assessment, Scorecard, Submission
from reviews.demo import firms
from tests.factories import demo
from tests.factories.questionnaires import framework_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(tmp_path):
    """A data folder of its own; every firm in the queue, none further."""
    with demo.chosen(tmp_path, sent=firms.SENT):
        yield tmp_path


def test_demo_fills_the_queue(place):
    framework_version()

    demo.build()

    waiting = Assessment.objects.filter(state="in_review")
    assert waiting.count() == 40
    assert Scorecard.objects.filter(submission__in_review_of__in=waiting).count() == 40


def test_demo_is_refused_where_the_product_is_public(place, settings):
    framework_version()
    settings.IS_HTTPS = True

    with pytest.raises(CommandError, match="https"):
        demo.build()
    assert not User.objects.exists()


def test_demo_says_what_is_missing_without_a_framework(place):
    with pytest.raises(CommandError, match="load_frameworks"):
        demo.build()
    assert not Submission.objects.exists()
