import pytest
from django.apps import apps

from tests import emptying
from tests.factories import assessments


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_nothing_that_was_committed_is_left(site_a, an):
    assessments.sent(site_a, by=an)

    emptying.empty()

    left = {model.__name__ for model in apps.get_models() if model._default_manager.exists()}
    assert left == {"ContentType", "Permission"}
