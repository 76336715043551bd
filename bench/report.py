"""The PDF beside its bare anchor: p50 of our whole way, and of bare WeasyPrint on the very HTML that we print.

    python bench/report.py [--reports 7] [--language vi]

Ours: from the scored answers through content, template and charts to the stored-ready bytes, with the press set up once
as in a worker. The anchor prints the same HTML with WeasyPrint alone, once with stylesheet and fonts kept as we keep
them, once with both read anew each time as its manual shows, and once kept but without tags, which tells what PDF/UA
costs. They take turns, so that a busy machine slows all alike. No database is needed; the answers are those of the
public sample.
"""

from __future__ import annotations

import argparse
import itertools
import os
import secrets
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Prepare, measure, print one line each."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--reports", type=int, default=7)
    options.add_argument("--language", default="vi", choices=["vi", "en"])
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-report-") as folder:
        prepare_environment(Path(folder))
        ways, described = prepare_ways(chosen.language)
        times = measure(ways, chosen.reports)
        grown = resident_megabytes()
    kept = statistics.median(times["ours"]) / statistics.median(times["kept"])
    tags = statistics.median(times["kept"]) / statistics.median(times["bare"])
    print(f"report, {described}, {chosen.reports} each, taking turns, CPU time of one process")
    print(f"  ours                          p50 {statistics.median(times['ours']) * 1000:7.0f} ms")
    print(f"  anchor, stylesheet kept       p50 {statistics.median(times['kept']) * 1000:7.0f} ms")
    print(f"  anchor, everything anew       p50 {statistics.median(times['anew']) * 1000:7.0f} ms")
    print(f"  anchor, without tags          p50 {statistics.median(times['bare']) * 1000:7.0f} ms")
    print(f"  ratio to the faster anchor    {kept:.2f} (target 1.15)")
    print(f"  with tags to without          {tags:.2f}")
    print("  targets for 14 pages, idle    2200 ms without tags, 3200 ms PDF/UA")
    print(f"  resident after {4 * chosen.reports} reports     {grown:.0f} MB (target 250)")


def prepare_environment(folder: Path) -> None:
    """Set the variables that Django reads, and start it."""
    os.environ.update(
        SECRET_KEY=secrets.token_urlsafe(50),
        DEBUG="False",
        DATA_DIR=str(folder),
        DATABASE_URL=f"sqlite:///{folder}/db.sqlite3",
        DJANGO_SETTINGS_MODULE="c4ir_assess.settings",
    )
    (folder / "static").mkdir()
    sys.path.insert(0, str(ROOT))
    import django  # noqa: PLC0415 -- the environment must be set first

    django.setup()


def prepare_ways(language: str) -> tuple[dict[str, Callable[[], object]], str]:
    """Return the ways to the same PDF, and a word on it."""
    import weasyprint  # noqa: PLC0415 -- the anchor
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- the anchor

    from questionnaires.loading import load_folder  # noqa: PLC0415 -- Django must be set up first
    from questionnaires.parsing import parse  # noqa: PLC0415 -- the same
    from reports.content import compose  # noqa: PLC0415 -- the same
    from reports.press import rendering  # noqa: PLC0415 -- the same
    from reports.printed import sample  # noqa: PLC0415 -- the same

    loaded = load_folder(ROOT / "questionnaires" / "frameworks" / "c4ir-smc")
    source = sample.source(parse(loaded.document), "Công ty TNHH Nhựa Mẫu", "Nhà máy 1")
    html = rendering.render_html(compose(source, language))
    css, base = rendering.stylesheet_text(), str(rendering.STATIC / "css" / "report.css")
    kept_fonts = FontConfiguration()
    kept_css = weasyprint.CSS(string=css, base_url=base, font_config=kept_fonts)

    numbers = itertools.count(1)

    def ours() -> object:
        """Print for another firm each time: nothing that is kept of the last report may help, or be kept for good."""
        return rendering.render_pdf(compose(replace(source, firm=f"{source.firm} {next(numbers)}"), language))

    def kept() -> object:
        page = weasyprint.HTML(string=html)
        return page.write_pdf(stylesheets=[kept_css], font_config=kept_fonts, pdf_variant=rendering.VARIANT)

    def bare() -> object:
        page = weasyprint.HTML(string=html)
        return page.write_pdf(stylesheets=[kept_css], font_config=kept_fonts)

    def anew() -> object:
        fonts = FontConfiguration()
        sheet = weasyprint.CSS(string=css, base_url=base, font_config=fonts)
        page = weasyprint.HTML(string=html)
        return page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant=rendering.VARIANT)

    made = rendering.render_pdf(compose(source, language))
    ways = {"ours": ours, "kept": kept, "anew": anew, "bare": bare}
    return ways, f"{made.pages} pages, {len(made.pdf) // 1000} kB, {language}"


def measure(ways: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Return the CPU seconds of each run, after one round to warm up."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name, way in ways.items():
            started = time.process_time()
            way()
            if turn:
                times[name].append(time.process_time() - started)
    return times


def resident_megabytes() -> float:
    """Return the memory this process holds now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE_SIZE / 1e6


if __name__ == "__main__":
    main()
