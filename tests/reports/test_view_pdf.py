from uuid import uuid4

import pytest
from django.urls import reverse

from assessments import lifecycle
from c4ir_assess.jobs.models import Job
from reports import tasks
from tests.factories import assessments
from tests.factories.jobs import changed
from tests.factories.reports import report, score, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an)


@pytest.fixture
def made(card):
    return report(card)


def url(made):
    return reverse("reports:pdf", args=[made.uuid])


def get(client, made):
    """Ask for the file and read it."""
    response = client.get(url(made))
    response.body = response.getvalue()  # the test client closes the file at its end
    return response


def test_pdf_works(client_of, an, made):
    response = get(client_of(an), made)

    assert (response.body, response["Content-Type"]) == (b"%PDF-1.7 a report", "application/pdf")


def test_pdf_is_downloaded_under_a_plain_name(client_of, an, made):
    said = get(client_of(an), made)["Content-Disposition"]

    assert said.startswith('attachment; filename="tu-danh-gia-co-khi-an-mau-20')


def test_pdf_is_neither_sniffed_nor_kept(client_of, an, made):
    response = get(client_of(an), made)

    assert (response["X-Content-Type-Options"], response["Cache-Control"]) == ("nosniff", "private, no-store")


def lose(made, private_store):
    (private_store / made.file).unlink()


@pytest.mark.logs_errors("a file of the store is missing")
def test_pdf_whose_file_is_gone_says_that_it_is_being_made_anew(client_of, an, made, private_store):
    lose(made, private_store)
    response = client_of(an).get(url(made))

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "Bản PDF đang được tạo lại" in response.content.decode()


@pytest.mark.logs_errors("a file of the store is missing")
def test_pdf_whose_file_is_gone_is_queued_again(client_of, an, made, private_store, quick_to_print):
    job = Job.objects.get(queue="report")
    tasks.render_report(job.pk)
    lose(made, private_store)
    client_of(an).get(url(made))
    tasks.render_report(job.pk)

    assert get(client_of(an), made).status_code == 200


@pytest.mark.logs_errors("a file of the store is missing")
def test_pdf_whose_file_is_gone_with_its_job_is_queued_again(client_of, an, made, private_store):
    Job.objects.all().delete()
    lose(made, private_store)
    client_of(an).get(url(made))

    assert Job.objects.get().dedup_key == f"report:{made.scorecard.pk}:vi"


@pytest.mark.logs_errors("a file of the store is missing")
def test_pdf_whose_file_is_gone_and_cannot_be_made_says_so(client_of, an, made, private_store):
    changed(Job.objects.get(queue="report"), state="failed")
    lose(made, private_store)

    assert "Bản PDF không tạo được" in client_of(an).get(url(made)).content.decode()


def test_pdf_whose_file_is_gone_for_an_outsider_is_404(client_of, chi, made, private_store):
    lose(made, private_store)

    assert client_of(chi).get(url(made)).status_code == 404


def test_pdf_for_members(client_of, binh, cuong, made):
    assert [get(client_of(person), made).status_code for person in (binh, cuong)] == [200, 200]


def test_pdf_for_an_outsider_is_404(client_of, chi, made):
    assert client_of(chi).get(url(made)).status_code == 404


def test_private_pdf_for_staff_is_404(client_of, dung, admin, made):
    assert [get(client_of(person), made).status_code for person in (dung, admin)] == [404, 404]


def test_sent_pdf_for_staff(client_of, dung, admin, an, firm_a):
    made = report(score(assessments.sent(firm_a, by=an, advisor=dung)))

    assert [get(client_of(person), made).status_code for person in (dung, admin)] == [200, 200]


def test_pdf_that_was_taken_back_is_404_for_staff_again(client_of, dung, an, firm_a):
    assessment = assessments.sent(firm_a, by=an, advisor=dung)
    made = report(score(assessment))
    lifecycle.take_back(assessment=assessment, by=an)

    assert client_of(dung).get(url(made)).status_code == 404


def test_pdf_for_a_stranger_asks_to_sign_in(client, made):
    assert client.get(url(made)).url == f"{reverse('account_login')}?next={url(made)}"


def test_unknown_pdf_is_404(client_of, an, db):
    assert client_of(an).get(reverse("reports:pdf", args=[uuid4()])).status_code == 404


def test_pdf_refuses_other_methods(client_of, an, made):
    assert client_of(an).post(url(made)).status_code == 405


def test_files_are_not_served_under_any_address(client_of, an, made):
    assert client_of(an).get(f"/{made.file}").status_code == 404
    assert client_of(an).get(f"/static/{made.file}").status_code == 404
