"""From "Hoàn tất" to the PDF's link, on the product as ./bin/run starts it: what an owner waits for.

    python bench/submit_to_pdf.py [--rounds 5]

Ours: from the POST that completes the demonstration's assessment to the first answer that holds the link of the PDF;
web, relay, broker and worker are separate processes, the worker has printed once before. The anchor is the wait of
somebody who skips all of that: the CPU time of bare WeasyPrint on a report's HTML, measured here in the same run.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import json
import re
import statistics
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import report
from tests import product

OWNER = "dang.tra.loi@demo.example"
PATIENCE = 60.0


class Owner:
    """A signed-in owner without a browser."""

    def __init__(self, base_url: str) -> None:
        """Begin without cookies."""
        self.base_url = base_url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path: str) -> tuple[str, str]:
        """Return the address where it ended, and the page."""
        with self.opener.open(urllib.parse.urljoin(self.base_url, path)) as answer:
            return answer.geturl(), answer.read().decode()

    def post(self, path: str, form_on: str, **fields: str) -> tuple[str, str]:
        """Post a form whose token stands on the page ``form_on``."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(form_on)[1])
        data = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token[1] if token else ""}).encode()
        with self.opener.open(urllib.parse.urljoin(self.base_url, path), data=data) as answer:
            return answer.geturl(), answer.read().decode()


def main() -> None:
    """Start the product, measure, print one line each."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="bench-submit-") as folder:
        started = product.start(Path(folder) / "var")
        try:
            waits = measure(started, rounds + 1)[1:]
        finally:
            started.stop()
        report.prepare_environment(Path(folder))
        ways, described = report.prepare_ways("vi")
        bare = statistics.median(report.measure({"kept": ways["kept"]}, 5)["kept"])
    middle = statistics.median(waits)
    print(f"submit to PDF, {described}, {rounds} rounds after one to warm up, one owner, nothing else running")
    print(f"  ours                       p50 {middle:5.2f} s, most {max(waits):.2f} s (target 5)")
    print(f"  anchor, bare WeasyPrint    p50 {bare:5.2f} s of CPU")
    print(f"  ratio                      {middle / bare:.2f}")


def measure(started: product.Product, rounds: int) -> list[float]:
    """Return the seconds of each round; after it the assessment is opened again."""
    owner = Owner(started.base_url)
    password = json.loads((started.data_dir / "demo.json").read_text(encoding="utf-8"))[OWNER]
    owner.post("/accounts/login/", "/accounts/login/", login=OWNER, password=password)
    home = owner.get("/assessments/")[1]
    found = re.search(r'href="(/assessments/[0-9a-f-]{36}/)"', home)
    if not found:
        sys.exit("the demonstration has no assessment that is being answered")
    tasks, waits = found[1], []
    for _ in range(rounds):
        begun = time.monotonic()
        result, _page = owner.post(f"{tasks}submit/", f"{tasks}check/")
        wait_for_link(owner, result, begun)
        waits.append(time.monotonic() - begun)
        owner.post(f"{tasks}correct/", tasks)
    return waits


def wait_for_link(owner: Owner, result: str, begun: float) -> None:
    """Ask for the result until it holds the link of the PDF."""
    while not re.search(r"/reports/[0-9a-f-]{36}\.pdf", owner.get(result)[1]):
        if time.monotonic() - begun > PATIENCE:
            sys.exit("no PDF came")
        time.sleep(0.1)


if __name__ == "__main__":
    main()
