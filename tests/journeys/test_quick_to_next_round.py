"""From a quick check in Zalo's browser to a full assessment, on paper, completed, and done again."""

import re

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_accessibility import audit
from tests.journeys.test_main_job import TICK

pytestmark = pytest.mark.journey

ZALO = (
    "Mozilla/5.0 (Linux; Android 13; SM-A245F Build/TP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/120.0 Mobile Safari/537.36 Zalo android/12110570"
)


def follow(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def answer_quick_check(page: Page) -> str:
    page.goto("/")
    expect(page.locator(".in-app")).to_contain_text("Mở bằng trình duyệt")
    follow(page, "form[action='/quick/'] button")
    tasks = page.url.removesuffix("troubles/")
    follow(page, "button[name=skip]")
    assert "/quick/" in page.locator("#private-link").input_value()
    follow(page, ".tasks:not(.tasks-before) a")
    while page.evaluate(TICK):
        follow(page, "button[name=action][value=continue]")
    return tasks


def share(page: Page) -> None:
    follow(page, "a[href$='/share/']")
    assert audit(page, "vi") == []
    page.locator("[data-share]:not([hidden])").wait_for()
    with page.expect_download() as download:
        page.locator("[data-share]").click()
    assert download.value.suggested_filename == "c4ir-assess.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    page.go_back()


def sign_up(page: Page) -> None:
    follow(page, "form[action$='/continue/'] button")
    page.fill("[name=name]", "Đỗ Thị Kiều Oanh")
    page.fill("[name=email]", "oanh@example.org")
    page.fill("[name=password1]", "một nhà máy thử nghiệm 2026")
    page.check("[name=agree]")
    follow(page, "form.entrance button")
    page.fill("[name=name]", "Khuôn mẫu Thử Nghiệm")
    page.select_option("[name=sector]", "22")
    page.select_option("[name=headcount_band]", "51-100")
    page.select_option("[name=province]", "79")
    follow(page, "form.card button")


def fill_in_on_paper(page: Page, path) -> None:
    follow(page, "a[href$='/paper/']")
    assert audit(page, "vi") == []
    with page.expect_download() as download:
        page.locator("form[method=get] button").click()
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:]:
        for row in range(1, sheet.max_row + 1):
            if str(sheet.cell(row, 4).value).endswith("|choice|2"):
                sheet.cell(row, 3).value = "x"
    book.save(path)
    page.set_input_files("[name=workbook]", path)
    expect(page.locator(".file-name")).to_have_text(path.name)
    follow(page, "form[enctype] button")
    assert audit(page, "vi") == []
    follow(page, "form[action$='/store/'] button")


def test_ux_41_quick_check_in_zalo_goes_on_after_sign_up_on_paper_and_into_another_round(visit, tmp_path):
    page = visit(user_agent=ZALO)
    quick = answer_quick_check(page)
    page.goto(f"{quick}check/")
    follow(page, "#complete button")
    page.locator("a[href$='/share/']").wait_for(timeout=60_000)
    share(page)

    sign_up(page)
    expect(page.locator("main")).to_contain_text("Đã xong")
    tasks = page.url
    assert tasks != quick
    fill_in_on_paper(page, tmp_path / "phieu.xlsx")
    expect(page.locator(".lead-in")).to_contain_text("Đã xong 20 trên 20 khía cạnh")

    page.goto(f"{tasks}check/")
    follow(page, "#complete button")
    page.goto(f"{tasks}again/")
    assert audit(page, "vi") == []
    follow(page, "main form button")
    assert audit(page, "vi") == []
    page.select_option("[name=form-0-kind]", "training")
    page.fill("[name=form-0-provider]", "VCCI")
    follow(page, "main form .btn")
    follow(page, "button[name=skip]")
    expect(page.locator(".rounds")).to_contain_text(re.compile(r"Lần 1 \(\d\d/\d\d/\d{4}\) · Lần 2"))
    expect(page.locator("main")).to_contain_text("Đào tạo, VCCI")
    follow(page, ".tasks:not(.tasks-before) a")
    expect(page.locator(".unconfirmed").first).to_contain_text("Xác nhận lại")
