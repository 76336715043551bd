"""An author's round trip without a developer: a workbook out, changed, in again, looked at, published, and answered."""

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import LAPTOP, sign_in
from tests.journeys.test_main_job import open_troubles_and_skip, sign_up
from tests.product import running_copy
from tests.questionnaires.workbooks import cell

pytestmark = pytest.mark.journey

PUBLISHED = "/authoring/c4ir-smc/0.9.1/"
DRAFT = "/authoring/c4ir-smc/0.10.0/"
QUESTION = ("Câu hỏi", "Câu hỏi (tiếng Việt)", {"Mã": "S1.1"})
ENGLISH = ("Câu hỏi", "Câu hỏi (tiếng Anh)", {"Mã": "S1.1"})
WEIGHT = ("Khối và khía cạnh", "Trọng số", {"Mã": "S"})
BOUND = ("Mức", "Từ (kể cả)", {"Mã": "common_standard"})
NEW = "Nhà máy đặt mục tiêu sản xuất thông minh ra sao?"


@pytest.fixture(scope="module")
def product(tmp_path_factory, prepared):
    """A product of its own: what is published here is published for all who use it."""
    yield from running_copy(prepared, tmp_path_factory.mktemp("authoring") / "var")


def edited(source, target, *edits):
    """Change cells of a workbook as a person does in another program."""
    book = openpyxl.load_workbook(source)
    for (sheet, heading, where), value in edits:
        cell(book, sheet, heading, **where).value = value
    book.save(target)
    return target


def upload(page, file):
    page.set_input_files("[name=workbook]", file)
    with page.expect_navigation():
        page.click("form.authoring-form button")


def download(page, to):
    """Take the workbook of the version that is open."""
    with page.expect_download() as found:
        page.locator("a[download]").click()
    found.value.save_as(to)
    return to


def look_at_everything(page):
    """Go the way that the draft's page leads, up to publishing."""
    page.locator(".road-steps a[href$='/preview/']").click()
    page.locator(".tasks a").first.click()
    expect(page.locator("fieldset.question legend").first).to_contain_text(NEW)
    page.goto(DRAFT)
    page.locator(".road-steps a[href$='/differences/']").click()
    for topic, words in (("questions", NEW), ("weights", "30"), ("thresholds", "1,6")):
        expect(page.locator(f"#{topic}")).to_contain_text(words)
    page.locator("form.actions button").click()
    page.wait_for_url("**/effect/")
    page.locator("#effect form button").click()
    expect(page.locator("table.moves").first).to_be_visible(timeout=60_000)  # a worker did it
    page.locator(".effect-acts button").first.click()
    page.wait_for_url("**/publish/")


def test_author_changes_a_framework_and_a_firm_answers_the_new_version(visit, people, tmp_path):
    author = visit(size=LAPTOP)
    sign_in(author, people["quan.tri@demo.example"])
    author.goto("/assessments/")
    author.locator("header a[href='/authoring/']:visible").click()
    author.locator(f"a[href='{PUBLISHED}']").click()
    original = download(author, tmp_path / "original.xlsx")

    bad = edited(original, tmp_path / "bad.xlsx", (QUESTION, NEW), (ENGLISH, "x" * 150), (WEIGHT, "nhiều"))
    author.locator("a[href*='/authoring/upload/']").click()
    upload(author, bad)
    for told in ("Câu hỏi!D2: S1.1", "có 150 ký tự, giới hạn là 140", "Khối và khía cạnh!G2: S"):
        expect(author.locator(".corrections")).to_contain_text(told)
    author.goto("/authoring/")
    expect(author.locator(f"a[href='{DRAFT}']")).to_have_count(0)

    half = edited(original, tmp_path / "half.xlsx", (QUESTION, NEW), (ENGLISH, None), (WEIGHT, 30), (BOUND, 1.6))
    author.goto("/authoring/upload/?framework=c4ir-smc")
    upload(author, half)
    expect(author.locator(".lacking li")).to_have_count(1)
    expect(author.locator(f"a[href='{DRAFT}publish/']")).to_have_count(0)

    whole = edited(half, tmp_path / "whole.xlsx", (ENGLISH, "How does the plant set goals for smart production?"))
    author.locator(f"a[href='{DRAFT}replace/']").click()
    upload(author, whole)
    expect(author.locator(".lacking li")).to_have_count(0)

    look_at_everything(author)
    with author.expect_navigation():
        author.locator("form.actions button").click()
    expect(author.locator(".version-line")).to_contain_text("Đã công bố")

    owner = visit()
    sign_up(owner, name="Đỗ Thị Kiều Oanh", firm="Bao bì Phiên Bản Mới Mẫu")
    open_troubles_and_skip(owner)
    owner.locator(".tasks a").nth(1).click()
    expect(owner.locator("fieldset.question legend").first).to_contain_text(NEW)
    expect(owner.locator(".framework-line")).to_contain_text("0.10.0")
