"""``manage.py score``: answers in a file in, scores out. For researchers and batch work; nothing is stored.

docs/command-line.md has the formats. What is wrong with a file is one line on stderr, or one a fault of a table, and
exit code 2 with nothing written.
"""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from assessments import exchange
from assessments.exchange import ExchangeError
from assessments.scoring import engine
from assessments.scoring.answer_values import shown
from assessments.table_scoring import TableRefused, score_table
from c4ir_assess.exceptions import FrameworkRefused
from questionnaires import at_hand
from questionnaires.document import Framework

REFUSED = 2  # the exit code


class Command(BaseCommand):
    """One assessment as JSON on stdout, or a table of them from one file into another."""

    help = "Score answers by a framework: one assessment in JSON, or many in CSV."
    requires_system_checks = ()  # nothing here is served, and checks would print

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a framework and a file of answers."""
        parser.add_argument("--framework", required=True, metavar="ID[@VERSION]")
        given = parser.add_mutually_exclusive_group(required=True)
        given.add_argument("--answers", type=Path, metavar="ANSWERS.json", help="one assessment; the result is printed")
        given.add_argument("--batch", type=Path, metavar="ANSWERS.csv", help="one assessment a row; needs --out")
        parser.add_argument("--out", type=Path, metavar="SCORES.csv", help="where the results of --batch go")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Score; whatever is refused ends with its lines on stderr."""
        try:
            self._score(options["framework"], options["answers"], options["batch"], options["out"])
        except TableRefused as refused:
            self._refuse([f"{options['batch']}: {fault}" for fault in refused.faults])
        except (FrameworkRefused, ExchangeError) as refused:
            self._refuse([str(refused)])
        except OSError as error:
            self._refuse([f"{error.filename or options['out'] or 'output'}: {error.strerror}"])

    def _score(self, name: str, answers: Path | None, table: Path | None, out: Path | None) -> None:
        if (table is None) != (out is None):
            raise ExchangeError("--batch needs --out, and --out belongs to --batch")
        framework = at_hand.find(name)
        if answers:
            self.stdout.write(json.dumps(self._one(framework, answers), indent=2))
        elif table and out:
            summary = score_table(framework=framework, source=table, target=out)
            self._tell_ignored(summary.ignored, summary.ignored_count)
            self.stdout.write(f"{summary.rows} rows scored into {out}")

    def _one(self, framework: Framework, file: Path) -> dict[str, Any]:
        """Return the result of one file of answers."""
        try:
            with file.open("rb") as stream:
                given = exchange.read(stream.read(exchange.LARGEST + 1))
            checked = exchange.checked(framework, given)
        except ExchangeError as error:
            raise ExchangeError(str(error), str(file)) from error
        facts = [f"profile, {shown(fact)}" for fact in exchange.unused_facts(framework, given.profile)]
        self._tell_ignored([*facts, *checked.ignored], len(facts) + len(checked.ignored))
        card = engine.score(
            framework,
            checked.answers,
            scope=given.scope,
            basis=exchange.BASIS,
            variant=given.variant,
            profile=given.profile,
        )
        return exchange.result(framework, card)

    def _tell_ignored(self, places: Sequence[str], count: int) -> None:
        """Name what was given and is not asked."""
        for place in places:
            self.stderr.write(f"{place}: ignored, as it is not asked here")
        if count > len(places):
            self.stderr.write(f"and {count - len(places)} more ignored")

    def _refuse(self, lines: Sequence[str]) -> NoReturn:
        for line in lines:
            self.stderr.write(line)
        raise SystemExit(REFUSED)
