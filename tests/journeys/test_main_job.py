"""The main job, end to end: a firm answers, a worker scores, a PDF comes out, it is sent, assigned and seen."""

import re
import unicodedata

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import LAPTOP, sign_in, text_of
from tests.waiting import until

pytestmark = pytest.mark.journey

WORDS = {
    "vi": {
        "mark": "TỰ ĐÁNH GIÁ – CHƯA ĐƯỢC XÁC NHẬN",
        "sentences": ("Chiến lược và quản trị", "Thiết bị và bảo trì", "An toàn thông tin", "Lãnh đạo và chiến lược"),
    },
    "en": {
        "mark": "SELF-ASSESSED – NOT VERIFIED",
        "sentences": ("Strategy and governance", "Leadership and strategy"),
    },
}
# Chooses a level of each question on the page, without the events by which a tap is saved.
TICK = """() => {
  const cards = [...document.querySelectorAll("fieldset.question")];
  cards.forEach((card, place) => { card.querySelectorAll("label.row-option input")[place % 3].checked = true; });
  return cards.length;
}"""


def sign_up(page: Page, *, name: str, firm: str) -> None:
    page.goto("/")
    page.locator("a[href*='/accounts/signup/']").first.click()
    page.fill("[name=name]", name)
    page.fill("[name=email]", f"{abs(hash(firm))}@example.org")
    page.fill("[name=password1]", "một nhà máy thử nghiệm 2026")
    page.check("[name=agree]")
    page.click("form.entrance button")
    page.wait_for_url("**/firm/new/")
    page.fill("[name=name]", firm)
    page.select_option("[name=sector]", "22")
    page.select_option("[name=headcount_band]", "51-100")
    page.select_option("[name=province]", "79")
    page.click("form.card button")
    page.wait_for_url("**/assessments/")


def follow(page: Page, link: Locator) -> None:
    """Click and wait until the next page is there: the questions counted after it are its own."""
    with page.expect_navigation():
        link.click()


def answer_all(page: Page) -> int:
    """Answer every question on every page by tapping, and wait until each is saved; return how many there were."""
    answered = 0
    follow(page, page.locator(".tasks a").nth(1))
    while cards := page.locator("fieldset.question").all():
        for card in cards:
            level = (0, 1, 1, 2, 1, 3)[answered % 6]
            card.locator("label.row-option").nth(level).click()
            answered += 1
        expect(page.locator("input[name$='-version'][value='0']")).to_have_count(0)
        follow(page, page.locator("button[name=action][value=continue]"))
        if "/check/" in page.url:
            follow(page, page.locator(".actions a.btn").first)
    return answered


def tick_all(page: Page) -> int:
    """Answer every question by sending the form of each page, which takes a third of the time of tapping."""
    answered = 0
    follow(page, page.locator(".tasks a").nth(1))
    while ticked := page.evaluate(TICK):
        answered += ticked
        follow(page, page.locator("button[name=action][value=continue]"))
        if "/check/" in page.url:
            follow(page, page.locator(".actions a.btn").first)
    return answered


def open_troubles_and_skip(page: Page) -> None:
    page.locator("button[name=scope][value=full]").click()
    page.wait_for_url("**/troubles/")
    page.locator("label.row-option").first.click()
    page.locator("form button.btn").first.click()
    page.wait_for_url(re.compile(r"/assessments/[0-9a-f-]{36}/$"))


def assign(page: Page, firm: str, *, to: str) -> None:
    page.goto("/bench/?view=")
    page.locator("tr", has_text=firm).locator("[name=item]").check()
    follow(page, page.locator(".queue-acts button").first)
    page.locator("label.load", has_text=to).locator("[name=advisor]").check()
    follow(page, page.locator("form.card .actions button"))


@pytest.mark.parametrize(("language", "answer"), [("vi", answer_all), ("en", tick_all)], ids=["vi", "en"])
def test_a_firm_answers_and_an_advisor_sees_what_it_sent(visit, people, tmp_path, language, answer):
    firm = f"Bao bì Thử Nghiệm Mẫu {language.upper()}"
    owner = visit(language=language)
    sign_up(owner, name="Đỗ Thị Kiều Oanh", firm=firm)
    open_troubles_and_skip(owner)
    tasks = owner.url

    assert answer(owner) == 60

    owner.goto(f"{tasks}check/")
    owner.locator("#complete button").click()
    owner.wait_for_url("**/results/**")
    result = owner.url
    link = owner.locator(f"a[href$='.pdf'][hreflang={language}]")
    expect(link).to_be_visible(timeout=60_000)
    assert owner.locator("html").get_attribute("lang") == language

    with owner.expect_download() as download:
        link.click()
    pdf = tmp_path / "report.pdf"
    download.value.save_as(pdf)
    assert download.value.suggested_filename.endswith(".pdf")
    text = text_of(pdf)
    flowing = " ".join(text.split())
    assert unicodedata.is_normalized("NFC", text)
    assert firm in flowing
    assert WORDS[language]["mark"].casefold() in flowing.casefold()
    for sentence in WORDS[language]["sentences"]:
        assert sentence in flowing

    advisor = visit(language=language, size=LAPTOP)
    sign_in(advisor, people["chuyen.gia@demo.example"])
    uuid = result.rstrip("/").rsplit("/", 1)[1]
    assert advisor.goto(f"/bench/{uuid}/").status == 404
    assert advisor.goto(result).status == 404

    owner.goto(f"{tasks}send/")
    assert not owner.locator("#id_agree").is_checked()
    owner.locator("#id_agree").check()
    with owner.expect_navigation():
        owner.locator("form.consent button").click()

    assert advisor.goto(f"/bench/{uuid}/").status == 404  # it is nobody's yet
    approver = visit(language=language, size=LAPTOP)
    sign_in(approver, people["phe.duyet@demo.example"])
    assign(approver, firm, to="Phạm Thu Mẫu")
    advisor.goto("/bench/?view=")
    follow(advisor, advisor.get_by_role("link", name=firm).first)
    expect(advisor.locator("main")).to_contain_text(firm)
    assert advisor.goto(f"/bench/{uuid}/").status == 200


def test_a_private_submission_of_another_firm_stays_invisible_to_the_advisor(visit, people):
    owner = visit()
    person = people["chu.nha.may@demo.example"]
    sign_in(owner, person)
    result = person.result
    owner.goto(result)
    pdf = owner.locator("a[href$='.pdf']")
    expect(pdf.first).to_be_visible(timeout=60_000)
    addresses = [result, result.replace("/results/", "/bench/"), pdf.first.get_attribute("href")]

    for email in ("chuyen.gia@demo.example", "quan.tri@demo.example", "dang.tra.loi@demo.example"):
        other = visit()
        sign_in(other, people[email])
        assert [other.request.get(address).status for address in addresses] == [404, 404, 404]


def test_ux_16_quick_check_needs_neither_account_nor_script(visit):
    page = visit(java_script_enabled=False)
    page.goto("/")
    page.locator("form[action='/quick/'] button").first.click()
    page.wait_for_url("**/troubles/")
    tasks = page.url.removesuffix("troubles/")
    page.locator("button[name=skip]").click()
    answered = 0
    follow(page, page.locator(".tasks a").nth(1))
    while cards := page.locator("fieldset.question").all():
        for card in cards:
            card.locator("label.row-option").nth(1).click()
            answered += 1
        follow(page, page.locator("button[name=action][value=continue]"))

    page.goto(f"{tasks}check/")
    page.locator("#complete button").click()
    page.wait_for_url("**/results/**")

    assert answered == 20

    def shows_the_result() -> bool:
        page.reload()  # as a person does, whom no script tells that the worker is done
        return page.locator(".waiting").count() == 0 and "20 / 60" in page.locator("main").inner_text()

    until(shows_the_result, every=0.25)
    assert page.locator("a[href$='.pdf']").count() == 0
