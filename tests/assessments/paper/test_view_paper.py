"""The paper way on its pages: download, upload, preview, store; and who may."""

from io import BytesIO

import openpyxl
import pytest
from django.core import signing
from django.urls import reverse

from assessments import lifecycle
from assessments.answers import Given
from assessments.models import ResponseChange
from tests.factories import assessments

NOTHING = "11111111-1111-4111-8111-111111111111"
X2 = {"O4.1|choice|2": "x"}


def words(answer):
    return " ".join(answer.content.decode().split())


def answer_now(assessment, item, level, by):
    version = next(iter(assessment.responses.filter(item=item).values_list("version", flat=True)), 0)
    lifecycle.save_response(
        assessment=assessment, item=item, given=Given("answered", level), base_version=version, by=by
    )


def test_workbook_names_the_assessment_and_is_kept_by_nothing(draft, an, client_of, url):
    answer = client_of(an).get(url("paper_workbook", draft), {"language": "en"})

    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith('attachment; filename="questionnaire-co-khi-an-mau-')
    assert f"assessment={draft.uuid}" in [row[3].value for row in book.worksheets[0].iter_rows(max_row=6, max_col=4)]
    assert [page.title for page in book.worksheets][:2] == ["How to fill in", "Strategy and governance"]
    assert {page.page_setup.paperSize for page in book.worksheets} == {9}


def test_workbook_locks_everything_but_answers(draft, an, client_of, url):
    page = openpyxl.load_workbook(BytesIO(client_of(an).get(url("paper_workbook", draft)).content)).worksheets[1]

    assert page.protection.sheet
    open_cells = {cell.column_letter for row in page.iter_rows() for cell in row if not cell.protection.locked}
    assert open_cells == {"C"}


def test_workbook_of_a_quick_check_has_its_questions_alone(quick, an, client_of, url):
    book = openpyxl.load_workbook(BytesIO(client_of(an).get(url("paper_workbook", quick)).content))

    codes = [row[3].value or "" for page in book.worksheets[1:] for row in page.iter_rows(max_col=4)]
    assert sum("|version|" in code for code in codes) == 20


def test_upload_shows_what_would_change_and_stores_nothing(draft, an, english, fill, upload):
    answer_now(draft, "S1.1", 1, an)
    answer_now(draft, "S1.2", 3, an)
    cells = X2 | {"S1.1|choice|4": "X", "S1.2|choice|3": "x"}

    preview = upload(english(an), draft, fill(draft, cells))

    assert "<b>1</b> new answers" in words(preview)
    assert "<b>1</b> changed answers" in words(preview)
    assert "<b>1</b> as stored already" in words(preview)
    assert dict(draft.responses.values_list("item", "value")) == {"S1.1": 1, "S1.2": 3}


def test_accepted_preview_is_stored_as_the_person_with_its_history(draft, cuong, client_of, fill, upload, accept, url):
    client = client_of(cuong)

    answer = accept(client, draft, upload(client, draft, fill(draft, X2)))

    stored = draft.responses.get()
    assert answer.url == url("tasks", draft)
    assert (stored.item, stored.value, stored.answered_by, stored.is_confirmed) == ("O4.1", 2, cuong, True)
    assert ResponseChange.objects.get(assessment=draft, item="O4.1").by == cuong


def test_answer_given_after_the_download_is_not_overwritten_silently(draft, an, cuong, english, fill, upload, accept):
    content = fill(draft, X2)
    answer_now(draft, "O4.1", 5, cuong)
    client = english(an)

    preview = upload(client, draft, content)

    assert "Keep what Lê Quốc Cường answered" in words(preview)
    accept(client, draft, preview)
    assert draft.responses.get().value == 5


def test_workbooks_answer_is_taken_where_the_person_chooses_it(draft, an, cuong, client_of, fill, upload, accept):
    content = fill(draft, X2)
    answer_now(draft, "O4.1", 5, cuong)
    client = client_of(an)

    accept(client, draft, upload(client, draft, content), **{"take-O4.1": "workbook"})

    assert draft.responses.get().value == 2


def test_answer_given_after_the_preview_is_shown_to_be_chosen(draft, an, cuong, client_of, fill, upload, accept):
    client = client_of(an)
    preview = upload(client, draft, fill(draft, X2 | {"O4.2|choice|1": "x"}))
    answer_now(draft, "O4.1", 5, cuong)

    again = accept(client, draft, preview)

    assert again.status_code == 409
    assert 'name="take-O4.1"' in again.content.decode()
    assert dict(draft.responses.values_list("item", "value")) == {"O4.1": 5, "O4.2": 1}
    accept(client, draft, again, **{"take-O4.1": "workbook"})
    assert draft.responses.get(item="O4.1").value == 2


def test_mark_beside_an_unconfirmed_answer_confirms_it(completed, an, client_of, fill, upload, accept):
    from assessments import rounds  # noqa: PLC0415 -- only here

    following = rounds.repeat(assessment=completed, by=an)
    client = client_of(an)

    accept(client, following, upload(client, following, fill(following, X2, is_filled=True)))

    assert [each.item for each in following.responses.filter(is_confirmed=True)] == ["O4.1"]


def test_empty_cells_take_no_answer_away(draft, an, english, fill, upload):
    answer_now(draft, "O4.1", 5, an)

    preview = upload(english(an), draft, fill(draft, {}))

    assert "There is nothing to store" in words(preview)
    assert draft.responses.get().value == 5


def test_faults_name_sheet_and_cell_all_at_once_and_nothing_is_stored(draft, an, english, fill, upload):
    wrong = {
        "S1.1|choice|2": "vâng",
        "S1.2|choice|2": "=1+1",
        "P1.1|choice|1": "x",
        "P1.1|choice|2": "x",
        "O4.1|choice|not_applicable": "x",
        "O4.2|reason|": "không có máy",
        "O4.3|choice|3": "x",
    }

    answer = upload(english(an), draft, fill(draft, wrong))

    assert answer.status_code == 422
    assert "5 cells to correct; nothing was stored" in words(answer)
    assert "Sheet “Chiến lược và quản trị”" in words(answer)
    for told in ("holds “vâng”", "holds a formula", "one mark too many", "needs a reason", "holds a reason"):
        assert told in words(answer)
    assert not draft.responses.exists()


def test_line_that_was_copied_or_is_unknown_is_a_fault(draft, an, english, fill, upload):
    def copied(book):
        page = book.worksheets[1]
        page.append(["", "", "x", "S1.1|choice|2"])
        page.append(["", "", "x", "Z9.9|choice|2"])

    answer = upload(english(an), draft, fill(draft, {"S1.1|choice|2": "x"}, also=copied))

    assert "2 cells to correct" in words(answer)


def test_every_type_of_answer_is_read_as_people_write_it(every_type, an, client_of, fill, upload, accept):
    client = client_of(an)
    cells = {
        "users|number|": "1.200",
        "power|number|": 12.5,
        "steps_done|level.1|meter": "X",
        "which_software|choice|dont_know": "x",
    }

    accept(client, every_type, upload(client, every_type, fill(every_type, cells)))

    stored = {each.item: each.value for each in every_type.responses.all()}
    assert (stored["users"], stored["power"], stored["which_software"]) == ("1200", "12.5", None)
    assert stored["steps_done"]["1"] == ["meter"]


@pytest.mark.parametrize("typed", ["nhiều", 99999, -1, "1,2345678"])
def test_number_out_of_its_bounds_names_its_cell(every_type, an, english, fill, upload, typed):
    answer = upload(english(an), every_type, fill(every_type, {"power|number|": typed}))

    assert "1 cell to correct" in words(answer)
    assert "Please type a number from 0 to 20,000" in words(answer)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("phieu.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "must be an Excel workbook"),
        ("phieu.pdf", b"%PDF-1.7", "must be an Excel workbook"),
        ("phieu.xlsx", b"%PDF-1.7", "not an Excel workbook"),
        ("phieu.xlsx", b"", "The file is empty."),
        ("phieu.xlsx", b"PK\x03\x04" + b"0" * 20_000_000, "larger than 2 MB"),
    ],
)
def test_file_that_is_no_workbook_is_refused(draft, an, english, upload, name, content, told):
    answer = upload(english(an), draft, content, name)

    assert answer.status_code == 422
    assert told in words(answer)


def test_workbook_of_something_else_is_refused(draft, an, english, upload):
    file = BytesIO()
    openpyxl.Workbook().save(file)

    assert "not a workbook of an assessment" in words(upload(english(an), draft, file.getvalue()))


def test_workbook_of_another_firm_is_refused(draft, site_b, chi, an, english, fill, upload):
    content = fill(assessments.draft(site_b, by=chi), X2)

    assert "belongs to another firm" in words(upload(english(an), draft, content))


def test_workbook_of_another_assessment_or_framework_is_refused(draft, quick, every_type, an, english, fill, upload):
    client = english(an)

    assert "belongs to another assessment" in words(upload(client, draft, fill(quick, {})))
    assert "another version or another question set" in words(upload(client, draft, fill(every_type, {})))


def test_preview_of_another_person_or_assessment_is_not_stored(draft, an, cuong, client_of, fill, upload, accept):
    preview = upload(client_of(an), draft, fill(draft, X2))

    accept(client_of(cuong), draft, preview)

    assert not draft.responses.exists()


@pytest.mark.parametrize(
    "text",
    ["", "x", signing.dumps({"of": [], "changes": []}, salt="other")],
    ids=["nothing", "no token", "a token for something else"],  # it holds the time: no two workers make the same
)
def test_changes_that_were_not_shown_are_not_stored(draft, an, client_of, url, text):
    answer = client_of(an).post(url("paper_store", draft), {"changes": text})

    assert answer.url == url("paper", draft)


def test_completed_assessment_takes_no_workbook(draft, an, client_of, fill, upload, accept):
    client = client_of(an)
    answer_now(draft, "S1.1", 1, an)
    preview = upload(client, draft, fill(draft, X2))
    lifecycle.complete(assessment=draft, by=an, language="vi")

    assert accept(client, draft, preview).status_code == 409
    assert [each.item for each in draft.responses.all()] == ["S1.1"]


def test_holder_of_a_private_link_fills_in_a_workbook(client_of, fill, upload, accept, framework_version):
    quick, token = assessments.unclaimed()
    client = client_of(None)
    client.get(reverse("assessments:quick_claim", args=[token]))

    accept(client, quick, upload(client, quick, fill(quick, {"O4.1|choice|2": "x"})))

    assert quick.responses.get().value == 2


@pytest.mark.parametrize(("person", "statuses"), [("cuong", [200, 200, 422, 302]), ("binh", [200, 200, 403, 403])])
def test_member_gets_what_the_role_allows(draft, person, statuses, client_of, url, request):
    assert ladder(client_of(request.getfixturevalue(person)), url, draft) == statuses


@pytest.mark.parametrize("person", ["chi", "dung", "admin"])
def test_outsider_and_staff_find_nothing(draft, site_b, person, client_of, url, request):
    assert ladder(client_of(request.getfixturevalue(person)), url, draft) == [404] * 4


def test_anonymous_is_sent_to_sign_in(draft, client_of, url):
    assert ladder(client_of(None), url, draft) == [302] * 4
    assert client_of(None).get(url("paper", draft)).url.startswith(reverse("account_login"))


def test_uuid_of_nothing_is_404(an, site_a, client_of):
    client = client_of(an)

    for name in ("paper", "paper_workbook"):
        assert client.get(reverse(f"assessments:{name}", args=[NOTHING])).status_code == 404


def test_wrong_method_is_405(draft, an, client_of, url):
    client = client_of(an)

    statuses = [
        client.put(url("paper", draft)).status_code,
        client.post(url("paper_workbook", draft)).status_code,
        client.get(url("paper_store", draft)).status_code,
    ]
    assert statuses == [405, 405, 405]


def ladder(client, url, assessment):
    return [
        client.get(url("paper", assessment)).status_code,
        client.get(url("paper_workbook", assessment)).status_code,
        client.post(url("paper", assessment)).status_code,
        client.post(url("paper_store", assessment)).status_code,
    ]
