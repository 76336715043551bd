"""Small mistakes put into the engine, one at a time, and whether its tests notice."""

import ast
import copy
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCORING = ROOT / "assessments" / "scoring"
SWAPPED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
}  # fmt: skip
OTHER_NAME = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "bisect_left": "bisect_right",
    "bisect_right": "bisect_left",
}


BY_CHANCE = ("any", "fuzz", "oracle", "properties")  # what takes longer comes last


@dataclass(frozen=True)
class Mutant:
    """One mistake: the module and the function it is in, what was there and what is there now.

    ``place`` counts the nodes of the syntax tree, ``choice`` what can go wrong at one of them.
    """

    module: str
    function: str
    before: str
    after: str
    place: int
    choice: int

    def __str__(self) -> str:
        return f"{self.module}.{self.function}: {self.before} -> {self.after}"

    def source(self) -> str:
        """Return the whole module with the mistake."""
        tree = _tree(self.module)
        _mistakes(list(ast.walk(tree))[self.place])[self.choice]()
        return ast.unparse(tree)


def of_module(name: str) -> Iterator[Mutant]:
    """Yield every mistake that can be made in a module."""
    tree = _tree(name)
    functions, aside = _functions(tree), _no_rules(tree)
    for place, node in enumerate(ast.walk(tree)):
        for choice in range(0 if node in aside else len(_mistakes(node))):
            changed = copy.deepcopy(node)
            _mistakes(changed)[choice]()
            yield Mutant(name, functions[node], ast.unparse(node), ast.unparse(changed), place, choice)


def survivors(mutants: Iterable[Mutant], folder: Path) -> Iterator[Mutant]:
    """Yield the mistakes with which all tests pass."""
    path = folder / "mutant.py"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "c4ir_assess.settings"}
    program = [sys.executable, "-m", "tests.scoring.mutating"]
    with subprocess.Popen(
        program, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as runner:

        def passes(module: str, source: str, tests: list[str]) -> bool:
            path.write_text(source)
            asked = {"module": f"assessments.scoring.{module}", "path": str(path), "tests": tests}
            print(json.dumps(asked), file=runner.stdin)
            answer = runner.stdout.readline()
            assert answer, "the program that runs the tests has ended"
            return bool(int(answer))

        unchanged = (SCORING / "engine.py").read_text()
        assert passes("engine", unchanged, _tests("engine")[:1]), "tests fail here without any mistake"
        yield from (each for each in mutants if passes(each.module, each.source(), _tests(each.module)))


def _tree(module):
    return ast.parse((SCORING / f"{module}.py").read_text())


def _no_rules(tree):
    """Return what says nothing about scoring: whether a value is frozen, whether Python checks two lengths."""
    decorated = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    checks = [node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "strict"]
    aside = [each for node in decorated for each in node.decorator_list] + checks
    return {inner for each in aside for inner in ast.walk(each)}


def _functions(tree):
    """Return the name of the innermost function or class around each node."""
    names = dict.fromkeys(ast.walk(tree), "module")
    for each in ast.walk(tree):
        if isinstance(each, ast.FunctionDef | ast.ClassDef):
            names |= dict.fromkeys(ast.walk(each), each.name)
    return names


def _mistakes(node):  # noqa: PLR0911 -- one line a kind of place is the shortest table
    """Return what can go wrong at one place, each as a change to the tree."""
    match node:
        case ast.Compare(ops=ops):
            return [
                lambda order=order, op=op: ops.__setitem__(order, SWAPPED[type(op)]())
                for order, op in enumerate(ops)
                if type(op) in SWAPPED
            ]
        case ast.BinOp(op=op) | ast.BoolOp(op=op) if type(op) in SWAPPED:
            return [lambda: setattr(node, "op", SWAPPED[type(op)]())]
        case ast.UnaryOp(op=ast.Not()):
            return [lambda: _replace(node, ast.Call(ast.Name("bool"), [node.operand], []))]
        case ast.Constant(value=bool() as value):
            return [lambda: setattr(node, "value", not value)]
        case ast.Constant(value=int() as value):
            return [lambda: setattr(node, "value", value + 1)]
        case ast.Name(id=name, ctx=ast.Load()) if name in OTHER_NAME:
            return [lambda: setattr(node, "id", OTHER_NAME[name])]
        case ast.If(test=test) | ast.IfExp(test=test) if isinstance(test, ast.Name | ast.Attribute | ast.Call):
            return [lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), test))]
    return []


def _replace(node, other):
    """Make a node another one in place."""
    node.__class__ = other.__class__
    node.__dict__ = other.__dict__


def _tests(module):
    """Return the files to run, the ones about the module first."""
    files = sorted(path for path in Path(__file__).parent.glob("test_*.py") if path.name != "test_mutants.py")
    files.sort(key=lambda path: (module not in path.name, path.stem.endswith(BY_CHANCE), path.stat().st_size))
    return [str(path.relative_to(ROOT)) for path in files]
