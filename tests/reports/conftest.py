"""Files of each test kept apart, and reports printed once for all tests that look into them."""

import pytest

from reports.content import compose
from tests.factories.reports import all_at, source
from tests.reports.invented import largest, verified
from tests.reports.printed import Printed


@pytest.fixture(autouse=True)
def private_store(settings, tmp_path):
    """Keep report files of each test apart."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": place}
    return tmp_path


@pytest.fixture
def quick_to_print(settings):
    """Leave out the page on other models, whose two columns take four fifths of the printing; others look at it."""
    settings.CROSSWALKS = []


@pytest.fixture(scope="session")
def proof(tmp_path_factory, django_db_blocker):
    """A verified report, signed for show: everything that a report can hold is there."""
    with django_db_blocker.block():
        content = verified(compose(source({**all_at(2), "S1.1": "dk"}, troubles=["machine_stops"]), "vi"))
        return Printed(content, tmp_path_factory.mktemp("proof"), demo_certificate=True)


@pytest.fixture(scope="session")
def both(tmp_path_factory, django_db_blocker):
    """A self-assessment in two languages."""
    with django_db_blocker.block():
        made = source({**all_at(3), "O4.1": 1, "O4.3": "Không dùng khuôn"})
        return Printed(compose(made, "vi"), tmp_path_factory.mktemp("both"), other=compose(made, "en"))


@pytest.fixture(scope="session")
def crowded(tmp_path_factory, django_db_blocker):
    """The longest texts in every place where a person types, in letters that few fonts have."""
    with django_db_blocker.block():
        return Printed(largest(compose(source(all_at(1)), "vi")), tmp_path_factory.mktemp("crowded"))


@pytest.fixture(scope="session")
def bare(tmp_path_factory, django_db_blocker):
    """Nothing but "not applicable", in two languages."""
    with django_db_blocker.block():
        made = source(dict.fromkeys(all_at(0), "Không dùng"))
        return Printed(compose(made, "vi"), tmp_path_factory.mktemp("bare"), other=compose(made, "en"))
