"""The pages of a programme's figures: who sees them, what they offer, the workbook, the PDF and how it is made."""

import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from c4ir_assess.jobs.models import Job
from programmes import lifecycle
from reports.press import rendering
from reports.printed import files
from reports.programmes import figures, printing
from tests.factories import figures as made
from tests.factories import programmes
from tests.factories.accounts import make_user
from tests.factories.jobs import changed
from tests.factories.operators import LOGO

pytestmark = pytest.mark.django_db

NOTHING = "11111111-1111-4111-8111-111111111111"
# page: (method, further arguments, status where it works)
PAGES = {
    "programme_figures": ("get", (), 200),
    "programme_progress": ("get", (), 200),
    "programme_workbook": ("get", (), 200),
    "programme_pdf": ("get", ("vi",), 302),
    "programme_report": ("post", (), 302),
}


@pytest.fixture
def programme(dung):
    found = programmes.make()
    lifecycle.assign(programme=found, user=dung, by=found.created_by)
    made.work(found, made.firm(found), made.SENT)
    return found


def visit(client, where, uuid, method=None, **headers):
    usual, more, _ = PAGES[where]
    address = reverse(f"reports:{where}", args=[uuid, *more])
    return getattr(client, method or usual)(address, {"language": "vi"}, headers=headers)


@pytest.mark.parametrize("person", ["admin", "dung"])
@pytest.mark.parametrize("where", PAGES)
def test_administrators_and_staff_of_the_programme_get_every_page(where, person, programme, client_of, request):
    client = client_of(request.getfixturevalue(person))

    assert visit(client, where, programme.uuid).status_code == PAGES[where][2]


@pytest.mark.parametrize("where", PAGES)
def test_others_find_nothing_and_queue_nothing(where, programme, client_of, an, binh, site_a):
    programmes.join(programme, site_a.organization, by=an)
    for person in (an, binh, make_user(role="advisor"), make_user(role="approver")):
        assert visit(client_of(person), where, programme.uuid).status_code == 404

    assert not Job.objects.filter(task=printing.TASK).exists()


@pytest.mark.parametrize("where", PAGES)
def test_anonymous_is_sent_to_sign_in(where, programme, client_of):
    assert visit(client_of(None), where, programme.uuid).url.split("?")[0] == reverse("account_login")


@pytest.mark.parametrize("where", PAGES)
def test_programme_of_nothing_is_404(where, programme, client_of, admin):
    assert visit(client_of(admin), where, NOTHING).status_code == 404


@pytest.mark.parametrize("where", PAGES)
def test_wrong_method_is_405(where, programme, client_of, admin):
    wrong = {"get": "post", "post": "get"}[PAGES[where][0]]

    assert visit(client_of(admin), where, programme.uuid, wrong).status_code == 405


def test_report_in_an_unknown_language_is_refused(programme, client_of, admin):
    client = client_of(admin)

    assert client.get(reverse("reports:programme_pdf", args=[programme.uuid, "fr"])).status_code == 404
    assert (
        client.post(reverse("reports:programme_report", args=[programme.uuid]), {"language": "fr"}).status_code == 400
    )


def page(client, programme):
    return client.get(reverse("reports:programme_figures", args=[programme.uuid])).content.decode()


def test_page_names_no_firm(programme, client_of, dung):
    assert "Doanh nghiệp Mẫu" not in page(client_of(dung), programme)


def test_header_says_that_it_belongs_to_programmes(programme, client_of, dung):
    header = page(client_of(dung), programme).partition("<main")[0]

    assert f'href="{reverse("programmes:programmes")}" aria-current="true"' in header


def test_tables_wider_than_a_telephone_say_that_more_lies_beside(programme, client_of, dung):
    seen = page(client_of(dung), programme)

    for table in ("figures-steps", "figures-groups"):
        before = seen.partition(table)[0]
        assert "scroll-hint" in before[before.rindex("<h2") :]


def test_page_says_that_invitations_are_not_counted(programme, client_of, dung):
    assert re.search(r"Được mời</th><td[^>]*>không đếm<", page(client_of(dung), programme))


def test_empty_programme_says_how_it_begins_and_offers_no_file(dung, client_of):
    empty = programmes.make()
    lifecycle.assign(programme=empty, user=dung, by=empty.created_by)

    html = page(client_of(dung), empty)

    assert "Chưa có doanh nghiệp tham gia" in html
    assert "figures.xlsx" not in html


def test_programmes_page_leads_to_the_figures(programme, client_of, dung):
    html = client_of(dung).get(reverse("programmes:programme", args=[programme.uuid])).content.decode()

    assert reverse("reports:programme_figures", args=[programme.uuid]) in html


def test_workbook_holds_counts_shares_and_days_to_reckon_with(programme, client_of, dung):
    answer = visit(client_of(dung), "programme_workbook", programme.uuid)
    book = load_workbook(io.BytesIO(answer.content))
    steps, ways = ({row[0].value: row[1:] for row in sheet.iter_rows(min_row=3)} for sheet in book.worksheets[:2])
    joined, completed, invited = (steps[name] for name in ("Tham gia", "Hoàn thành", "Được mời"))

    assert [joined[0].value, completed[0].value, invited[0].value] == [1, 1, "không đếm"]
    assert [cell.value for cell in invited[1:]] == [None, None, None]
    assert (joined[1].value, completed[1].value, completed[1].number_format) == (None, 1, "0%")
    assert [cell.is_date for cell in completed[2:]] == [True, True]
    assert completed[2].value <= completed[3].value
    assert {type(cells[0].value) for cells in ways.values()} <= {int, float, type(None)}
    assert {type(cells[1].value) for cells in ways.values()} == {int}
    assert book.sheetnames[:4] == ["Các bước", "Số ngày", "Hiện nay", "Theo nhóm"]


def make_pdf(programme, language="vi"):
    return printing.print_report(programme=programme, language=language)


def test_report_is_asked_for_made_and_downloaded(programme, client_of, dung):
    client = client_of(dung)
    html = visit(client, "programme_report", programme.uuid, **{"HX-Request": "true"}).content.decode()
    assert "đang được tạo" in html
    assert Job.objects.get(task=printing.TASK).args == {"programme": programme.pk, "language": "vi"}

    make_pdf(programme)
    answer = visit(client, "programme_pdf", programme.uuid)

    assert answer.getvalue()[:5] == b"%PDF-"
    answer.close()
    assert "bao-cao-chuong-trinh-nang-cao" in answer["Content-Disposition"]


def test_same_figures_are_printed_once(programme, monkeypatch):
    make_pdf(programme)
    monkeypatch.setattr(rendering, "print_html", None)  # any call fails

    assert files.exists(make_pdf(programme))


def test_report_of_other_figures_takes_the_place_of_the_former(programme, private_store):
    former = make_pdf(programme)
    made.firm(programme)

    latter = make_pdf(programme)

    assert former != latter
    assert (files.exists(former), files.exists(latter)) == (False, True)


def test_failed_report_can_be_asked_for_again(programme, client_of, dung):
    printing.request(programme=programme, language="vi")
    changed(Job.objects.get(task=printing.TASK), state="failed")
    assert "không thành công" in page(client_of(dung), programme)

    visit(client_of(dung), "programme_report", programme.uuid)

    assert Job.objects.get(task=printing.TASK).state == "queued"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_report_has_two_pages(programme, language):
    found = figures.in_words(figures.read(programme), language)

    assert rendering.print_html(printing.html(found)).pages == 2


def test_report_says_that_it_is_a_demonstration_only_without_an_operator(programme, settings):
    found = figures.read(programme)
    assert "Bản minh hoạ" in printing.html(figures.in_words(found, "vi"))

    settings.OPERATOR_NAME = "Trung tâm Thật"
    html = printing.html(figures.in_words(found, "vi"))
    assert "Bản minh hoạ" not in html
    assert "Trung tâm Thật" in html


def test_report_bears_the_logo_and_still_has_two_pages(programme, settings):
    settings.OPERATOR_NAME, settings.OPERATOR_LOGO = "Trung tâm Thật", LOGO
    html = printing.html(figures.in_words(figures.read(programme), "vi"))

    assert f'src="{LOGO.data_uri}" alt="Trung tâm Thật"' in html
    assert rendering.print_html(html).pages == 2
