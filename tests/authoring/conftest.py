import pytest

from tests.authoring import versions
from tests.factories.questionnaires import framework_version


@pytest.fixture
def published(db):
    return framework_version()


@pytest.fixture
def draft(db, admin):
    return versions.draft(versions.reworded, by=admin)


@pytest.fixture
def author(client, admin):
    """A client of an administrator."""
    client.force_login(admin)
    return client
