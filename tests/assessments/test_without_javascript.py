"""The whole way without JavaScript: start, answer sixty questions page by page, check, complete, send, take back."""

import re

import pytest
from django.urls import reverse

from assessments.models import Assessment, Submission

pytestmark = pytest.mark.both_databases


@pytest.mark.usefixtures("site_a", "framework_version")
@pytest.mark.parametrize(("scope", "pages", "items"), [("full", 20, 60), ("quick", 5, 20)])
def test_every_question_is_answered_by_the_pages_own_buttons(an, client_of, url, form_fields, scope, pages, items):
    client = client_of(an)
    client.post(url("start"), {"scope": scope})
    assessment = Assessment.objects.get()
    client.post(url("troubles", assessment), {"troubles": ["power_cost"]})
    where = re.search(
        rf"/assessments/{assessment.uuid}/[A-Z]\d?/", client.get(url("tasks", assessment)).content.decode()
    )
    address, visited = where[0], 0

    while address != url("tasks", assessment):
        page = client.get(address)
        if "/check/" in address:  # a look over the block
            address = re.search(r'class="btn" href="([^"]+)"', page.content.decode())[1]
            continue
        asked = re.findall(r'data-item="([^"]+)"', page.content.decode())
        given = {f"{item}-choice": str(number % 6) for number, item in enumerate(asked)}
        address = client.post(address, form_fields(page) | given | {"action": "continue"}).url
        visited += 1

    assert (visited, assessment.responses.count()) == (pages, items)
    assert client.post(url("submit", assessment)).url == reverse("reports:result", args=[Submission.objects.get().uuid])
    assert Submission.objects.get().answers.count() == items


def test_sending_and_taking_back_by_the_pages_own_buttons(completed, an, client_of, url, consent_fields):
    client = client_of(an)

    client.post(url("send", completed), consent_fields(completed))
    assert Assessment.objects.get().state == "in_review"

    client.post(url("take_back", completed))
    assert Assessment.objects.get().state == "completed"
