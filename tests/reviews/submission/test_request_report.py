import pytest
from django.urls import reverse

from c4ir_assess.jobs.models import Job
from tests.reviews import rows

pytestmark = pytest.mark.django_db


def ask(client, submission, language="vi"):
    return client.post(f"/bench/{submission.uuid}/report/", {"language": language})


def test_request_report_queues_one_job_however_often_it_is_asked(client, staff):
    client.force_login(staff)
    submission = rows.sent(advisor=staff)
    card = rows.card(submission, level=1)

    response = ask(client, submission)
    ask(client, submission)

    job = Job.objects.get()
    assert response.url == f"/bench/{submission.uuid}/"
    assert (job.task, job.queue, job.dedup_key) == ("reports.render_report", "report", f"report:{card.pk}:vi")
    assert job.args == {"scorecard": card.pk, "language": "vi"}


def test_request_report_of_a_private_submission_is_404(client, staff):
    client.force_login(staff)
    private = rows.private()
    rows.card(private, level=1)

    assert ask(client, private).status_code == 404
    assert not Job.objects.exists()


@pytest.mark.parametrize("language", ["", "fr"])
def test_request_report_refuses_a_language_that_it_does_not_speak(client, advisor, language):
    client.force_login(advisor)
    submission = rows.sent(advisor=advisor)
    rows.card(submission, level=1)

    assert ask(client, submission, language).status_code == 400
    assert not Job.objects.exists()


def test_request_report_waits_for_the_result(client, advisor):
    client.force_login(advisor)

    assert ask(client, rows.sent(advisor=advisor)).status_code == 400


@pytest.mark.parametrize("who", ["owner", "outsider"])
def test_request_report_on_the_bench_does_not_exist_for_people_of_firms(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert ask(client, rows.sent()).status_code == 404


def test_request_report_sends_an_anonymous_visitor_to_sign_in(client):
    assert ask(client, rows.sent()).url.startswith(reverse("account_login"))


def test_request_report_refuses_other_methods(client, advisor):
    client.force_login(advisor)

    assert client.get(f"/bench/{rows.sent(advisor=advisor).uuid}/report/").status_code == 405
