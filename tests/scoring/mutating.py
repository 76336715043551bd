"""A program that runs tests with one module of the product read from another file, which has a mistake in it.

``python -m tests.scoring.mutating`` reads lines of JSON, {"module", "path", "tests"}, and answers each with 1 if all
tests passed, else with 0. What takes long to import is imported once; each line has a process of its own, forked from
here.
"""

import importlib.abc
import importlib.util
import json
import os
import resource
import sys

# A mistake may make a loop endless, and such a loop may collect things.
SECONDS, BYTES = 120, 2 * 1024**3


class Finder(importlib.abc.MetaPathFinder):
    def __init__(self, module: str, path: str) -> None:
        self.module, self.path = module, path

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> object:
        return importlib.util.spec_from_file_location(fullname, self.path) if fullname == self.module else None


def passes(module: str, path: str, tests: list[str]) -> bool:
    """Whether all tests pass, tried in a process of its own."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    sys.meta_path.insert(0, Finder(module, path))
    for name in [name for name in sys.modules if name.startswith(("assessments.scoring", "tests.scoring"))]:
        del sys.modules[name]
    os._exit(run(tests))


def run(tests: list[str]) -> int:
    """Run tests that need neither servers nor the words of an assertion."""
    import pytest  # noqa: PLC0415 -- imported before by the parent

    plugins = ["-o", "addopts=", "-p", "tests.guards", "-p", "no:cacheprovider", "-p", "no:xdist"]
    return int(pytest.main([*plugins, "--assert=plain", "-xq", *tests]))


def main() -> None:
    import django  # noqa: PLC0415 -- see below
    import hypothesis  # noqa: F401, PLC0415 -- see below
    import pytest  # noqa: F401, PLC0415 -- imported here, once, for all that are forked

    django.setup()
    for line in sys.stdin:
        print(int(passes(**json.loads(line))), flush=True)  # noqa: T201 -- the answer


if __name__ == "__main__":
    main()
