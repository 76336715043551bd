"""One honest promise, in the same words wherever answers are asked for or handed on."""

import pytest
from django.urls import reverse

from tests.factories import assessments

pytestmark = pytest.mark.django_db

PROMISE = (
    "Câu trả lời của anh/chị chỉ dùng để tư vấn và thống kê ẩn danh. Chúng tôi không cung cấp câu trả lời của từng "
    "doanh nghiệp cho cơ quan thuế, thanh tra, ngân hàng, nhà cung cấp hay doanh nghiệp khác, trừ khi anh/chị đồng ý "
    "hoặc pháp luật buộc phải cung cấp; khi đó chúng tôi báo cho anh/chị, nếu pháp luật cho phép."
)


@pytest.fixture
def pages(site, owner):
    draft = assessments.draft(site, by=owner)
    completed = assessments.completed(site, by=owner)
    return {
        "front door": "/",
        "troubles": reverse("assessments:troubles", args=[draft.uuid]),
        "first question": reverse("assessments:node", args=[draft.uuid, "S1"]),
        "send": reverse("assessments:send", args=[completed.uuid]),
        "my data": reverse("privacy:my_data"),
        "notice": reverse("privacy:notice"),
        "sensitive question": reverse("assessments:node", args=[draft.uuid, "T5"]),
    }


@pytest.mark.parametrize(
    "where", ["front door", "troubles", "first question", "send", "my data", "notice", "sensitive question"]
)
def test_the_promise_stands_in_the_same_words(where, pages, client_of, owner):
    assert PROMISE in client_of(owner).get(pages[where]).content.decode()


def test_every_sensitive_question_says_it_again(pages, client_of, owner):
    assert client_of(owner).get(pages["sensitive question"]).content.decode().count(PROMISE) == 3


def test_an_operators_own_promise_takes_its_place(pages, client_of, owner, settings):
    settings.OPERATOR_PROMISE = "Lời hứa riêng của đơn vị."
    page = client_of(owner).get(pages["send"]).content.decode()

    assert ("Lời hứa riêng của đơn vị." in page, PROMISE in page) == (True, False)
