"""A real browser against the product as ./bin/run starts it."""

import json
import shutil
import subprocess
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

from tests.product import Product

PHONE = {"width": 360, "height": 740}
ANSWERING = "dang.tra.loi@demo.example"  # owner of a firm in the middle of answering
LAPTOP = {"width": 1366, "height": 768}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What a page says by answering 404 or 409 is no fault of the page.
EXPECTED = "Failed to load resource: the server responded with a status of 4"


SESSIONS: dict[str, Any] = {}  # by e-mail address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, "no Chromium: ./bin/setup test installs it"
    return browser_type_launch_args | {"executable_path": found, "args": ARGUMENTS}


@pytest.fixture
def visit(browser: Browser, product: Product) -> Generator[Callable[..., Page]]:
    """Return a function that opens a page of a new visitor; what a page complains about (CSP, scripts) fails."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED):
            complaints.append(message.text)

    def new(*, size=None, language: str = "vi", **options) -> Page:
        context = browser.new_context(base_url=product.base_url, viewport=size or PHONE, **options)
        context.add_cookies([{"name": "django_language", "value": language, "url": product.base_url}])
        contexts.append(context)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        return page

    yield new
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def passwords(product: Product) -> dict[str, str]:
    """Return the passwords of the demonstration by e-mail address."""
    return json.loads((product.data_dir / "demo.json").read_text(encoding="utf-8"))


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in; a session that the person has from before is taken up, since a password takes half a second to check."""
    if email in SESSIONS:
        page.context.add_cookies([SESSIONS[email]])
    page.goto("/assessments/")
    if "/accounts/" in page.url:
        _sign_in_by_password(page, email, password)
        SESSIONS[email] = next(cookie for cookie in page.context.cookies() if cookie["name"] == "session")


def _sign_in_by_password(page: Page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("form.entrance button")
    page.wait_for_url(lambda url: "/accounts/" not in url)


@pytest.fixture
def answering(browser: Browser, product: Product, passwords: dict[str, str]) -> Generator[Callable[..., Page]]:
    """Return a function that opens a page of the firm in the middle of answering, in a browser of its own.

    What the page complains about is not looked at: network, session and colleague are made to fail it.
    """
    contexts = []

    def open_dimension(dimension: str, *, language: str = "en") -> Page:
        context = browser.new_context(base_url=product.base_url, viewport=PHONE)
        context.add_cookies([{"name": "django_language", "value": language, "url": product.base_url}])
        contexts.append(context)
        page = context.new_page()
        sign_in(page, ANSWERING, passwords[ANSWERING])
        page.goto("/assessments/")
        work = page.locator("a[href^='/assessments/'][href*='-']").first.get_attribute("href")
        page.goto(f"{'/'.join(work.split('/')[:3])}/{dimension}/")
        return page

    yield open_dimension
    for context in contexts:
        context.close()


def choose(page: Page, item: str, choice: str) -> None:
    page.locator(f'[name="{item}-choice"][value="{choice}"]').check()


def state_of(page: Page, item: str) -> Locator:
    return page.locator(f'[data-item="{item}"] .card-saved')


def chosen(page: Page, item: str) -> Locator:
    return page.locator(f'[name="{item}-choice"]:checked')


def text_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
