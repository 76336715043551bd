import pytest
from django.db.models import F, Q

from programmes import lifecycle
from reviews.models import Review
from tests.factories import programmes
from tests.reviews import rows

STAFF = ("advisor", "approver", "administrator")


@pytest.fixture(autouse=True)
def reviews_agree_with_their_assessments(request):
    """Whatever a test did: a review's own plant and state, by which the queue is counted, are its assessment's."""
    database = next((name for name in ("transactional_db", "db") if name in request.fixturenames), None)
    if database:
        request.getfixturevalue(database)
    yield
    if database:
        same = Q(state=F("assessment__state"), site=F("assessment__site"))
        assert not Review.objects.exclude(same).exists()


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
