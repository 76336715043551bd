import pytest

from programmes import lifecycle
from tests.factories import programmes
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


@pytest.fixture
def in_programme():
    """Return a function that puts the firms of reviews into a programme for which an advisor works."""

    def put(reviews, advisor):
        programme = programmes.make()
        lifecycle.assign(programme=programme, user=advisor, by=programme.created_by)
        for review in reviews:
            firm = review.assessment.site.organization
            programmes.join(programme, firm, by=firm.memberships.get().user)

    return put
