"""``manage.py score --batch``, run in this process."""

import csv
import io
from io import StringIO

from django.core.management import call_command

from tests.factories.library import LIBRARY
from tests.factories.questionnaires import library_version


class Run:
    """Write a table, run the command, keep what it said and what it wrote."""

    def __init__(self, folder):
        self.folder, self.file, self.target = folder, folder / "answers.csv", folder / "scores.csv"

    def __call__(self, framework, content, *, out=None):
        if framework in LIBRARY:
            library_version(framework)  # else the shipped one is read from its files every time
        self.file.write_bytes(content.encode() if isinstance(content, str) else content)
        out, err = out or self.target, StringIO()
        try:
            call_command("score", framework=framework, batch=self.file, out=out, stdout=StringIO(), stderr=err)
            self.code = 0
        except SystemExit as end:
            self.code = end.code
        self.err = err.getvalue().splitlines()
        return list(csv.DictReader(io.StringIO(self.target.read_text()))) if self.target.is_file() else None

    def refusal(self, framework, content, **options):
        """Return what is said instead of results, without the name of the file."""
        assert self(framework, content, **options) is None
        assert self.code == 2
        assert sorted(file.name for file in self.folder.iterdir() if file.is_file()) == ["answers.csv"]
        return [line.removeprefix(f"{self.file}: ") for line in self.err]
