"""A passkey in a real browser: Chromium's own authenticator stands for the telephone."""

import pytest

from tests.journeys.test_accessibility import audit

pytestmark = pytest.mark.journey

APPROVER = "phe.duyet@demo.example"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def here(product):
    """Browsers know passkeys on https, and on localhost by its name."""
    return product.base_url.replace("127.0.0.1", "localhost")


def first_step(page, here, password):
    page.goto(f"{here}/accounts/login/")
    page.locator("[name=login]").fill(APPROVER)
    page.locator("[name=password]").fill(password)
    with page.expect_navigation():
        page.locator("form.entrance button").first.click()


def test_ux_42_passkey_is_set_up_shown_at_the_next_sign_in_and_removed(visit, here, passwords):
    page = visit(language="vi")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    first_step(page, here, passwords[APPROVER])

    page.goto(f"{here}/accounts/2fa/")
    with page.expect_navigation(url="**/webauthn/add/"):
        page.get_by_role("link", name="Thêm khoá truy cập").click()
    assert audit(page, "vi") == []
    with page.expect_navigation(url="**/recovery-codes/"):
        page.get_by_role("button", name="Tiếp tục trên thiết bị").click()
    page.goto(f"{here}/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="Tiếp tục trên thiết bị").click()
    page.get_by_text("Thiết bị này đã được cài đặt rồi.").wait_for()

    page.context.clear_cookies()
    first_step(page, here, passwords[APPROVER])
    assert audit(page, "vi") == []
    with page.expect_navigation():
        page.get_by_role("button", name="Dùng khoá truy cập").click()
    page.goto(f"{here}/accounts/2fa/webauthn/")
    with page.expect_navigation():
        page.get_by_role("link", name="Gỡ", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name="Gỡ khoá truy cập").click()
    page.get_by_text("Chưa có khoá nào.").wait_for()
