"""Uploading a workbook: a draft is stored, or every cell to correct is named and nothing is stored."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from authoring.models import Draft
from questionnaires.models import FrameworkVersion
from tests.authoring import versions
from tests.questionnaires.bad_workbooks import BAD
from tests.questionnaires.workbooks import cell, changed

URL = "/authoring/upload/"
DRAFT = "/authoring/c4ir-smc/0.10.0/"


def upload(client, file, version="0.10.0", url=URL):
    return client.post(url, {"workbook": file, "version": version})


def stored():
    return list(FrameworkVersion.objects.order_by("pk").values_list("version", "status"))


def test_form_suggests_the_next_number(author, published):
    assert author.get(f"{URL}?framework=c4ir-smc").context["form"].initial == {"version": "0.10.0"}


def test_good_workbook_becomes_a_draft(author, published):
    answer = upload(author, versions.workbook())

    assert (answer.status_code, answer.url) == (302, DRAFT)
    assert stored() == [("0.9.1", "published"), ("0.10.0", "draft")]
    assert Draft.objects.get().file_name == "changed.xlsx"
    assert FrameworkVersion.objects.get(version="0.10.0").document == versions.document(versions.reworded)


def test_number_in_the_workbook_counts_where_none_is_typed(author, published):
    upload(author, versions.workbook(versions.document(number="1.0.0")), version="")

    assert stored()[-1] == ("1.0.0", "draft")


def test_number_in_the_workbook_that_is_not_higher_is_told_by_its_cell(author, published):
    answer = upload(author, versions.workbook(versions.document(number="0.9.1")), version="")

    (part,) = answer.context["corrections"]
    assert (answer.status_code, [line.place for line in part.lines]) == (422, ["Chung!C3"])
    assert "0.10.0" in part.lines[0].sentence
    assert stored() == [("0.9.1", "published")]


def test_typed_number_that_is_not_higher_is_told_at_its_field(author, published):
    answer = upload(author, versions.workbook(), version="0.9.1")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["version"])
    assert stored() == [("0.9.1", "published")]


def test_faults_are_told_all_at_once_in_vietnamese_and_nothing_is_stored(author, published):
    def spoil(book):
        cell(book, "Câu hỏi", "Câu hỏi (tiếng Việt)", Mã="S1.1").value = "=1+1"
        cell(book, "Câu hỏi", "Câu hỏi (tiếng Anh)", Mã="O4.1").value = "x" * 141
        cell(book, "Khối và khía cạnh", "Trọng số", Mã="S").value = "nhiều"

    file = versions.workbook(changed(versions.workbook().read(), spoil))

    answer = upload(author, file)

    told = [(line.place, line.id, line.sentence) for part in answer.context["corrections"] for line in part.lines]
    assert ("Câu hỏi!C2", "S1.1", "có công thức; anh/chị thay bằng giá trị") in told
    assert ("Câu hỏi!D29", "O4.1", "có 141 ký tự, giới hạn là 140") in told
    assert any(place == "Khối và khía cạnh!G2" and "phải là số lớn hơn 0" in said for place, _, said in told)
    page = answer.content.decode()
    assert "Câu hỏi!D29:" in page
    assert (answer.status_code, stored()) == (422, [("0.9.1", "published")])


def test_faults_are_told_in_english_too(author, published):
    author.cookies["django_language"] = "en"
    content = changed(
        versions.workbook(language="en").read(),
        lambda book: setattr(cell(book, "Questions", "Question (English)", Id="O4.1"), "value", "x" * 141),
    )

    page = upload(author, versions.workbook(content)).content.decode()

    assert "Questions!D29:" in page
    assert "has 141 characters, the limit is 140" in page


def test_draft_may_lack_one_language(author, published):
    def one_language(book):
        cell(book, "Câu hỏi", "Câu hỏi (tiếng Anh)", Mã="S1.1").value = None
        cell(book, "Thang mức", "Mô tả (tiếng Anh)", Câu_hỏi="S1.1", Mức=3).value = None

    answer = upload(author, versions.workbook(changed(versions.workbook().read(), one_language)))

    assert answer.status_code == 302
    lacking = author.get(DRAFT).context["readiness"].lacking
    assert [(text.sheet.vi, text.owner, text.column.vi) for text in lacking] == [
        ("Câu hỏi", "S1.1", "Câu hỏi (tiếng Anh)"),
        ("Thang mức", "S1.1", "Mô tả (tiếng Anh)"),
    ]


@pytest.mark.parametrize("what", ["macros", "a password", "old Excel", "text", "nothing", "zip bomb", "external links"])
def test_file_that_is_no_workbook_is_refused_in_one_sentence(what, author, published):
    make, _ = BAD[what]
    content = make(versions.workbook().read())

    answer = upload(author, SimpleUploadedFile("a.xlsx", content))

    assert (answer.status_code, len(answer.context["form"].errors["workbook"])) == (422, 1)
    assert stored() == [("0.9.1", "published")]


@pytest.mark.parametrize("name", ["a.xlsm", "a.xls", "a.csv", "a.XLSB", "xlsx"])
def test_name_of_another_kind_of_file_is_refused(name, author, published):
    answer = upload(author, versions.workbook(name=name))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["workbook"])
    assert stored() == [("0.9.1", "published")]


def test_fifty_megabytes_are_refused_within_a_second_of_computing(author, published):
    file = SimpleUploadedFile("a.xlsx", b"PK\x03\x04" + b"\0" * 50_000_000)
    url, data = reverse("authoring:upload"), {"workbook": file, "version": "0.10.0"}
    started = time.process_time()

    answer = author.post(url, data)

    assert time.process_time() - started < 2  # half of it is the test's own packing of the request
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["workbook"])
    assert stored() == [("0.9.1", "published")]


def test_no_file_is_told_at_the_field(author, published):
    answer = author.post(URL, {"version": "0.10.0"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["workbook"])


def test_new_framework_can_be_uploaded(author, db):
    new = versions.document(number="0.1.0") | {"framework": "brand-new"}

    answer = upload(author, versions.workbook(new), version="")

    assert answer.url == "/authoring/brand-new/0.1.0/"


def test_replaced_draft_keeps_its_number(author, draft):
    other = versions.document(lambda document: document["blocks"][0].update(weight="30"), number="7.7.7")

    answer = author.post(f"{DRAFT}replace/", {"workbook": versions.workbook(other)})

    row = FrameworkVersion.objects.get(pk=draft.pk)
    assert (answer.status_code, row.version, row.document["blocks"][0]["weight"]) == (302, "0.10.0", "30")


def test_replacement_of_another_framework_is_refused_by_its_cell(author, draft):
    other = versions.document() | {"framework": "other-one"}

    answer = author.post(f"{DRAFT}replace/", {"workbook": versions.workbook(other)})

    (part,) = answer.context["corrections"]
    assert (answer.status_code, part.lines[0].place) == (422, "Chung!C2")
    assert FrameworkVersion.objects.get(pk=draft.pk).document == draft.document


def test_upload_of_the_same_number_by_two_people_keeps_the_first(author, draft):
    answer = upload(author, versions.workbook())

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["version"])
    assert FrameworkVersion.objects.get(version="0.10.0").document == draft.document


@pytest.mark.parametrize("escape", ["_xD800_", "_xDFFF_", "_x0000_"])
def test_character_that_is_none_is_told_on_a_page(author, published, escape):
    def change(book):
        cell(book, "Câu hỏi", "Mã", Mã="S1.2").value = f"S1.2{escape}"

    answer = upload(author, versions.workbook(changed(versions.workbook().read(), change)))

    assert answer.status_code == 422
    assert "Câu hỏi!B3" in answer.content.decode()


@pytest.mark.parametrize("path", ["0.9.1%00/", "0.9.1%00/workbook.xlsx", "0.9.1%00/preview/S1/"])
def test_address_that_no_database_can_be_asked_for_is_404(author, published, path):
    assert author.get(f"/authoring/c4ir-smc/{path}").status_code == 404


def test_form_for_a_framework_that_no_database_can_be_asked_for_is_an_empty_one(author, published):
    assert author.get(f"{URL}?framework=%00").status_code == 200


def test_what_is_wrong_with_a_whole_row_is_not_said_of_its_id(author, published):
    def change(book):
        page = book["Thang mức"]
        for row in [row for row in range(2, page.max_row + 1) if page.cell(row, 1).value == "S1.1"]:
            page.cell(row, 1).value = "S1.2"

    answer = upload(author, versions.workbook(changed(versions.workbook().read(), change)))

    found = [line for part in answer.context["corrections"] for line in part.lines if line.id == "S1.1"]
    assert {line.column for line in found} <= {"", "levels"}
    assert found
