"""The tests of the engine notice small mistakes in it."""

import pytest

from tests.scoring import mutants

# Many assessments at once are proven to be what the engine makes of each, by tests of their own.
OTHERS = {"__init__", "batch", "remembering"}
MODULES = sorted(path.stem for path in mutants.SCORING.glob("*.py") if path.stem not in OTHERS)

# Mistakes that change nothing anybody could see, and why.
HARMLESS = {
    "crosswalk._result: 1 -> 2": "all items weigh the same, whatever that is",
    "types.NodeResult: 0 -> 1": "the engine always counts; the default is for results of which nobody asks for counts",
}


def test_mutants_differ_from_what_they_were_made_of():
    made = list(mutants.of_module("levels"))

    assert len(made) > 5
    assert all(mutant.before != mutant.after for mutant in made)


@pytest.mark.timeout(0)
@pytest.mark.soak(2, 10_000)
def test_tests_notice_a_mistake(campaign, tmp_path):
    made = [mutant for name in MODULES for mutant in mutants.of_module(name) if str(mutant) not in HARMLESS]
    chosen = campaign.random.sample(made, min(campaign.n, len(made)))

    survivors = [str(mutant) for mutant in mutants.survivors(chosen, tmp_path)]

    assert not survivors, "\n".join(survivors)
