"""UX-27: the advisors' queue is searched without marks and by former provinces."""

import unicodedata

import pytest
from django.urls import reverse

from tests.factories import assessments
from tests.factories.accounts import make_firm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["duong sat", "ĐƯỜNG", unicodedata.normalize("NFD", "Đường Sắt"), "binh duong", "Bình Dương"]
)
def test_ux_27_queue_finds_the_firm_and_no_other(typed, client_of, dung, an, chi):
    assessments.sent(make_firm(owner=an, name="Cơ khí Đường Sắt Mẫu", province="79"), by=an, advisor=dung)
    assessments.sent(make_firm(owner=chi, name="Dệt Lụa Mẫu", province="48"), by=chi, advisor=dung)

    page = client_of(dung).get(reverse("reviews:queue"), {"q": typed}).content.decode()

    assert "Cơ khí Đường Sắt Mẫu" in page
    assert "Dệt Lụa Mẫu" not in page
