"""Photos and files in a real browser: a line that is cut, what is covered, and the browser inside another app."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.evidence import samples
from tests.journeys.conftest import PHONE, sign_in
from tests.journeys.test_accessibility import audit

pytestmark = pytest.mark.journey

# The audit made the page narrow and wide again, and what was opened glides into view: wait until it lies still.
LIES_STILL = """picture => new Promise(done => {
    let last = null, still = 0;
    const look = () => {
        const top = picture.getBoundingClientRect().top;
        still = top === last ? still + 1 : 0;
        last = top;
        still < 20 ? requestAnimationFrame(look) : done();
    };
    look();
})"""
PERSON = "dang.tra.loi@demo.example"
PIECE = 256 * 1024
CUT = "Mất kết nối ở 50%. Phần đã gửi được giữ lại; có mạng là gửi tiếp."
ZALO = (
    "Mozilla/5.0 (Linux; Android 13; SM-A145F Build/TP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/124.0.0.0 Mobile Safari/537.36 Zalo android/12110586 ZaloTheme/light ZaloLanguage/vi"
)


@pytest.fixture
def showing(browser: Browser, product, people):
    """Return a function that opens the page of files of one question, on a phone of its own."""
    contexts, faults = [], []

    def open_page(item: str, **options) -> Page:
        context = browser.new_context(base_url=product.base_url, viewport=PHONE, **options)
        context.add_cookies([{"name": "django_language", "value": "vi", "url": product.base_url}])
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        sign_in(page, people[PERSON])
        page.goto(f"{people[PERSON].work}evidence/?item={item}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def choose(tmp_path):
    """Return how a file is chosen: from the disk, since ten megabytes take long to be told to the browser."""

    def from_disk(page: Page, name: str, content: bytes, *, way: str = "choose") -> None:
        file = tmp_path / name
        file.write_bytes(content)
        page.set_input_files(f"#evidence-{way}", file)

    return from_disk


def paper(size: int) -> bytes:
    start, end = samples.pdf()[:-6] + b"\n%", b"\n%%EOF\n"
    return start + b"x" * (size - len(start) - len(end)) + end


def status_of(page: Page):
    return page.locator("#evidence-status")


def test_ux_43_upload_that_is_cut_at_half_goes_on_where_it_was(showing, choose):
    page, offsets = showing("G1.1"), []

    def cut_after_half(route):
        offset = int(route.request.headers["upload-offset"]) if route.request.method == "POST" else 0
        if offset >= 2 * PIECE:
            route.abort("internetdisconnected")
            return
        route.continue_()

    page.on("request", lambda request: offsets.append(request.headers.get("upload-offset")))
    page.route("**/evidence/uploads/*-*/**", cut_after_half)
    choose(page, "số liệu.pdf", paper(4 * PIECE))
    expect(status_of(page)).to_have_text(CUT)
    assert audit(page, "vi") == []

    page.unroute("**/evidence/uploads/*-*/**")
    page.get_by_role("button", name="Gửi tiếp ngay").click()

    expect(status_of(page)).to_have_text("Đã thêm: số liệu.pdf")
    expect(page.locator(".evidence-file a", has_text="số liệu.pdf")).to_be_visible()
    sent = [int(offset) for offset in offsets if offset is not None]
    assert sent == [0, PIECE, 2 * PIECE, *[2 * PIECE] * (sent.count(2 * PIECE) - 1), 3 * PIECE]


def test_ux_43_each_refusal_says_what_to_do_beside_the_field(showing, choose):
    page = showing("G1.2")
    trouble = page.locator("#evidence-trouble")
    for name, content, sentence in (
        ("doc.exe", b"MZ", "Hệ thống không nhận loại tệp này. Các loại có thể gửi: ảnh (JPG, PNG, WebP), PDF"),
        ("trống.pdf", b"", "Tệp này rỗng, không có nội dung. Anh/chị vui lòng chọn tệp khác."),
        ("lớn.pdf", paper(11 * 1024 * 1024), "Tệp này lớn hơn 10\u00a0MB. Anh/chị vui lòng chọn tệp nhỏ hơn"),
        ("khoá.pdf", samples.locked_pdf(), "Tệp này có đặt mật khẩu."),
        ("giả.jpg", b"<svg/>", "Nội dung tệp không khớp với đuôi tên tệp."),
    ):
        choose(page, name, content)
        expect(trouble).to_contain_text(f"{name}: {sentence}")
    assert audit(page, "vi") == []
    expect(page.locator("#mine-title")).to_have_count(0)


def test_ux_41_what_is_covered_is_gone_before_it_is_sent(showing, choose):
    """In the browser inside Zalo, by camera; what arrives was covered on the device, nothing else covers it."""
    page = showing("G1.3", user_agent=ZALO)
    choose(page, "IMG_1.jpg", samples.photo(orientation=1, size=(3000, 2250)), way="camera")
    picture = page.locator("#covering-picture")
    expect(page.locator("#covering")).to_be_visible()
    assert audit(page, "vi") == []

    picture.evaluate(LIES_STILL)
    edge = picture.bounding_box()
    page.mouse.move(edge["x"] + edge["width"] * 0.4, edge["y"] + edge["height"] * 0.2)
    page.mouse.down()
    page.mouse.move(edge["x"] + edge["width"] * 0.6, edge["y"] + edge["height"] * 0.8, steps=3)
    page.mouse.up()
    page.get_by_role("button", name="Thêm khung che").press("Enter")
    expect(picture).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#covering-count")).to_have_text("Đã che 2 chỗ")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("#covering-count")).to_have_text("Đã che 1 chỗ")
    page.get_by_role("button", name="Gửi ảnh này").click()

    expect(status_of(page)).to_have_text("Đã thêm: IMG_1.jpg")
    address = page.locator(".evidence-file a", has_text="IMG_1.jpg").get_attribute("href")
    photo = Image.open(io.BytesIO(page.request.get(address).body()))
    assert photo.size == (2000, 1500)
    assert dict(photo.getexif()) == {}
    covered = photo.convert("L").crop((820, 320, 1180, 1180)).getextrema()  # across the edge of black and white
    assert covered[1] - covered[0] <= 6  # of the JPEG's own noise
    assert photo.convert("L").crop((0, 0, 2000, 250)).getextrema() == (0, 255)
