import pytest

from tests.reviews import rows

STAFF = ("advisor", "approver", "administrator")


@pytest.fixture(params=STAFF)
def staff(request, db):
    """Each role among the staff in turn."""
    return rows.person(staff_role=request.param)


@pytest.fixture
def advisor(db):
    return rows.person(staff_role="advisor")


@pytest.fixture
def owner(db):
    return rows.person()


@pytest.fixture
def outsider(db):
    return rows.plant("Firm of somebody else").organization.memberships.get().user
