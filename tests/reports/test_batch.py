"""The reports of many firms in one ZIP: only what was sent, each noted, whole or not there."""

import csv
import io
import tracemalloc
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Opening, User
from assessments import lifecycle
from assessments.models import Submission
from c4ir_assess.jobs.models import Job
from privacy import restricting
from reports.models import Report
from reports.press import fingerprint
from reports.printed import batch
from reviews.models import Review
from tests.factories import assessments, programmes
from tests.factories.accounts import make_firm, make_user
from tests.factories.jobs import changed
from tests.factories.reports import report, score, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent_a(firm_a, an, dung):
    return score(assessments.sent(firm_a, by=an, advisor=dung))


@pytest.fixture
def sent_b(firm_b, chi, dung):
    return score(assessments.sent(firm_b, by=chi, advisor=dung))


def page(client, **query):
    return client.get(reverse("reports:batch"), query)


def download(client, **query):
    response = client.get(reverse("reports:batch_zip"), query)
    assert response.status_code == 200
    return ZipFile(io.BytesIO(response.getvalue()))


def rows(zipped):
    (name,) = [name for name in zipped.namelist() if name.endswith(".csv")]
    return list(csv.reader(io.StringIO(zipped.read(name).decode("utf-8-sig"))))


def test_page_counts_what_is_there_and_what_is_missing(client_of, dung, sent_a, sent_b):
    report(sent_a)
    changed(Job.objects.get(dedup_key=f"report:{sent_b.pk}:vi"), state="done")
    html = page(client_of(dung)).content.decode()

    assert "1/2 báo cáo đã sẵn sàng" in html
    assert "Tạo 1 báo cáo còn thiếu" in html
    assert '<progress class="batch-progress" max="2" value="1"' in html


def test_page_leaves_out_what_a_firm_keeps_to_itself(client_of, dung, firm_a, an, sent_b):
    scored(firm_a, by=an)

    assert len(page(client_of(dung)).context["batch"].lines) == 1


def test_page_leaves_out_a_restricted_firm(client_of, dung, sent_a, sent_b, firm_a, an):
    restricting.restrict(organization=firm_a.organization, by=an)

    assert len(page(client_of(dung)).context["batch"].lines) == 1


def test_page_takes_the_filter_of_the_queue(client_of, dung, sent_a, sent_b):
    (line,) = page(client_of(dung), sector="13").context["batch"].lines

    assert line.scorecard == sent_b


def test_page_of_a_programme_has_its_firms_alone(client_of, admin, sent_a, sent_b, firm_a, an):
    programme = programmes.make()
    programmes.join(programme, firm_a.organization, by=an)
    (line,) = page(client_of(admin), programme=programme.uuid).context["batch"].lines

    assert line.scorecard == sent_a


@pytest.mark.parametrize("named", ["0b0cbe0e-6d5e-4cd9-8f1d-33d1b2d4b4ea", "not-a-uuid"])
def test_page_of_an_unknown_programme_is_404(client_of, admin, named):
    assert page(client_of(admin), programme=named).status_code == 404


def test_page_of_a_programme_that_an_advisor_does_not_work_for_is_404(client_of, dung):
    assert page(client_of(dung), programme=programmes.make().uuid).status_code == 404


def test_post_queues_what_is_missing_behind_what_people_wait_for(client_of, dung, sent_a, sent_b):
    report(sent_a)
    Job.objects.all().delete()
    response = client_of(dung).post(f"{reverse('reports:batch')}?language=vi")

    assert response.url == f"{reverse('reports:batch')}?language=vi"
    assert [(job.queue, job.args["scorecard"]) for job in Job.objects.all()] == [("batch", sent_b.pk)]


def test_post_tries_again_what_failed(client_of, dung, sent_a):
    changed(Job.objects.get(queue="report"), state="failed", attempts=3)
    client_of(dung).post(reverse("reports:batch"))

    assert Job.objects.get(queue="report").state == "queued"


def test_report_of_a_former_look_counts_as_missing(client_of, dung, sent_a, monkeypatch):
    report(sent_a)
    monkeypatch.setattr(fingerprint, "press", lambda: "new")

    assert page(client_of(dung)).context["batch"].to_make == 1


def test_progress_polls_while_reports_are_being_made(client_of, dung, sent_a):
    polls = f'hx-get="{reverse("reports:batch_progress")}?'
    client = client_of(dung)
    assert polls in client.get(reverse("reports:batch_progress")).content.decode()

    report(sent_a)
    assert polls not in client.get(reverse("reports:batch_progress")).content.decode()


def test_zip_holds_each_report_under_its_own_name(client_of, dung, sent_a, sent_b):
    report(sent_a, content=b"%PDF-a")
    report(sent_b, content=b"%PDF-b")
    zipped = download(client_of(dung))
    names = [name for name in zipped.namelist() if name.endswith(".pdf")]

    assert zipped.testzip() is None
    assert sorted(zipped.read(name) for name in names) == [b"%PDF-a", b"%PDF-b"]
    assert all(name.isascii() and "/" not in name and name[:4] in {"001-", "002-"} for name in names)


def test_zip_lists_what_it_holds_and_what_it_does_not(client_of, dung, sent_a, sent_b):
    report(sent_a)
    listed = rows(download(client_of(dung)))

    assert [row[1].endswith(".pdf") for row in listed[1:]].count(True) == 1
    assert {row[2] for row in listed[1:]} == {"Cơ khí An Mẫu", "Dệt may Chi Mẫu"}


@pytest.mark.parametrize("name", ["=1+1", "+84", "-x", "@x", "＝1", "\t=1", " =1"])
def test_list_is_no_formula_to_a_spreadsheet(client_of, dung, sent_a, name):
    report(sent_a)
    Submission.objects.update(firm_name=name)
    listed = rows(download(client_of(dung)))

    assert listed[1][2] == f"'{name}"


def test_firm_reads_that_its_report_was_opened_once(client_of, dung, sent_a):
    made = report(sent_a)
    for _ in range(2):
        download(client_of(dung))

    assert list(Opening.objects.values_list("by", "what", "subject")) == [(dung.pk, "report", made.uuid)]


def test_what_was_taken_back_meanwhile_is_not_sent(client_of, dung, sent_a, sent_b, an):
    report(sent_a, content=b"%PDF-a")
    report(sent_b, content=b"%PDF-b")
    response = client_of(dung).get(reverse("reports:batch_zip"))
    lifecycle.take_back(assessment=sent_a.submission.assessment, by=an)
    zipped = ZipFile(io.BytesIO(response.getvalue()))

    assert [zipped.read(name) for name in zipped.namelist() if name.endswith(".pdf")] == [b"%PDF-b"]
    assert not sent_a.submission.assessment.site.organization.openings.exists()


def test_file_that_is_gone_is_listed_as_not_there(client_of, dung, sent_a, sent_b, private_store):
    report(sent_b)
    (private_store / report(sent_a).file).unlink()

    assert sum(row[1].endswith(".pdf") for row in rows(download(client_of(dung)))[1:]) == 1


def test_private_answers_are_never_in_it(client_of, dung, sent_a):
    made = report(sent_a)
    Report.objects.filter(pk=made.pk).update(with_private=True)

    assert client_of(dung).get(reverse("reports:batch_zip")).status_code == 404


def test_zip_of_nothing_is_404(client_of, dung):
    assert client_of(dung).get(reverse("reports:batch_zip")).status_code == 404


def test_zip_takes_the_memory_of_one_report(client_of, dung, sent_a):
    report(sent_a, content=bytes(2_000_000))
    (line,) = page(client_of(dung)).context["batch"].lines
    tracemalloc.start()
    for _ in batch.archive(batch.Batch((line,) * 20, is_cut=False), reader=dung, opening=lambda *_: None):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 15_000_000


def test_page_asks_as_much_for_three_firms_as_for_one(client_of, dung, sent_a):
    client = client_of(dung)
    page(client)
    with CaptureQueriesContext(connection) as one:
        page(client)
    for name in ("Một", "Hai"):
        owner = make_user(name)
        score(assessments.sent(make_firm(owner=owner, name=name), by=owner, advisor=dung))
    with CaptureQueriesContext(connection) as three:
        page(client)

    assert len(three) == len(one)


PAGES = ("reports:batch", "reports:batch_progress", "reports:batch_zip")


@pytest.mark.parametrize("name", PAGES)
def test_batch_is_for_staff_alone(client_of, an, chi, sent_a, name):
    assert [client_of(person).get(reverse(name)).status_code for person in (an, chi)] == [404, 404]


@pytest.mark.parametrize("name", PAGES)
def test_batch_asks_a_stranger_to_sign_in(client, name):
    assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_batch_works_for_each_role_of_the_staff(client_of, sent_a, name):
    report(sent_a)
    roles = [User.StaffRole.ADVISOR, User.StaffRole.APPROVER, User.StaffRole.ADMINISTRATOR]
    people = [make_user(f"Người {role}", role=role) for role in roles]
    Review.objects.update(advisor=people[0])
    responses = [client_of(person).get(reverse(name)) for person in people]

    assert [response.status_code for response in responses] == [200] * 3
    assert [len(response.getvalue()) > 0 for response in responses] == [True] * 3


def test_batch_refuses_other_methods(client_of, dung):
    client = client_of(dung)

    assert client.delete(reverse("reports:batch")).status_code == 405
    assert client.post(reverse("reports:batch_progress")).status_code == 405
    assert client.post(reverse("reports:batch_zip")).status_code == 405
