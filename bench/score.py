"""Scoring one assessment of 60 items beside its bare anchor.

    python bench/score.py [--assessments 300]

Ours is the engine with all that it explains, from answers to scorecard. The anchors do the same sums (value, low, high
and coverage of every node) in a plain loop without checks, parts, levels or cap: once in fractions, the engine's own
arithmetic, once in floats, which would be wrong. They take turns, so that a busy machine slows all alike; the time is
that of the process alone.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = 2.0  # milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assessments.scoring.types import Answer
    from questionnaires.document import Framework, Node

type Sums = tuple[Any, Any, Any, Any]


def main() -> None:
    """Measure, print one line each."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--assessments", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    framework = shipped_framework()
    given = draw(framework, chosen.assessments, random.Random(chosen.seed))  # noqa: S311 -- repeatable on purpose
    milliseconds = measure(runners(framework), given)
    ours, fractions, floats = (milliseconds[name] for name in ("ours", "fractions", "floats"))
    print(f"score, {framework.id}, {sum(1 for _ in framework.items())} items, {len(given)} assessments, taking turns")
    print(f"  ours              {ours:6.3f} ms an assessment (target {TARGET})")
    print(f"  anchor, fractions {fractions:6.3f} ms   ratio {ours / fractions:.2f}")
    print(f"  anchor, floats    {floats:6.3f} ms   ratio {ours / floats:.2f}")


def shipped_framework() -> Framework:
    """Read the framework from its files; no database."""
    sys.path.insert(0, str(ROOT))
    os.environ.update(DJANGO_SETTINGS_MODULE="c4ir_assess.settings", SECRET_KEY=secrets.token_urlsafe(50))
    import django  # noqa: PLC0415 -- needs the environment

    django.setup()
    from questionnaires.loading import load_folder  # noqa: PLC0415 -- the same
    from questionnaires.parsing import parse  # noqa: PLC0415 -- the same

    return parse(load_folder(ROOT / "questionnaires" / "frameworks" / "c4ir-smc").document)


def draw(framework: Framework, count: int, chance: random.Random) -> list[dict[str, Answer]]:
    """Draw whole assessments of every level in which one answer in twenty is open."""
    from assessments.scoring.types import Answer  # noqa: PLC0415 -- on the path only now

    items = list(framework.items())
    return [
        {item.id: Answer("answered", chance.randint(0, 5)) for item in items if chance.random() < 0.95}
        for _ in range(count)
    ]


def runners(framework: Framework) -> dict[str, Callable[[Mapping[str, Answer]], object]]:
    """Return what is compared."""
    from assessments.scoring.engine import score  # noqa: PLC0415 -- on the path only now

    return {
        "ours": lambda answers: score(framework, answers),
        "fractions": lambda answers: bare(framework.root, answers, Fraction),
        "floats": lambda answers: bare(framework.root, answers, float),
    }


def bare(node: Node, answers: Mapping[str, Answer], number: Callable[[Any], Any]) -> Sums:
    """Return value, low, high and coverage of a node by plain loops."""
    parts: list[tuple[Any, Sums]] = [(number(child.weight), bare(child, answers, number)) for child in node.children]
    for item in node.items:
        answer = answers.get(item.id)
        level = number(answer.value) if answer else None
        known = number(1) if answer else number(0)
        parts.append((number(1), (level, level if answer else number(0), level if answer else number(5), known)))
    means = []
    for place in range(4):
        total = weights = number(0)
        for weight, sums in parts:
            if sums[place] is not None:
                total += weight * sums[place]
                weights += weight
        means.append(total / weights if weights else None)
    return means[0], means[1], means[2], means[3]


def measure(
    run: Mapping[str, Callable[[Mapping[str, Answer]], object]], given: Sequence[Mapping[str, Answer]]
) -> dict[str, float]:
    """Return the mean milliseconds an assessment for each, after one round to warm up."""
    spent = dict.fromkeys(run, 0.0)
    for answers in given[:20]:
        for work in run.values():
            work(answers)
    for answers in given:
        for name, work in run.items():
            started = time.process_time()
            work(answers)
            spent[name] += time.process_time() - started
    return {name: 1000 * seconds / len(given) for name, seconds in spent.items()}


if __name__ == "__main__":
    main()
