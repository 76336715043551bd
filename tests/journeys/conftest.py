"""A real browser against the product as ./bin/run starts it."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Generator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.product import Product
from tests.waiting import until

PHONE = {"width": 360, "height": 740}
NARROW = {"width": 320, "height": 640}  # the smallest that we promise to fit
ANSWERING = "dang.tra.loi@demo.example"  # owner of a firm in the middle of answering
LAPTOP = {"width": 1366, "height": 768}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# The list of an address bar that nobody sees is a page, too, made with each window: two thirds of a browser's work.
# Our list takes the place of Playwright's, whose other entries come first.
WITHOUT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
)
ARGUMENTS = [
    f"--disable-features={','.join(WITHOUT)}",
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
    "--force-prefers-reduced-motion",  # a page that still scrolls is not where a finger is put
]
# What a page says by answering 404 or 409 is no fault of the page.
EXPECTED = "Failed to load resource: the server responded with a status of 4"

expect.set_options(timeout=20_000)  # what does not come at all fails later, and a busy machine fails nothing


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


@dataclass(frozen=True)
class Person:
    """Somebody with a session from before, since a password takes half a second to check."""

    cookie: dict[str, str]
    work: str  # address of the first assessment in the list
    result: str


@pytest.fixture
def people(product: Product) -> dict[str, Person]:
    """Return everybody whom tests/furnishing.py knows, by e-mail address."""
    return {
        email: Person(
            {"name": "session", "value": known["session"], "url": product.base_url},
            known.get("assessments", ""),
            known.get("results", ""),
        )
        for email, known in furnished(product)["people"].items()
    }


def furnished(product: Product) -> dict[str, Any]:
    """Return what tests/furnishing.py made."""
    return json.loads((product.data_dir / "furnished.json").read_text(encoding="utf-8"))


def sign_in(page: Page, person: Person) -> None:
    page.context.add_cookies([person.cookie])


@pytest.fixture
def answering(browser: Browser, product: Product, people: dict[str, Person]) -> Generator[Callable[..., Page]]:
    """Return a function that opens a page of the firm in the middle of answering, in a browser of its own.

    What the page complains about is not looked at: network, session and colleague are made to fail it.
    """
    contexts = []

    def open_dimension(dimension: str, *, language: str = "en") -> Page:
        context = browser.new_context(base_url=product.base_url, viewport=PHONE)
        context.add_cookies([{"name": "django_language", "value": language, "url": product.base_url}])
        contexts.append(context)
        page = context.new_page()
        sign_in(page, people[ANSWERING])
        page.goto(f"{people[ANSWERING].work}{dimension}/")
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


@pytest.fixture
def letter_to(product: Product) -> Callable[[str, str], str]:
    """Return how to get the text of the newest letter to an address in which a pattern is found, once it is there."""

    def find(address: str, pattern: str) -> str:
        return until(lambda: _newest_letter(product.data_dir / "mail", address, pattern))

    return find


def _newest_letter(folder: Path, address: str, pattern: str) -> str:
    """Return "" while there is none. By day there are letters with notices to others, too, and with a second body."""
    for file in sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns, reverse=True):
        letter = message_from_bytes(file.read_bytes(), policy=policy.default)
        body = letter.get_body(("plain",))
        text = body.get_content() if body else ""
        if letter["To"] == address and re.search(pattern, text):
            return text
    return ""
