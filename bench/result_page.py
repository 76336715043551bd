"""The result page: how long the server works on it, and when a middling phone shows it.

    python bench/result_page.py [--runs 5] [--requests 40]

Server time is what the product's own log would say: asked by one client after the other, so that it is the time of one
process. On the phone (360×740, processor slowed four times, 9 Mbit/s down, 3 up, 100 ms there and back) the largest
paint of a first visit is measured. The anchor of both is a page of the same server with text alone (/privacy/), in the
same run and in turns. The page for exploring is measured as well: with the chart drawn.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.phone import CHROMIUM, WATCH, slow_down, upper
from tests import product

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PERSON = "chu.nha.may@demo.example"
BARE = "/privacy/"
DRAWN = "document.getElementById('chart')?.dataset.drawn"


def main() -> None:
    """Start the product, measure, print one line each."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--requests", type=int, default=40)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-result-") as folder, sync_playwright() as playwright:
        started = product.start(Path(folder) / "var")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            cookies, path = sign_in(browser, started)
            served = serve(started.base_url, path, cookies, chosen.requests)
            painted = [paint(browser, started.base_url, path, cookies) for _ in range(chosen.runs)]
        finally:
            browser.close()
            started.stop()
    ours, bare = statistics.median(served["ours"]), statistics.median(served["bare"])
    print(f"result page, answered {chosen.requests} times, p50")
    print(f"  ours                  {ours:6.1f} ms (target 50)")
    print(f"  anchor, text alone    {bare:6.1f} ms")
    print(f"  ratio                 {ours / bare:6.2f}")
    print(f"result page on a middling phone, {chosen.runs} runs, third quartile")
    lcp, anchor = upper([one["ours"] for one in painted]), upper([one["bare"] for one in painted])
    print(f"  largest paint         {lcp / 1000:6.2f} s (target 2.5)")
    print(f"  anchor, text alone    {anchor / 1000:6.2f} s")
    print(f"  ratio                 {lcp / anchor:6.2f}")
    print(f"  layout shift          {upper([one['shift'] for one in painted]):6.3f} (target 0.1)")
    print(f"  exploring, drawn      {upper([one['drawn'] for one in painted]) / 1000:6.2f} s")


def sign_in(browser: Browser, started: product.Product) -> tuple[list[dict], str]:
    """Return the cookies of the firm with a result, and the address of that result."""
    passwords = json.loads((started.data_dir / "demo.json").read_text(encoding="utf-8"))
    page = browser.new_context(base_url=started.base_url).new_page()
    page.goto("/accounts/login/")
    page.fill("[name=login]", PERSON)
    page.fill("[name=password]", passwords[PERSON])
    page.click("form.entrance button")
    page.wait_for_url(lambda url: "/accounts/" not in url)
    page.goto("/assessments/")
    path = page.locator("a[href^='/results/']").first.get_attribute("href") or ""
    page.goto(path)
    page.locator("#headline").wait_for(timeout=120_000)  # a first start may still be scoring
    cookies = page.context.cookies()
    page.context.close()
    return cookies, path


def serve(base_url: str, path: str, cookies: list[dict], requests: int) -> dict[str, list[float]]:
    """Return milliseconds of the whole answer, in turns; the first ones only warm the server up."""
    times: dict[str, list[float]] = {"ours": [], "bare": []}
    header = {"Cookie": "; ".join(f"{each['name']}={each['value']}" for each in cookies)}
    for turn in range(requests + 5):
        for name, asked in (("ours", path), ("bare", BARE)):
            begun = time.perf_counter()
            with urlopen(Request(base_url + asked, headers=header)) as answer:  # noqa: S310 -- our own server
                answer.read()
            if turn >= 5:
                times[name].append((time.perf_counter() - begun) * 1000)
    return times


def paint(browser: Browser, base_url: str, path: str, cookies: list[dict]) -> dict[str, float]:
    """Return when a first visit shows the result, a page of text, and the chart of the page for exploring."""
    ours, bare = (visit(browser, base_url, asked, cookies) for asked in (path, BARE))
    explored = visit(browser, base_url, f"{path}explore/", cookies, until=DRAWN)
    return {"ours": ours["lcp"], "shift": ours["cls"], "bare": bare["lcp"], "drawn": explored["now"]}


def visit(browser: Browser, base_url: str, path: str, cookies: list[dict], until: str = "") -> dict[str, float]:
    """Return what the page noted of itself, and the time when it was done."""
    context = browser.new_context(base_url=base_url, viewport={"width": 360, "height": 740})
    context.add_cookies(cookies)
    page: Page = context.new_page()
    page.add_init_script(WATCH)
    slow_down(page)
    page.goto(path)
    if until:
        page.wait_for_function(until)
        now = page.evaluate("performance.now()")
    page.wait_for_load_state("networkidle")
    found = page.evaluate("({...seen})") | {"now": now if until else 0.0}
    context.close()
    return found


if __name__ == "__main__":
    main()
