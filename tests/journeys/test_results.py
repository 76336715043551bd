"""A result on the screen and on paper: exploring it in charts, and printing it."""

import pytest

from tests.journeys.conftest import LAPTOP, sign_in, text_of
from tests.journeys.test_accessibility import audit

pytestmark = pytest.mark.journey

OWNER = "chu.nha.may@demo.example"
DRAWN = "drawn => document.getElementById('chart').dataset.drawn === drawn"
PNG = b"\x89PNG\r\n"


def test_result_is_explored_by_keyboard_and_pointer(visit, people, tmp_path):
    """What the console says of the content policy fails, too: the chart library is the one thing that tempts it."""
    page = visit()
    sign_in(page, people[OWNER])
    page.goto(people[OWNER].result)
    page.get_by_role("link", name="Khám phá số liệu").click()
    page.wait_for_function(DRAWN, arg="dots 20 1")

    page.locator(".scatterlayer .point").first.hover(force=True)
    page.locator(".hoverlayer .hovertext").wait_for()
    hint = page.locator(".hoverlayer .hovertext").text_content()
    page.locator("[name=kind][value=dots]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(DRAWN, arg="bars 20 1")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(DRAWN, arg="radar 20 1")
    found = audit(page, "vi")
    page.locator(".controls summary").press("Enter")
    page.get_by_label("Con người").press("Space")
    page.wait_for_function(DRAWN, arg="radar 17 1")
    page.locator("[name=depth][value=parts]").press("Space")
    page.wait_for_function(DRAWN, arg="radar 4 1")
    with page.expect_download() as download:
        page.locator("#picture").press("Enter")
    download.value.save_as(tmp_path / "chart.png")
    for part in page.locator("[name=part]").all():
        part.uncheck()

    assert hint.startswith("Lãnh đạo và chiến lược")
    assert not found, "\n".join(found)
    assert (tmp_path / "chart.png").read_bytes().startswith(PNG)
    assert page.locator("#drawing-said").inner_text() == "Hãy chọn ít nhất một mục để hiển thị."


def test_ux_47_printed_result_shows_what_is_folded_away_and_splits_no_row(visit, people, tmp_path):
    page = visit(size=LAPTOP)
    sign_in(page, people[OWNER])
    page.goto(people[OWNER].result)
    page.pdf(path=tmp_path / "result.pdf", format="A4")
    printed = " ".join(text_of(tmp_path / "result.pdf").split())
    page.emulate_media(media="print")
    whole = page.evaluate("""() => [...document.querySelectorAll(".strip-row, .first > li, .figures tr")]
      .filter(row => getComputedStyle(row).breakInside !== "avoid").length""")

    assert "Biểu đồ mạng nhện" in printed
    assert "Chỉ số cần theo dõi" in printed
    assert page.locator("dl dd").last.inner_text().split()[0] in printed
    assert "Khám phá số liệu" not in printed
    assert whole == 0
