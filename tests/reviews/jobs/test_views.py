from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from c4ir_assess.celery import app
from c4ir_assess.jobs import canary
from c4ir_assess.jobs.models import Job
from reviews.jobs.listing import task_name

pytestmark = pytest.mark.django_db
URL = "/bench/jobs/"


def job(state="failed", **fields):
    chosen = {"task": "reports.render_report", "queue": "report", "dedup_key": str(uuid4())} | fields
    if state == "running":
        chosen |= {"lease_token": uuid4(), "lease_until": timezone.now() + timedelta(seconds=10)}
    if state in {"failed", "done"}:
        chosen = {"finished_at": timezone.now(), "attempts": 3} | chosen
    return Job.objects.create(state=state, **chosen)


def retry(client, one):
    return client.post(f"{URL}{one.uuid}/retry/")


def test_jobs_page_counts_what_is_not_done(client, staff):
    client.force_login(staff)
    for state in ("failed", "failed", "running", "queued", "done"):
        job(state)
    job("queued", due_at=timezone.now() + timedelta(hours=1))

    figures = client.get(URL).context["figures"]

    assert (figures.failed, figures.running, figures.queued, figures.later) == (2, 1, 1, 1)


def test_jobs_page_says_how_long_the_oldest_waits(client, advisor):
    client.force_login(advisor)
    job("queued", due_at=timezone.now() - timedelta(minutes=7))
    job("queued", due_at=timezone.now() + timedelta(minutes=7))

    assert client.get(URL).context["figures"].oldest == "7 phút"


def test_jobs_page_hides_what_a_job_works_on(client, advisor):
    client.force_login(advisor)
    job(args={"scorecard": 918273}, dedup_key="report:918273:vi")

    page = client.get(URL).content.decode()

    assert "918273" not in page
    assert "Tạo báo cáo PDF" in page


def test_jobs_page_counts_no_canary_as_work(client, advisor):
    client.force_login(advisor)
    job("queued", task="jobs.canary")

    shown = client.get(URL).context

    assert (shown["figures"].queued, shown["under_way"]) == (0, [])


def test_jobs_page_says_which_worker_does_not_answer(client, advisor):
    client.force_login(advisor)
    job("done", task="jobs.canary", queue="report", finished_at=timezone.now() - timedelta(seconds=5))

    workers = client.get(URL).context["workers"]

    assert len(workers) == len(canary.watched())
    assert {worker.name: worker.is_late for worker in workers} == {"Báo cáo PDF": False, "Tính kết quả": True}


def test_jobs_page_costs_the_same_for_one_job_and_for_three(client, advisor, django_assert_num_queries):
    client.force_login(advisor)
    job()
    with django_assert_num_queries(8):  # session, person, figures, canaries twice, failed, under way, unread notices
        client.get(URL)
    job()
    job("queued")
    with django_assert_num_queries(8):
        client.get(URL)


def test_retry_queues_a_failed_job_again(client, staff):
    client.force_login(staff)
    one = job()

    response = retry(client, one)

    one.refresh_from_db()
    assert (response.status_code, response.url) == (302, URL)
    assert (one.state, one.attempts) == ("queued", 0)


@pytest.mark.parametrize("state", ["queued", "running", "done"])
def test_retry_leaves_a_job_that_did_not_fail(client, advisor, state):
    client.force_login(advisor)
    one = job(state, attempts=1)

    page = client.post(f"{URL}{one.uuid}/retry/", follow=True).content.decode()

    one.refresh_from_db()
    assert (one.state, one.attempts) == (state, 1)
    assert "không còn ở trạng thái bị lỗi" in page


@pytest.mark.parametrize("who", ["owner", "outsider"])
@pytest.mark.parametrize("act", ["look", "retry"])
def test_jobs_do_not_exist_for_people_of_firms(client, request, who, act):
    client.force_login(request.getfixturevalue(who))
    one = job()

    response = client.get(URL) if act == "look" else retry(client, one)

    one.refresh_from_db()
    assert (response.status_code, one.state) == (404, "failed")


@pytest.mark.parametrize("act", ["look", "retry"])
def test_jobs_send_an_anonymous_visitor_to_sign_in(client, act):
    one = job()

    response = client.get(URL) if act == "look" else retry(client, one)

    one.refresh_from_db()
    assert response.url.startswith(reverse("account_login"))
    assert one.state == "failed"


def test_retry_of_an_unknown_job_is_404(client, advisor):
    client.force_login(advisor)

    assert client.post(f"{URL}{uuid4()}/retry/").status_code == 404


def test_jobs_page_refuses_a_post_and_retry_a_get(client, advisor):
    client.force_login(advisor)

    assert client.post(URL).status_code == 405
    assert client.get(f"{URL}{job().uuid}/retry/").status_code == 405


def test_every_job_has_a_name_in_plain_words():
    app.loader.import_default_modules()
    tasks = {name for name in app.tasks if not name.startswith(("celery.", "samples."))}

    assert tasks >= {"assessments.score_submission", "notices.send_letter", "reports.print_issued"}
    assert [task for task in sorted(tasks) if task_name(task) == task] == []
