"""What a bank or a buyer opens without an account, a private link or a proof; and a cohort's reports for an advisor."""

import hashlib
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import sign_in
from tests.journeys.test_accessibility import audit

pytestmark = pytest.mark.journey

OWNER = "chu.nha.may@demo.example"
ISSUED = "da.ban.hanh@demo.example"
STAFF = "chuyen.gia@demo.example"


@pytest.fixture
def signed_in(visit, people):
    """Return a function that opens a page as a person."""

    def new(email, path, **how):
        page = visit(**how)
        sign_in(page, people[email])
        page.goto(path)
        return page

    return new


def press(page, name):
    """Press a button that leads to a page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def downloaded(page, name):
    """Return the content of the file behind a link or a button."""
    with page.expect_download() as download:
        page.locator("a.btn, button", has_text=name).first.click()
    return Path(download.value.path()).read_bytes()


def audit_in_english(page):
    """Change the language where the reader would, and look again."""
    press(page, "English")
    return audit(page, "en")


def test_bank_reads_a_private_link_until_its_owner_ends_it(signed_in, visit, people):
    owner = signed_in(OWNER, f"{people[OWNER].result}links/")
    owner.locator("[name=for_whom]").fill("Ngân hàng Mẫu, chị Lan")
    press(owner, "Tạo liên kết")
    link = owner.locator("#made-link").input_value()
    found = audit(owner, "vi")
    owner.reload()
    expect(owner.locator("#made-link")).to_have_count(0)

    bank = visit()
    bank.goto(link)
    found += audit(bank, "vi")
    found += audit_in_english(bank)
    pdf = downloaded(bank, "PDF")

    owner.reload()
    row = owner.locator("li", has_text="chị Lan")
    row.locator("summary").click()
    opened = row.locator(".openings li").all_inner_texts()
    found += audit(owner, "vi") + audit_in_english(owner)
    press(owner, "End the link")
    status = bank.goto(link).status
    found += audit(bank, "vi")

    assert not found, "\n".join(found)
    assert pdf.startswith(b"%PDF-")
    assert sorted(line.split()[-1] for line in opened) == ["PDF", "quả", "quả"]
    assert status == 404


def test_verify_page_names_the_level_once_the_firm_wants_it(signed_in, visit, people):
    owner = signed_in(ISSUED, f"{people[ISSUED].result}issued/")
    data = downloaded(owner, "JSON")
    address = owner.locator("a[href^='/verify/']").get_attribute("href")
    found = audit(owner, "vi")

    reader = visit()
    reader.goto(address)
    reader.locator("summary").click()
    found += audit(reader, "vi")
    before = reader.locator("main").inner_text()
    press(owner, "Ghi mức")
    found += audit_in_english(reader)
    after = reader.locator("main").inner_text()
    found += audit_in_english(owner)

    assert not found, "\n".join(found)
    assert ("Mức 1" in before, "Level 1" in after) == (False, True)
    assert hashlib.sha256(data).hexdigest() in before


def test_advisor_downloads_the_reports_of_a_cohort(signed_in):
    page = signed_in(STAFF, "/bench/reports/")
    page.get_by_label("Chương trình").select_option(label="Riêng một nhà máy")
    press(page, "Xem")
    found = audit(page, "vi")
    press(page, "Tạo 1 báo cáo còn thiếu")
    expect(page.locator("progress[value='0']")).to_be_visible()
    expect(page.locator("progress[value='1']")).to_be_visible(timeout=60_000)
    found += audit(page, "vi") + audit_in_english(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="ZIP").click()
    with ZipFile(download.value.path()) as zipped:
        names, first = zipped.namelist(), zipped.read(zipped.namelist()[0])

    assert not found, "\n".join(found)
    assert [name.rpartition(".")[2] for name in names] == ["pdf", "csv"]
    assert first.startswith(b"%PDF-")
