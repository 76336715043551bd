"""An advisor at the plant with a tablet: the line goes in the middle, nothing is lost; the list prints as a list."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from tests.evidence import samples
from tests.journeys.conftest import PHONE, sign_in
from tests.journeys.test_accessibility import audit
from tests.waiting import until

pytestmark = pytest.mark.journey

ADVISOR = "chuyen.gia@demo.example"
TABLET = {"width": 768, "height": 1024}
REVIEW = """
  SELECT review.uuid FROM reviews_review review
  JOIN assessments_submission sent ON sent.id = (
    SELECT sent_submission_id FROM assessments_assessment WHERE id = review.assessment_id)
  WHERE sent.firm_name = ?
"""
JUDGED = """
  SELECT item, value, ground, version FROM reviews_itemreview
  WHERE review_id = (SELECT id FROM reviews_review WHERE uuid = ?) ORDER BY item
"""
PHOTOS = """
  SELECT used.item FROM evidence_evidence photo JOIN evidence_evidenceuse used ON used.evidence_id = photo.id
  WHERE photo.at_visit = 1 AND photo.assessment_id = (SELECT assessment_id FROM reviews_review WHERE uuid = ?)
"""


@pytest.fixture
def tablet(browser, product, people):
    """Return a function that opens the visit of a firm on a tablet, in a browser of its own, and its review's key.

    What the page complains about is not looked at: the network is made to fail it.
    """
    contexts = []

    def open_page(firm: str) -> tuple[Page, str]:
        context = browser.new_context(base_url=product.base_url, viewport=TABLET)
        context.add_cookies([{"name": "django_language", "value": "vi", "url": product.base_url}])
        contexts.append(context)
        page = context.new_page()
        sign_in(page, people[ADVISOR])
        key = product.ask(REVIEW, firm)[0][0]
        page.goto(f"/bench/reviews/{UUID(key)}/visit/")
        return page, UUID(key).hex

    yield open_page
    for context in contexts:
        context.close()


def judge(page: Page, item: str, level: str) -> None:
    """Choose a level, say what was seen, save."""
    form = page.locator(f'form[data-item="{item}"]')
    form.locator(f'[name="{item}-choice"][value="{level}"]').check()
    form.locator("[name=reason]").fill(f"Thấy tại xưởng: {item}")
    form.locator(".stop-save .btn").click()


def at_plant(product, key: str) -> set[tuple[str, str]]:
    return {(item, value) for item, value, ground, _ in product.ask(JUDGED, key) if ground == "plant"}


def items_of(page: Page) -> list[str]:
    return page.locator(".stop-form").evaluate_all("forms => forms.map(form => form.dataset.item)")


def test_what_is_judged_without_a_network_is_kept_and_stored_once(tablet, product):
    page, key = tablet("Cáp điện Bắc Sơn Mẫu")
    first, second, third = items_of(page)[:3]
    page.context.set_offline(True)
    judge(page, first, "0")
    judge(page, second, "1")
    page.locator(f'[id="note-{third}"]').fill("Chưa gặp tổ trưởng")
    expect(page.locator("#save-state")).to_have_text("Chưa gửi (3)", timeout=15_000)
    expect(page.locator(f'form[data-item="{first}"] .stop-waits')).to_have_text(
        "Đang giữ trên thiết bị, gửi khi có mạng"
    )
    address = page.url
    page.close()  # the battery is empty
    page.context.set_offline(False)
    assert product.ask(JUDGED, key) == []

    again = page.context.new_page()
    again.goto("/bench/")

    until(lambda: len(product.ask(JUDGED, key)) == 2)
    told = again.locator("#unsent li")
    expect(told).to_have_count(1)
    expect(told).to_contain_text(third)
    told.get_by_role("link").click()
    expect(again).to_have_url(re.compile(re.escape(address)))
    assert sorted(product.ask(JUDGED, key)) == sorted([(first, "0", "plant", 1), (second, "1", "plant", 1)])
    expect(again.locator(f'[id="note-{third}"]')).to_have_value("Chưa gặp tổ trưởng")
    expect(again.locator("#save-state")).to_have_text("Chưa gửi (1)", timeout=15_000)
    again.locator(f'form[data-item="{third}"] [data-drop]').click()
    expect(again.locator(f'[id="note-{third}"]')).to_have_value("")


def test_what_was_saved_is_sent_though_more_was_written_after_it_and_discarding_leads_back_to_it(tablet, product):
    page, key = tablet("Linh kiện Ánh Dương Mẫu")
    first, second = items_of(page)[:2]
    page.context.set_offline(True)
    for item in (first, second):
        judge(page, item, "0")
        page.locator(f'[id="note-{item}"]').fill("Viết sau")
    page.locator(f'form[data-item="{second}"] [data-drop]').click()
    expect(page.locator(f'[id="note-{second}"]')).to_have_value("")
    expect(page.locator(f'form[data-item="{second}"] [name=reason]')).to_have_value(f"Thấy tại xưởng: {second}")
    expect(page.locator("#save-state")).to_have_text("Chưa gửi (2)", timeout=15_000)
    address = page.url
    page.close()
    page.context.set_offline(False)

    again = page.context.new_page()
    again.route(address, lambda route: without_form(route, first), times=1)
    again.goto(address)  # what was saved is sent where its question has no form, what was written after it waits on

    until(lambda: at_plant(product, key) == {(first, "0"), (second, "0")})
    expect(again.locator("#unsent li")).to_have_count(1)
    expect(again.locator("#unsent li")).to_contain_text("Câu trả lời còn thiếu")
    again.goto(address)
    expect(again.locator("#save-state")).to_have_text("Chưa gửi (1)", timeout=15_000)
    expect(again.locator(f'[id="note-{first}"]')).to_have_value("Viết sau")
    expect(again.locator(f'form[data-item="{first}"] .stop-waits')).to_have_text("Chưa lưu")


def without_form(route, item: str) -> None:
    """Answer with the page as it is once the question is not looked at any more."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace(f'data-item="{item}"', 'data-item="another"'))


def test_refused_judgement_is_told_as_not_saved_with_what_it_lacks_until_it_is_complete(tablet, product):
    page, key = tablet("Cáp điện Bắc Sơn Mẫu")
    item = items_of(page)[4]
    form, bar = page.locator(f'form[data-item="{item}"]'), page.locator("#save-state")
    lacking = "Chưa lưu (1): còn thiếu lý do hoặc câu trả lời"
    form.locator(f'[name="{item}-choice"][value="0"]').check()
    form.locator(".stop-save .btn").click()
    expect(form.locator(".desk-error")).to_be_visible()
    expect(bar).to_have_text(lacking, timeout=15_000)
    form.locator("[name=reason]").fill("Thấy tại xưởng")
    page.reload()
    expect(form.locator("[name=reason]")).to_have_value("Thấy tại xưởng")
    expect(bar).to_have_text(lacking, timeout=15_000)

    form.locator(".stop-save .btn").click()

    until(lambda: (item, "0") in at_plant(product, key))
    expect(bar).to_contain_text("Đã lưu", timeout=15_000)


def test_conflict_is_told_and_nothing_is_lost(tablet, product):
    page, key = tablet("Giày da Minh Khôi Mẫu")
    item = items_of(page)[0]
    other = page.context.new_page()
    other.goto(page.url)
    judge(other, item, "1")
    until(lambda: product.ask(JUDGED, key) == [(item, "1", "plant", 1)])

    judge(page, item, "0")

    form = page.locator(f'form[data-item="{item}"]')
    expect(form.locator(".desk-stale").first).to_be_visible()
    expect(form.locator("[name=reason]")).to_have_value(f"Thấy tại xưởng: {item}")
    form.locator(".stop-save .btn").click()
    until(lambda: product.ask(JUDGED, key) == [(item, "0", "plant", 2)])
    expect(form.locator("[data-drop]")).to_be_hidden()


def test_what_waits_on_the_tablet_is_shown_where_the_review_is_with_somebody_else_by_now(tablet, product):
    page, key = tablet("Giày da Minh Khôi Mẫu")
    item = items_of(page)[2]
    page.context.set_offline(True)
    judge(page, item, "0")
    expect(page.locator("#save-state")).to_have_text("Chưa gửi (1)", timeout=15_000)
    address = page.url
    page.close()
    page.context.set_offline(False)
    before = product.ask("SELECT advisor_id FROM reviews_review WHERE uuid = ?", key)
    product.change("UPDATE reviews_review SET advisor_id = NULL WHERE uuid = ?", key)
    try:
        again = page.context.new_page()
        again.goto(address)

        told = again.locator("#unsent li")
        expect(told).to_have_count(1)
        expect(told).to_contain_text(item)
        expect(told.locator(".unsent-why")).not_to_be_empty()
        assert (item, "0") not in at_plant(product, key)
    finally:
        product.change("UPDATE reviews_review SET advisor_id = ? WHERE uuid = ?", *before[0], key)


def test_photo_is_covered_sent_and_stands_at_its_question(tablet, product):
    page, key = tablet("Gốm sứ Bát Hương Mẫu")
    item = items_of(page)[1]
    page.locator(f'[id="photo-{item}"]').set_input_files(
        {"name": "may.jpg", "mimeType": "image/jpeg", "buffer": samples.photo(size=(600, 400))}
    )
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi ảnh này").click()
    expect(page.locator("#evidence-status")).to_contain_text("vui lòng chưa đóng trang")
    assert product.ask(PHOTOS, key) == []

    page.context.set_offline(False)

    expect(page.locator(f'[data-photos-of="{item}"] img')).to_have_count(1)
    assert product.ask(PHOTOS, key) == [(item,)]


def test_list_is_accessible_on_tablet_and_phone_and_prints_without_its_tools(tablet):
    page, _ = tablet("Linh kiện Ánh Dương Mẫu")
    found = audit(page, "vi")
    page.set_viewport_size(PHONE)
    found += audit(page, "vi")
    page.goto(page.url + "plan/")
    found += audit(page, "vi")
    page.go_back()

    page.emulate_media(media="print")

    assert found == []
    shown = "all => all.filter(each => each.checkVisibility()).map(each => each.outerHTML.slice(0, 60))"
    assert page.locator("main :is(button, input, textarea, form, .btn, nav)").evaluate_all(shown) == []
    assert page.locator(".stop-lines").first.is_visible()
    assert page.locator("h1, h3").first.is_visible()


def test_saving_the_plan_is_in_sight_from_the_first_box_on_and_its_message_is_whole(visit, product, people):
    page = visit()
    sign_in(page, people[ADVISOR])
    page.goto(f"/bench/reviews/{UUID(product.ask(REVIEW, 'Điện tử Tân Cảng Mẫu')[0][0])}/visit/plan/")

    save = page.locator(".visit-save .btn")
    box = save.bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]
    save.click()
    page.wait_for_url("**/visit/")
    message, bar = page.locator(".message").bounding_box(), page.locator(".work-bar").bounding_box()
    assert message["y"] + message["height"] <= bar["y"]
