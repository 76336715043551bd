import pytest
from django.urls import reverse

from programmes.wording import WORDING_VERSION
from tests.factories import programmes


@pytest.fixture
def programme(db):
    """A programme that runs today."""
    return programmes.make()


@pytest.fixture
def place(programme, site_a, an):
    """Firm A takes part."""
    return programmes.join(programme, site_a.organization, by=an)


@pytest.fixture
def invitation(programme):
    """The address behind the invitation link."""
    return reverse("programmes:invitation", args=[programme.token])


@pytest.fixture
def act(site_a):
    """What the page posts when firm A's owner ticks the box and joins."""
    firm = site_a.organization.uuid
    return {"firm": firm, "agree": "on", "wording_version": WORDING_VERSION, "language": "vi"}
