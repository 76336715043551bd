import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.reviews import rows

pytestmark = pytest.mark.django_db


def url(submission):
    return f"/bench/{submission.uuid}/"


def test_submission_sent_for_review_is_shown_to_staff(client, staff):
    client.force_login(staff)
    submission = rows.sent(rows.plant("Nhựa Tân Phú Mẫu"))

    response = client.get(url(submission))

    assert response.status_code == 200
    assert "Nhựa Tân Phú Mẫu" in response.content.decode()


@pytest.mark.both_databases
def test_private_submission_is_404_for_staff(client, staff):
    client.force_login(staff)

    assert client.get(url(rows.private())).status_code == 404


def test_private_submission_costs_the_queries_of_one_that_never_was(client, staff):
    client.force_login(staff)
    private = rows.private()

    asked = []
    for uuid in (private.uuid, uuid4()):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/bench/{uuid}/").status_code == 404
        asked.append([re.sub("'[^']*'", "?", query["sql"]) for query in queries])

    assert asked[0] == asked[1]


def test_submission_taken_back_is_gone(client, staff):
    client.force_login(staff)
    submission = rows.sent()
    rows.take_back(submission)

    assert client.get(url(submission)).status_code == 404


def test_older_submission_of_the_same_assessment_stays_private(client, staff):
    client.force_login(staff)
    submission = rows.sent()
    older = rows.copy(submission, number=2)

    assert client.get(url(older)).status_code == 404


@pytest.mark.parametrize("who", ["owner", "outsider"])
def test_submission_on_the_bench_does_not_exist_for_people_of_firms(client, request, who):
    person = request.getfixturevalue(who)
    client.force_login(person)
    submission = rows.sent(rows.plant("Own Firm", owner=person) if who == "owner" else None)

    assert client.get(url(submission)).status_code == 404


def test_submission_on_the_bench_sends_an_anonymous_visitor_to_sign_in(client):
    response = client.get(url(rows.sent()))

    assert response.url.startswith(reverse("account_login"))


def test_submission_refuses_other_methods(client, advisor):
    client.force_login(advisor)

    assert client.post(url(rows.sent())).status_code == 405


@pytest.mark.parametrize("language", ["vi", "en"])
def test_submission_shows_every_question_with_what_was_chosen(client, advisor, language):
    client.force_login(advisor)
    submission = rows.sent(answers={"S1.1": 2})

    response = client.get(f"{url(submission)}?lang={language}")

    line = response.context["dossier"].answers[0]
    framework = response.context["dossier"].framework
    assert len(response.context["dossier"].answers) == sum(1 for _ in framework.items())
    assert (line.id, line.level) == ("S1.1", 2)
    assert line.text == next(framework.items()).levels[2][language]


def test_submission_without_a_result_says_so_and_shows_the_answers(client, advisor):
    client.force_login(advisor)

    page = client.get(url(rows.sent(answers={"S1.1": 2}))).content.decode()

    assert "Đang tính kết quả" in page
    assert 'id="S1.1"' in page


@pytest.mark.parametrize("is_demo", [True, False])
def test_submission_of_an_invented_firm_is_marked(client, advisor, is_demo):
    client.force_login(advisor)

    page = client.get(url(rows.sent(rows.plant(is_demo=is_demo)))).content.decode()

    assert ("Dữ liệu minh hoạ" in page) is is_demo


def test_submission_page_holds_nothing_to_fill_in(client, advisor):
    client.force_login(advisor)
    page = client.get(url(rows.sent(answers={"S1.1": 2}))).content.decode()
    main = page[page.index("<main") : page.index("</main>")]

    assert [tag for tag in ("<form", "<input", "<button", "<textarea", "<select") if tag in main] == []
