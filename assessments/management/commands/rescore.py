"""``manage.py rescore``: score what was submitted once more, by the present engine or another version of the framework.

New cards are stored beside the old ones. Stopped at any moment and started again, it goes on where it was.
"""

import time
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments import rescoring
from c4ir_assess.exceptions import FrameworkRefused
from questionnaires import at_hand
from questionnaires.models import FrameworkVersion

AT_A_TIME = 200
EVERY = 1000  # submissions, where nobody watches
PAUSE = 0.2  # seconds, where somebody does
WIDTH = 30
WRONG_ARGUMENTS, NOT_ALL_SCORED = 2, 1  # exit codes


class Command(BaseCommand):
    """Rescore, and say how far it is."""

    help = "Score submissions again by the present engine, or by another version of their framework; old cards stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to rescore, and under which version."""
        parser.add_argument("--framework", metavar="ID[@VERSION]", help="only what was submitted to this")
        parser.add_argument("--to", metavar="VERSION", help="under this published version instead of its own")
        parser.add_argument("--batch", type=_positive, default=AT_A_TIME, metavar="N", help="rows read at a time")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Rescore what is due."""
        try:
            name, version = at_hand.named(options["framework"]) if options["framework"] else ("", "")
            to = _target(name, options["to"])
        except FrameworkRefused as refusal:
            raise CommandError(str(refusal), returncode=WRONG_ARGUMENTS) from refusal
        rows = rescoring.due(framework=name, version=version, to=to)
        progress = _Progress(self.stderr, rows.count())
        stored = left_out = refused = 0
        for outcome in rescoring.rescore_all(rows=rows, to=to, at_a_time=options["batch"]):
            stored, left_out = stored + outcome.is_stored, left_out + outcome.left_out
            if outcome.refusal:
                refused += 1
                progress.say(f"submission {outcome.submission.uuid}: {outcome.refusal}")
            progress.step()
        progress.end()
        self.stdout.write(f"{stored} cards stored, {left_out} answers left out, {refused} submissions refused")
        if refused:
            raise SystemExit(NOT_ALL_SCORED)


def _target(framework: str, version: str | None) -> FrameworkVersion | None:
    """Return the version to score under, None for each submission's own."""
    if version is None:
        return None
    if not framework:
        raise FrameworkRefused("--to needs --framework: a version is one of a framework")
    found = FrameworkVersion.objects.frozen().defer("document").filter(framework=framework, version=version).first()
    if found is None:
        raise FrameworkRefused(f"{framework}@{version} was never published here")
    return found


def _positive(words: str) -> int:
    if not words.isdecimal() or not int(words):
        raise ArgumentTypeError(f"{words!r} is no number from 1 on")
    return int(words)


class _Progress:
    """A bar where a person watches, a line for every thousand where nobody does."""

    def __init__(self, stream: Any, total: int) -> None:
        self.stream, self.total, self.done, self.drawn = stream, total, 0, 0.0
        self.is_watched = stream.isatty()

    def step(self) -> None:
        """Count one."""
        self.done += 1
        if not self.is_watched and self.done % EVERY == 0:
            self.stream.write(f"{self.done} of {self.total}")
        elif self.is_watched and time.monotonic() - self.drawn >= PAUSE:
            self._draw()

    def say(self, words: str) -> None:
        """Write a line that stays."""
        self.stream.write(f"\r{words:<70}" if self.is_watched else words)

    def end(self) -> None:
        """Draw the last state and leave the line."""
        if self.is_watched and self.total:
            self._draw()
            self.stream.write("")

    def _draw(self) -> None:
        full = WIDTH * self.done // max(self.total, self.done)
        self.stream.write(f"\r[{'#' * full:<{WIDTH}}] {self.done} / {self.total}", ending="")
        self.stream.flush()
        self.drawn = time.monotonic()
