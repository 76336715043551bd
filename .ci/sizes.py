"""Print how long functions, modules, templates and tests are. A smell and not a gate: this never fails."""

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    *("accounts", "assessments", "authoring", "bin", "c4ir_assess", "charts", "evidence", "opinions", "privacy"),
    *("programmes", "questionnaires", "reports", "reviews"),
)
EXEMPT = {"settings.py"}


def python_files(*folders: str) -> list[Path]:
    """Return modules, without migrations and settings."""
    found = (file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))
    return [file for file in found if "migrations" not in file.parts and file.name not in EXEMPT]


def functions(files: list[Path]) -> list[tuple[int, str]]:
    """Return the length of each function in lines, its docstring left out, with its place."""
    return [
        (length(node), f"{file.relative_to(ROOT)}:{node.lineno} {node.name}")
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function from its name on."""
    end = node.end_lineno or node.lineno
    first = node.body[0]
    docstring = first if ast.get_docstring(node) else None
    return end - node.lineno + 1 - ((docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0)


def report(what: str, sizes: list[tuple[int, str]], limit: int) -> None:
    """Print median, the ninth decile and everything over the limit."""
    if not sizes:
        return
    lines = sorted(size for size, _ in sizes)
    share = lines[min(len(lines) - 1, len(lines) * 9 // 10)]
    print(f"{what}: {len(lines)}, median {statistics.median(lines):g} lines, 90 % up to {share}, longest {lines[-1]}")
    for size, place in sorted(sizes, reverse=True):
        if size > limit:
            print(f"  {size:>4} > {limit}  {place}")


def whole(files: list[Path]) -> list[tuple[int, str]]:
    """Return the length of each file."""
    return [(len(file.read_text(encoding="utf-8").splitlines()), str(file.relative_to(ROOT))) for file in files]


tests = [file for file in python_files("tests") if "journeys" not in file.parts]
report("functions", functions(python_files(*ROOMS)), 40)
report("modules", whole(python_files(*ROOMS)), 300)
report("templates", whole(sorted((ROOT / "templates").rglob("*.html"))), 100)
report("unit tests", [(size, place) for size, place in functions(tests) if place.split()[-1].startswith("test_")], 20)
