"""No answer is lost: no signal, a closed tab, an ended session, a colleague on the same question, another language."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ANSWERING, PHONE, choose, chosen, state_of
from tests.waiting import until

pytestmark = pytest.mark.journey

SAVED = re.compile(r"^Saved .*\d\d:\d\d")
STORED = """
    SELECT response.value FROM assessments_response AS response
    JOIN assessments_assessment AS assessment ON assessment.id = response.assessment_id
    WHERE assessment.uuid = ? AND response.item = ?
"""
# Everything that the browser keeps for this site, as text.
KEPT = """async () => {
  const asked = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const text = (value) => typeof value === "string" ? value : new TextDecoder("latin1").decode(value);
  const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const { name } of await indexedDB.databases()) {
    const base = await asked(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      const rows = await asked(base.transaction(store).objectStore(store).getAll());
      for (const row of rows) for (const [key, value] of Object.entries(row)) found.push(key, text(value));
    }
    base.close();
  }
  return found.join("\\n");
}"""
WATCH = """() => {
  const state = document.getElementById("save-state");
  window.said = [];
  new MutationObserver(() => window.said.push([performance.now(), state.textContent]))
    .observe(state, { childList: true, characterData: true, subtree: true });
}"""


def uuid_of(page: Page) -> str:
    return page.url.split("/")[4]


def stored(product, page: Page, item: str) -> str | None:
    rows = product.ask(STORED, uuid_of(page).replace("-", ""), item)
    return rows[0][0] if rows else None


def end_session(page: Page) -> None:
    """Take the session away, as its end would; the other cookies stay."""
    kept = [cookie for cookie in page.context.cookies() if "session" not in cookie["name"]]
    page.context.clear_cookies()
    page.context.add_cookies(kept)


def sign_in_here(page: Page, passwords) -> None:
    """Fill in the page of signing in that is open."""
    page.fill("[name=login]", ANSWERING)
    page.fill("[name=password]", passwords[ANSWERING])
    page.click("form.entrance button")
    page.wait_for_url(lambda url: "/accounts/" not in url)


def test_ux_01_answers_given_without_a_network_are_sent_when_it_is_back(answering, product):
    page = answering("P1")
    items = page.locator("[data-item]").evaluate_all("cards => cards.map(card => card.dataset.item)")[:3]
    choose(page, items[0], "1")
    expect(state_of(page, items[0])).to_contain_text("Saved")
    page.context.set_offline(True)
    for item in items:
        choose(page, item, "4")
    expect(page.locator("#save-state")).to_have_text(f"Not sent yet ({len(items)})", timeout=15_000)

    page.context.set_offline(False)

    expect(page.locator("#save-state")).to_have_text(SAVED, timeout=10_000)
    assert [stored(product, page, item) for item in items] == ["4"] * len(items)


def test_ux_02_answer_is_there_after_closing_the_page_at_once(answering, product):
    page = answering("P2")
    address = page.url
    choose(page, "P2.1", "4")
    page.wait_for_timeout(200)
    page.close()

    again = page.context.new_page()
    again.goto(address)

    expect(chosen(again, "P2.1")).to_have_value("4")
    until(lambda: stored(product, again, "P2.1") == "4")


def test_ux_02_answer_kept_by_a_closed_page_is_sent_from_any_other(answering, product):
    page = answering("O1")
    page.context.set_offline(True)
    choose(page, "O1.1", "4")
    expect(state_of(page, "O1.1")).to_have_text("Not saved yet, will try again")
    address = page.url
    page.close()
    page.context.set_offline(False)

    tasks = page.context.new_page()
    tasks.goto(address.removesuffix("O1/"))

    expect(tasks.locator("#save-state")).to_have_text(SAVED, timeout=10_000)
    assert stored(product, tasks, "O1.1") == "4"


def test_ux_02_ux_44_answer_after_the_sessions_end_is_sent_on_return_to_the_same_question(
    answering, product, passwords
):
    page = answering("O2")
    address = page.url
    end_session(page)
    choose(page, "O2.2", "4")
    link = page.get_by_role("link", name="Sign in again")
    expect(link).to_be_focused()

    link.click()
    sign_in_here(page, passwords)

    assert page.url == f"{address}#O2.2"
    expect(chosen(page, "O2.2")).to_have_value("4")
    until(lambda: stored(product, page, "O2.2") == "4")


def test_ux_02_answer_is_sent_after_signing_in_in_another_tab(answering, product, passwords):
    page = answering("O3")
    end_session(page)
    choose(page, "O3.1", "4")
    expect(page.locator("#session-end")).to_be_visible()
    other = page.context.new_page()
    other.goto("/accounts/login/")
    sign_in_here(other, passwords)
    other.close()

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.locator("#session-end")).to_be_hidden()
    until(lambda: stored(product, page, "O3.1") == "4")


def test_what_waits_on_the_device_cannot_be_read_there(answering):
    page = answering("P3")
    page.context.set_offline(True)
    choose(page, "P3.1", "not_applicable")
    page.fill('[name="P3.1-reason"]', "Only one secret customer")
    page.locator('[name="P3.1-reason"]').blur()
    expect(state_of(page, "P3.1")).to_have_text("Not saved yet, will try again")

    kept = page.evaluate(KEPT)

    assert "sealed" in kept
    assert not re.search("secret customer|not_applicable|P3.1", kept)
    page.context.set_offline(False)
    expect(state_of(page, "P3.1")).to_contain_text("Saved", timeout=10_000)
    page.wait_for_function(f"async () => !(await ({KEPT})()).includes('sealed')")


def test_ux_05_two_people_on_different_questions_never_disturb_each_other(answering, product):
    mine, theirs = answering("S1"), answering("S1")
    choose(mine, "S1.1", "4")
    choose(theirs, "S1.2", "3")

    until(lambda: (stored(product, mine, "S1.1"), stored(product, mine, "S1.2")) == ("4", "3"))
    assert mine.locator(".conflict").count() == theirs.locator(".conflict").count() == 0


def test_ux_05_second_on_the_same_question_chooses_and_both_stay_in_the_history(product, answering):
    mine, theirs = answering("S2"), answering("S2")
    words = [mine.locator(f'label:has([name="S2.1-choice"][value="{level}"])').inner_text().strip() for level in (1, 4)]
    choose(theirs, "S2.1", "1")
    until(lambda: stored(product, theirs, "S2.1") == "1")

    choose(mine, "S2.1", "4")

    panel = mine.locator('[data-item="S2.1"] .conflict')
    expect(panel).to_contain_text(re.compile(r"Lê Văn Mẫu chose today \d\d:\d\d"))
    for answer in words:
        expect(panel).to_contain_text(answer)
    mine.reload()  # nobody is made to choose at once
    panel.get_by_role("button", name="Use my answer").click()
    expect(panel).to_have_count(0)
    mine.locator('[data-item="S2.1"]').get_by_role("link", name="History").click()
    newest = mine.locator(".history > li").first
    expect(newest.locator("dd").nth(0)).to_have_text(words[0])
    expect(newest.locator("dd").nth(1)).to_have_text(words[1])


def test_ux_17_what_is_saved_is_said_politely_with_its_time_at_most_once_in_five_seconds(answering):
    page = answering("S3")
    page.evaluate(WATCH)
    assert page.locator("#save-state").get_attribute("role") == "status"

    page.context.set_offline(True)
    for level in ("1", "2", "3"):
        choose(page, "S3.1", level)
    expect(page.locator("#save-state")).to_have_text("Not sent yet (1)", timeout=15_000)
    page.context.set_offline(False)
    expect(page.locator("#save-state")).to_have_text(SAVED, timeout=15_000)

    said = page.evaluate("window.said")
    assert len(said) >= 2
    assert all(after[0] - before[0] > 4900 for before, after in pairwise(said) if after[1] != before[1])


def test_ux_30_language_switch_keeps_page_and_unsent_answers(answering):
    page = answering("O4")
    path = page.url.split("#")[0]
    choose(page, "O4.1", "not_applicable")
    page.locator('[name="O4.1-reason"]').press_sequentially("Chỉ có một ")

    page.get_by_role("button", name="Tiếng Việt").click()

    expect(page.locator("html")).to_have_attribute("lang", "vi")
    assert page.url.split("#") == [path, "O4.1"]
    expect(chosen(page, "O4.1")).to_have_value("not_applicable")
    expect(page.locator('[name="O4.1-reason"]')).to_have_value(re.compile("Chỉ có một"))


def test_ux_44_end_of_the_session_is_told_two_minutes_before_and_one_tap_puts_it_off(answering):
    page = answering("O5")
    page.clock.install()
    page.reload()
    dialog, seconds = page.locator("#session-end"), int(page.locator("#session-end").get_attribute("data-seconds"))
    page.context.set_offline(True)  # the server knows that its clock has not moved
    page.clock.fast_forward((seconds - 115) * 1000)
    expect(dialog).to_contain_text("You will soon be signed out")
    stay = dialog.get_by_role("button", name="Stay signed in")
    expect(stay).to_be_focused()
    page.context.set_offline(False)
    page.wait_for_function("navigator.onLine")

    stay.press("Enter")

    expect(dialog).to_be_hidden()


def test_answer_that_comes_after_the_completion_is_shown_and_not_lost(browser, product):
    context = browser.new_context(base_url=product.base_url, viewport=PHONE, locale="en")
    context.add_cookies([{"name": "django_language", "value": "en", "url": product.base_url}])
    page = context.new_page()
    page.goto("/")
    page.locator("form[action='/quick/'] button").first.click()
    page.wait_for_url("**/assessments/**")
    tasks = "/".join(page.url.split("/")[:5]) + "/"
    page.goto(f"{tasks}S/")
    choose(page, "S1.1", "2")
    expect(state_of(page, "S1.1")).to_contain_text("Saved")
    late = page.context.new_page()
    late.goto(f"{tasks}S/")
    page.context.route("**/S/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    choose(late, "S1.1", "4")
    expect(state_of(late, "S1.1")).to_have_text("Not saved yet, will try again")
    answer = late.locator('label:has([name="S1.1-choice"][value="4"])').inner_text().strip()
    late.close()
    page.goto(f"{tasks}check/")
    page.locator("#complete button").click()
    page.wait_for_url("**/results/**")
    page.context.unroute("**/S/")

    page.goto(tasks)

    told = page.locator("#unsent")
    expect(told).to_contain_text("completed before this answer arrived")
    expect(told).to_contain_text(answer)
    told.get_by_role("button", name="Remove it from this device").click()
    expect(told).to_be_hidden()
    context.close()
