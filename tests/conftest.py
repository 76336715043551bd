"""The people of the tests: who they are says what they may."""

from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.test import Client

from accounts.models import Membership, Site, User
from tests import emptying
from tests.factories import questionnaires
from tests.factories.accounts import join, make_firm, make_user
from tests.product import needs_product


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give a module to one worker as a whole: what its tests share is made once, and there are fewer parcels to send.

    Tests of the started product stay parcels of their own, so that both workers are busy until the end.
    """
    if not config.pluginmanager.hasplugin("xdist"):
        return
    for item in items:
        if not needs_product(item) and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Make the database as ever, with the framework beside its tables that ``library_version`` copies."""
    with django_db_blocker.unblock():
        questionnaires.keep()
    emptying.instead_of_truncating()


@pytest.fixture
def an(db) -> User:
    """Owner of firm A."""
    return make_user("Nguyễn Văn An")


@pytest.fixture
def firm_a(an) -> Site:
    """Firm A's plant, with its three members."""
    return make_firm(owner=an, name="Cơ khí An Mẫu")


@pytest.fixture
def site_a(firm_a) -> Site:
    return firm_a


@pytest.fixture
def binh(firm_a) -> User:
    """A colleague who may only read in firm A."""
    return join(make_user("Trần Thị Bình"), firm_a, Membership.Role.READ_ONLY)


@pytest.fixture
def cuong(firm_a) -> User:
    """A colleague who answers in firm A."""
    return join(make_user("Lê Quốc Cường"), firm_a, Membership.Role.CONTRIBUTOR)


@pytest.fixture
def chi(db) -> User:
    """Owner of firm B: an outsider who must see nothing of firm A."""
    return make_user("Phạm Mai Chi")


@pytest.fixture
def firm_b(chi) -> Site:
    return make_firm(owner=chi, name="Dệt may Chi Mẫu", sector="13", province="48")


@pytest.fixture
def site_b(firm_b) -> Site:
    return firm_b


@pytest.fixture
def dung(db) -> User:
    """An advisor."""
    return make_user("Đỗ Tiến Dũng", role=User.StaffRole.ADVISOR)


@pytest.fixture
def admin(db) -> User:
    """An administrator."""
    return make_user("Hoàng Thu Hà", role=User.StaffRole.ADMINISTRATOR)


@pytest.fixture
def client_of():
    """Return a signed-in client of a person, or an anonymous one for None."""

    def sign_in(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = session_key(user)
        return client

    return sign_in


def session_key(user: User) -> str:
    """Sign a person in as ``Client.force_login`` does, by half its queries: no session is made before the sign-in."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    login(request, user)
    request.session.save()
    return request.session.session_key
