"""``manage.py score`` for one assessment, run in this process."""

import json
from io import StringIO

from django.core.management import call_command

from tests.factories.library import LIBRARY
from tests.factories.questionnaires import library_version


class Run:
    """Write the answers to a file, run the command, keep what it said.

    The frameworks of the library are published first, as on any server: then none is read from its files every time.
    """

    def __init__(self, folder, published=LIBRARY):
        self.file, self.published = folder / "answers.json", published

    def __call__(self, framework, content, **options):
        if framework in self.published:
            library_version(framework)
        if isinstance(content, dict):
            content = json.dumps(content)
        self.file.write_bytes(content.encode() if isinstance(content, str) else content)
        out, err = StringIO(), StringIO()
        try:
            call_command("score", framework=framework, answers=self.file, stdout=out, stderr=err, **options)
            self.code = 0
        except SystemExit as end:
            self.code = end.code
        self.out, self.err = out.getvalue(), err.getvalue()
        return json.loads(self.out) if self.out else None

    def refusal(self, framework, content):
        """Return the one line that is said instead of a result."""
        assert self(framework, content) is None
        assert self.code == 2
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err.strip()


def impuls(**levels):
    """Answers to impuls, every item of a dimension at one level."""
    items = {
        "strategy": ["strategy", "investments", "innovation"],
        "factory": ["digital_model", "equipment", "data_usage", "it_systems"],
        "operations": ["information_sharing", "autonomous_processes", "it_security", "cloud_use"],
        "products": ["ict_functions", "use_phase_data"],
        "services": ["services", "revenue_share", "data_share"],
        "employees": ["skills", "skill_acquisition"],
    }
    return {f"{node}.{item}": level for node, level in levels.items() for item in items[node]}


EXAMPLE = impuls(strategy=2, factory=1, operations=1, products=3, services=0, employees=2)
