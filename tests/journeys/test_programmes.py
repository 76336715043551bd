"""A programme from the office to the firm: made, found by its code on a phone, joined, left; and ways to sign in."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LAPTOP, sign_in
from tests.journeys.test_accessibility import audit

pytestmark = pytest.mark.journey

ADMINISTRATOR, OWNER = "quan.tri@demo.example", "chu.nha.may@demo.example"
TEXTS = {
    "name_vi": "Nâng cao năng lực nhà máy",
    "name_en": "Better plants",
    "operator": "Trung tâm Mẫu",
    "partner": "Công ty Đối Tác Mẫu",
    "offer_vi": "Một báo cáo và nửa ngày với chuyên gia.",
    "offer_en": "A report and half a day with an advisor.",
}


def make_programme(page: Page) -> tuple[str, list[str]]:
    """Make a programme that runs today; return its code, and what is wrong with the pages on the way."""
    page.goto("/programmes/new/")
    found = audit(page, "vi")
    today = date.today()  # noqa: DTZ011 -- the browser's and the product's day
    for name, value in TEXTS.items():
        page.fill(f"[name={name}]", value)
    page.fill("[name=starts_on]", f"{today - timedelta(days=2):%d/%m/%Y}")
    page.fill("[name=ends_on]", f"{today + timedelta(days=30):%d/%m/%Y}")
    page.select_option("[name=framework_version]", index=1)
    with page.expect_navigation():
        page.click("main form .btn")
    found += audit(page, "vi")
    return page.inner_text(".programme-code code"), found


def newest_message(folder: Path) -> str:
    """Return the newest message to a phone that went out."""
    return max(folder.glob("*.txt"), key=lambda each: each.stat().st_mtime_ns).read_text(encoding="utf-8")


def test_firm_finds_a_programme_by_its_code_joins_and_leaves(visit, people, passwords):
    office, phone = visit(size=LAPTOP), visit()
    sign_in(office, people[ADMINISTRATOR])
    code, found = make_programme(office)

    phone.goto("/p/")
    found += audit(phone, "vi")
    phone.fill("[name=code]", code.lower())
    phone.click("main form .btn")
    phone.wait_for_url("**/join/**")
    found += audit(phone, "vi")
    expect(phone.get_by_text("Công ty Đối Tác Mẫu không bao giờ xem được")).to_be_visible()
    join = phone.url
    phone.get_by_role("link", name="Đã có tài khoản").click()
    phone.fill("[name=login]", OWNER)
    phone.fill("[name=password]", passwords[OWNER])
    phone.click("form.entrance button")
    phone.wait_for_url(join)
    phone.check("[name=agree]")
    phone.click("#join .btn")
    expect(phone.locator(".programme-place")).to_be_visible()
    found += audit(phone, "vi")
    office.reload()
    expect(office.locator(".version-facts")).to_contain_text("1 doanh nghiệp")

    phone.locator(".programme-place button").click()
    expect(phone.locator("#join")).to_be_visible()
    office.reload()
    expect(office.locator(".version-facts")).to_contain_text("0 doanh nghiệp")
    assert found == []


def test_ux_40_code_and_link_reach_the_laptop_and_the_phone(visit, letter_to):
    laptop, phone = visit(size=LAPTOP), visit()
    laptop.goto("/accounts/login/code/")
    laptop.fill("[name=login]", "dang.tra.loi@demo.example")
    laptop.click("main form .btn")
    laptop.wait_for_url("**/confirm/")
    letter = letter_to("dang.tra.loi@demo.example", "login/link")

    phone.goto(re.search(r"https?://\S+/login/link/\S+", letter)[0])
    phone.reload()
    found = audit(phone, "vi")
    phone.click("main form .btn")
    phone.wait_for_url("**/assessments/**")

    assert laptop.get_attribute("[name=code]", "autocomplete") == "one-time-code"
    laptop.fill("[name=code]", re.search(r"^\s+(\d{6})$", letter, re.MULTILINE)[1])
    laptop.click("form.entrance button")
    laptop.wait_for_url("**/assessments/**")
    assert found == []


def test_ux_45_number_is_proved_on_the_phone_and_signs_in_on_the_laptop(visit, product, people):
    phone, laptop = visit(), visit(size=LAPTOP)
    sign_in(phone, people["dang.tra.loi@demo.example"])
    phone.goto("/person/")
    phone.fill("[name=phone]", "+84 912 345 678")
    with phone.expect_navigation():
        phone.click("main form .btn")
    phone.click("form[action='/person/number/'] button")
    phone.wait_for_url("**/person/number/confirm/")
    found = audit(phone, "vi")
    phone.fill("[name=code]", re.search(r"\b\d{6}\b", newest_message(product.data_dir / "mail"))[0])
    phone.click("form.entrance button")
    phone.wait_for_url("**/person/")
    expect(phone.locator("[name=phone]")).to_have_value("0912 345 678")

    laptop.goto("/accounts/login/code/")
    laptop.fill("[name=login]", "0912 345 678")
    laptop.click("main form .btn")
    laptop.wait_for_url("**/confirm/")
    found += audit(laptop, "vi")
    laptop.fill("[name=code]", re.search(r"\b\d{6}\b", newest_message(product.data_dir / "mail"))[0])
    laptop.click("form.entrance button")
    laptop.wait_for_url("**/assessments/**")
    assert found == []
