"""Who may do what with issued reports and private links: every page, for every kind of person, in one table."""

import pytest
from django.urls import reverse

from reports.issued import issuing
from reports.models import IssuedReport, ShareLink
from reports.shared import links as share_links
from tests.factories import assessments
from tests.factories.issued import issue, issued_file
from tests.factories.reports import score, scored
from tests.ladder import changed, places, refused, statuses, walk

NOTHING = "11111111-1111-4111-8111-111111111111"
READ, OWN = "read", "own"
LINK = {"for_whom": "Vietcombank", "language": "vi", "days": "30"}
# page: (what it needs, method, fields, status when it works)
PAGES = {
    "issued": (READ, "get", {}, 200),
    "issued_pdf": (READ, "get", {}, 200),
    "issued_data": (READ, "get", {}, 200),
    "switch_level": (OWN, "post", {"shows_level": "1"}, 302),
    "links": (OWN, "get", {}, 200),
    "links POST": (OWN, "post", LINK, 302),
    "revoke_link": (OWN, "post", {}, 302),
}
MAY = {"an": {READ, OWN}, "cuong": {READ}, "binh": {READ}}


class Things:
    """What the pages are about: a submission, its issued report with a file, and a link to it."""

    def __init__(self, submission, report, link):
        self.submission, self.report, self.link = submission.uuid, report.uuid, link.uuid

    def args(self, name):
        return {
            "issued": [self.submission],
            "links": [self.submission],
            "issued_pdf": [self.report, "vi"],
            "issued_data": [self.report, "xlsx"],
            "switch_level": [self.submission, self.report],
            "revoke_link": [self.submission, self.link],
        }[name]


def things_of(card, by):
    report = issue(card)
    issued_file(report)
    link, _ = share_links.make(submission=card.submission, by=by, for_whom="x", language="vi", days=7)
    return Things(card.submission, report, link)


@pytest.fixture
def things(firm_a, an):
    return things_of(scored(firm_a, by=an), an)


def visit(client, where, things, *, method=None):
    _, usual, fields, _ = PAGES[where]
    name = where.removesuffix(" POST")
    answer = getattr(client, method or usual)(reverse(f"reports:{name}", args=things.args(name)), fields)
    if answer.streaming:
        answer.getvalue()  # the test client closes the file at its end
    return answer


def rows():
    return list(IssuedReport.objects.values()), list(ShareLink.objects.values())


@pytest.fixture
def climb(client_of, things):
    """Return a function that visits every page as each of these people."""

    def climbed(**people):
        return walk(client_of, people, PAGES, visit=lambda client, where: visit(client, where, things), rows=rows)

    return climbed


def test_member_gets_what_the_role_allows_else_403(climb, an, binh, cuong):
    answers = climb(an=an, cuong=cuong, binh=binh)

    assert statuses(answers) == {
        (where, name): works if need in may else 403
        for where, (need, _, _, works) in PAGES.items()
        for name, may in MAY.items()
    }
    assert not refused(answers) & changed(answers)


def test_outsider_and_staff_find_nothing(climb, site_b, chi, dung, admin):
    answers = climb(chi=chi, dung=dung, admin=admin)

    assert statuses(answers) == dict.fromkeys(answers, 404)
    assert not changed(answers)


def test_anonymous_is_sent_to_sign_in(climb):
    answers = climb(anonymous=None)

    assert places(answers) == {(302, reverse("account_login"))}
    assert not changed(answers)


def test_uuid_of_nothing_is_404(things, an, client_of):
    things.submission = things.report = NOTHING

    assert {where: visit(client_of(an), where, things).status_code for where in PAGES} == dict.fromkeys(PAGES, 404)


def test_report_and_link_of_another_firm_are_404_under_ones_own_result(things, an, chi, site_b, client_of):
    theirs = things_of(scored(site_b, by=chi), chi)
    things.report, things.link = theirs.report, theirs.link

    for where in ("switch_level", "revoke_link", "issued_pdf", "issued_data"):
        assert (where, visit(client_of(an), where, things).status_code) == (where, 404)


def test_wrong_method_is_405(things, an, client_of):
    wrong = {
        "issued": "post",
        "issued_pdf": "post",
        "issued_data": "post",
        "switch_level": "get",
        "links": "put",
        "revoke_link": "get",
    }

    for where, method in wrong.items():
        assert (where, visit(client_of(an), where, things, method=method).status_code) == (where, 405)


def test_files_of_a_withdrawn_report_are_given_out_no_more(things, an, dung, client_of):
    issuing.withdraw(report=IssuedReport.objects.get(), reason="", by=dung)

    assert [visit(client_of(an), where, things).status_code for where in ("issued_pdf", "issued_data")] == [404, 404]
    assert "Đã thu hồi" in visit(client_of(an), "issued", things).content.decode()


@pytest.mark.parametrize("where", ["issued_pdf", "issued_data"])
def test_advisor_opens_the_issued_report_of_what_was_sent_and_the_firm_sees_it(where, firm_a, an, dung, client_of):
    sent = things_of(score(assessments.sent(firm_a, by=an, advisor=dung)), an)

    assert visit(client_of(dung), where, sent).status_code == 200
    assert firm_a.organization.openings.get().subject == sent.report
    assert visit(client_of(dung), "links", sent).status_code == 404


@pytest.mark.logs_errors("a file of the store is missing")
def test_issued_pdf_whose_file_is_gone_is_queued_again(things, an, client_of, private_store):
    (private_store / IssuedReport.objects.get().files.get().file).unlink()
    answer = visit(client_of(an), "issued_pdf", things)

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")


def test_switch_goes_both_ways_and_is_told(things, an, client_of):
    client = client_of(an)
    url = reverse("reports:switch_level", args=things.args("switch_level"))
    shown = [client.post(url, {"shows_level": each}) and IssuedReport.objects.get().shows_level for each in "10"]

    assert shown == [True, False]
    assert "Trang công khai không còn ghi mức." in visit(client, "issued", things).content.decode()


def test_list_is_of_the_plants_reports_by_the_same_questions(things, an, client_of, site_b, chi):
    theirs = issue(scored(site_b, by=chi))
    said = visit(client_of(an), "issued", things).content.decode()

    assert IssuedReport.objects.get(uuid=things.report).number in said
    assert theirs.number not in said
