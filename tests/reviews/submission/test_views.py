import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import scores
from c4ir_assess.jobs.models import Job
from tests.factories.questionnaires import shipped_framework
from tests.reviews import rows

pytestmark = pytest.mark.django_db


def url(submission):
    return f"/bench/{submission.uuid}/"


def test_submission_sent_for_review_is_shown_to_staff(client, staff):
    client.force_login(staff)
    submission = rows.sent(rows.plant("Nhựa Tân Phú Mẫu"), advisor=staff)

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
    submission = rows.sent(advisor=staff)
    rows.take_back(submission)

    assert client.get(url(submission)).status_code == 404


def test_older_submission_of_the_same_assessment_stays_private(client, staff):
    client.force_login(staff)
    submission = rows.sent(advisor=staff)
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

    assert client.post(url(rows.sent(advisor=advisor))).status_code == 405


@pytest.mark.parametrize("language", ["vi", "en"])
def test_submission_shows_every_question_with_what_was_chosen(client, advisor, language):
    client.force_login(advisor)
    submission = rows.sent(answers={"S1.1": 2}, advisor=advisor)

    response = client.get(f"{url(submission)}?lang={language}")

    line = response.context["dossier"].answers[0]
    framework = response.context["dossier"].framework
    assert len(response.context["dossier"].answers) == sum(1 for _ in framework.items())
    assert (line.id, line.level) == ("S1.1", 2)
    assert line.text == next(framework.items()).levels[2][language]


def test_submission_without_a_result_says_so_and_shows_the_answers(client, advisor):
    client.force_login(advisor)

    page = client.get(url(rows.sent(answers={"S1.1": 2}, advisor=advisor))).content.decode()

    assert "Đang tính kết quả" in page
    assert 'id="S1.1"' in page


@pytest.mark.parametrize("is_demo", [True, False])
def test_submission_of_an_invented_firm_is_marked(client, advisor, is_demo):
    client.force_login(advisor)

    page = client.get(url(rows.sent(rows.plant(is_demo=is_demo), advisor=advisor))).content.decode()

    assert ("Dữ liệu minh hoạ" in page) is is_demo


def test_submission_page_holds_nothing_to_fill_in(client, advisor):
    client.force_login(advisor)
    page = client.get(url(rows.sent(answers={"S1.1": 2}, advisor=advisor))).content.decode()
    main = page[page.index("<main") : page.index("</main>")]

    assert [tag for tag in ("<form", "<input", "<button", "<textarea", "<select") if tag in main] == []


@pytest.fixture
def scored(advisor):
    """A submission with every question answered, people a level lower than the rest, and its result."""
    answers = {item.id: 0 if item.id.startswith("P") else 3 for item in shipped_framework().items()}
    submission = rows.sent(answers=answers, advisor=advisor)
    scores.store_self(submission=submission)
    return submission


def test_submission_shows_the_level_in_words_and_what_holds_it_down(client, advisor, scored):
    client.force_login(advisor)

    page = client.get(url(scored)).content.decode()

    assert "Mức 1 · Bước đầu" in page
    assert "2,4 điểm; giữ ở mức 1 vì Con người đang ở mức 0" in page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_submission_draws_the_strips_with_their_figures_beside_them(client, advisor, scored, language):
    client.force_login(advisor)

    response = client.get(f"{url(scored)}?lang={language}")
    page = response.content.decode()

    names = [part.name for part in response.context["dossier"].dimensions]
    assert len(names) == 20
    assert all(f'<th scope="row">{name}</th>' in page for name in names)
    assert page.partition("<main")[2].count("<svg") == 2


def test_submission_shows_three_priorities(client, advisor, scored):
    client.force_login(advisor)

    result = client.get(url(scored)).context["dossier"].result

    assert len(result.priorities) == 3


@pytest.mark.parametrize(
    ("state", "words"),
    [("none", "Tạo bản tiếng Việt"), ("queued", "đang tạo"), ("failed", "không tạo được"), ("there", "13 trang")],
)
def test_submission_says_how_far_its_report_is(client, advisor, scored, state, words):
    client.force_login(advisor)
    card = scored.scorecards.get()
    Job.objects.all().delete()
    if state == "there":
        card.reports.create(language="vi", file="a.pdf", content_hash="a", size=1, pages=13)
    elif state != "none":
        Job.objects.create(task="reports.render_report", queue="report", dedup_key=f"report:{card.pk}:vi", state=state)

    assert words in client.get(url(scored)).content.decode()


def test_submission_costs_the_same_for_one_answer_and_for_all(client, advisor, scored, django_assert_num_queries):
    client.force_login(advisor)
    one = rows.sent(rows.plant("One Answer"), answers={"S1.1": 1}, advisor=advisor)
    scores.store_self(submission=one)
    for submission in (one, scored):
        client.get(url(submission))  # the first opening in an hour is written down

    # session, person, submission, opening, scorecard, reports, answers, evidence, habits of answering, two jobs
    for submission in (one, scored):
        with django_assert_num_queries(16):
            client.get(url(submission))
