"""Take the pictures in docs/images from a running ./bin/run and its demonstration data.

It is told the address and the data folder: ``.venv/bin/python bin/screenshots.py http://127.0.0.1:8000 var``.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1366, "height": 768}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def main(base_url: str, data_dir: str) -> None:
    """Take them all."""
    passwords = json.loads((Path(data_dir) / "demo.json").read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        owner = visitor(browser, base_url, LAPTOP, "chu.nha.may@demo.example", passwords)
        owner.goto("/assessments/")
        take(owner, owner.locator("a[href^='/results/']").first.get_attribute("href") or "", "result")
        answering = visitor(browser, base_url, PHONE, "dang.tra.loi@demo.example", passwords)
        answering.goto("/assessments/")
        work = answering.locator("a[href^='/assessments/'][href*='-']").first.get_attribute("href") or ""
        tasks = "/".join(work.split("/")[:3]) + "/"
        take(answering, tasks, "tasks")
        take(answering, f"{tasks}O4/", "question")
        advisor = visitor(browser, base_url, LAPTOP, "chuyen.gia@demo.example", passwords)
        advisor.goto("/bench/?q=Linh+kien+Anh+Duong")  # half judged, with photos and a paper beside its answers
        review = advisor.locator("a[href^='/bench/reviews/']").first.get_attribute("href") or ""
        take(advisor, f"{review}items/O4.1/", "judging")
        browser.close()


def visitor(
    browser: Browser, base_url: str, size: dict[str, int], email: str = "", passwords: dict[str, str] | None = None
) -> Page:
    """Return a page of somebody who reads Vietnamese, signed in if an address is given."""
    page = browser.new_context(base_url=base_url, viewport=size).new_page()  # type: ignore[arg-type]  # a plain dict will do
    if passwords and email:
        page.goto("/accounts/login/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", passwords[email])
        page.click("form.entrance button")
        page.wait_for_url(lambda url: "/accounts/" not in url)
        page.goto("/?lang=vi")  # whatever this person read before
    return page


def take(page: Page, path: str, name: str) -> None:
    """Photograph what the first screen shows."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main(*sys.argv[1:])
