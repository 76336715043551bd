"""Requirements on filling in, results and reports: each has a test named after it, or docs/ux.md says why not."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WANTED = [*range(1, 33), *range(40, 49), 50]
TESTS = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
NAMED = {int(number) for name in re.findall(r"def (test_\w+)", TESTS) for number in re.findall(r"ux_(\d+)", name)}
SAID = (ROOT / "docs" / "ux.md").read_text(encoding="utf-8")
EXCUSED = {int(number) for number in re.findall(r"^\| UX-(\d+) ", SAID, re.MULTILINE)}


@pytest.mark.parametrize("number", WANTED)
def test_requirement_has_a_test_or_a_reason(number):
    assert (number in NAMED) != (number in EXCUSED)
