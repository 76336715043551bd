"""The question page on a middling phone: when it shows, how far it jumps, how fast it answers a tap.

    python bench/phone.py [--runs 5]

A real browser at 360×740 with the processor slowed four times, 9 Mbit/s down, 3 up and 100 ms there and back, against
the product as ./bin/run starts it. The anchor is a page of the same server with hardly anything on it (/privacy/ has
text alone), loaded in the same run under the same conditions.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests import product

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PERSON = "dang.tra.loi@demo.example"
KILOBIT = 1000 / 8
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WATCH = """
window.seen = {lcp: 0, cls: 0, taps: []};
const watch = (type, note, more) => new PerformanceObserver(list => list.getEntries().forEach(note))
  .observe({type, buffered: true, ...more});
watch("largest-contentful-paint", one => { seen.lcp = one.startTime; });
watch("layout-shift", one => { if (!one.hadRecentInput) seen.cls += one.value; });
watch("event", one => { if (one.interactionId) seen.taps.push(one.duration); }, {durationThreshold: 16});
"""


def main() -> None:
    """Start the product, measure, print one line each."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="bench-phone-") as folder, sync_playwright() as playwright:
        started = product.start(Path(folder) / "var")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            found = [measure(browser, started, turn) for turn in range(runs)]
        finally:
            browser.close()
            started.stop()
    print(f"question page on a middling phone (4× slower processor, 9/3 Mbit/s, 100 ms), {runs} runs, third quartile")
    lcp, bare = upper([one["lcp"] for one in found]), upper([one["bare"] for one in found])
    print(f"  largest paint         {lcp / 1000:5.2f} s (target 2.5)")
    print(f"  anchor, text alone    {bare / 1000:5.2f} s")
    print(f"  ratio                 {lcp / bare:5.2f}")
    print(f"  layout shift          {upper([one['cls'] for one in found]):5.3f} (target 0.1)")
    print(f"  slowest answer to tap {upper([one['tap'] for one in found]):5.0f} ms (target 200)")


def upper(values: list[float]) -> float:
    """Return the third quartile."""
    return statistics.quantiles(values, n=4, method="inclusive")[2]


def measure(browser: Browser, started: product.Product, turn: int) -> dict[str, float]:
    """Return milliseconds and shift of a first visit; each turn gives other answers."""
    page = browser.new_context(base_url=started.base_url, viewport={"width": 360, "height": 740}).new_page()
    sign_in(page, started)
    page.goto("/assessments/")
    work = page.locator("a[href^='/assessments/'][href*='-']").first.get_attribute("href") or ""
    page.add_init_script(WATCH)
    slow_down(page)
    page.goto("/".join(work.split("/")[:3]) + "/O4/")
    page.wait_for_load_state("networkidle")
    for card in page.locator("fieldset.question").all():
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            card.locator(".levels label").nth(turn % 6).click()
    found = page.evaluate("({...seen})")
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.goto("/privacy/")
    page.wait_for_load_state("networkidle")
    bare = page.evaluate("seen.lcp")
    page.context.close()
    return {"lcp": found["lcp"], "cls": found["cls"], "tap": max(found["taps"], default=0), "bare": bare}


def sign_in(page: Page, started: product.Product) -> None:
    """Sign in as the firm in the middle of answering."""
    passwords = json.loads((started.data_dir / "demo.json").read_text(encoding="utf-8"))
    page.goto("/accounts/login/")
    page.fill("[name=login]", PERSON)
    page.fill("[name=password]", passwords[PERSON])
    page.click("form.entrance button")
    page.wait_for_url(lambda url: "/accounts/" not in url)


def slow_down(page: Page) -> None:
    """Make processor and line those of the phone, with nothing of ours in the browser's cache."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    line = {"downloadThroughput": 9000 * KILOBIT, "uploadThroughput": 3000 * KILOBIT, "latency": 100}
    session.send("Network.emulateNetworkConditions", {"offline": False, **line})
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


if __name__ == "__main__":
    main()
