"""Two tabs on one question, by real connections at once: nothing is overwritten unseen, nothing accepted is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from assessments import lifecycle
from assessments.answers import Given
from assessments.models import Response, ResponseChange
from c4ir_assess.exceptions import StaleVersion
from tests.factories import assessments

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
TABS = 2


@pytest.fixture
def tabs():
    """Return a function that runs one act in each tab, started together; each tab keeps its connection."""
    together = threading.Barrier(TABS)

    def run(act):
        connection.ensure_connection()
        together.wait(timeout=20)
        return act()

    def close():
        together.wait(timeout=20)  # so that each tab closes its own
        connection.close()

    with ThreadPoolExecutor(TABS) as pool:
        yield lambda *acts: [each.result(timeout=40) for each in [pool.submit(run, act) for act in acts]]
        for each in [pool.submit(close) for _ in range(TABS)]:
            each.result(timeout=20)


def save(assessment, level, version, mutation):
    """Return an act that returns the stored answer, or None when the person was told that it had changed."""

    def act():
        try:
            return lifecycle.save_response(
                assessment=assessment,
                item="S1.1",
                given=Given("answered", level),
                base_version=version,
                by=None,
                mutation=mutation,
            )
        except StaleVersion:
            return None

    return act


def newest(assessment):
    return ResponseChange.objects.filter(assessment=assessment).order_by("-version").first()


@pytest.mark.timeout(0)
@pytest.mark.soak(20, 10_000)
def test_two_tabs_on_one_question_never_overwrite_each_other(site_a, tabs, campaign):
    assessment, version = assessments.draft(site_a), 0
    for _ in range(campaign.n):
        before = newest(assessment)
        others = [level for level in range(6) if before is None or level != before.value]
        levels, names = campaign.random.sample(others, TABS), [uuid4(), uuid4()]

        outcomes = tabs(*(save(assessment, *each) for each in zip(levels, [version] * TABS, names, strict=True)))

        accepted = [place for place, outcome in enumerate(outcomes) if outcome is not None]
        assert len(accepted) == 1  # the other tab was told
        change, stored = newest(assessment), Response.objects.get(assessment=assessment)
        assert (change.value, change.mutation) == (levels[accepted[0]], names[accepted[0]])
        assert (stored.value, stored.version) == (change.value, change.version)
        assert before is None or ResponseChange.objects.filter(pk=before.pk, value=before.value).exists()
        version = stored.version
    assert ResponseChange.objects.filter(assessment=assessment).count() == campaign.n


@pytest.mark.timeout(0)
@pytest.mark.soak(20, 2_000)
def test_two_equal_requests_at_once_are_one_act(site_a, tabs, campaign):
    assessment, version = assessments.draft(site_a), 0
    for round_ in range(campaign.n):
        act = save(assessment, round_ % 6, version, uuid4())

        first, second = tabs(act, act)

        assert first.version == second.version
        version = first.version
    assert ResponseChange.objects.filter(assessment=assessment).count() == campaign.n


@pytest.mark.timeout(0)
@pytest.mark.soak(20, 2_000)
def test_request_repeated_beside_another_persons_answer_loses_neither(site_a, tabs, campaign):
    """The first answer never arrived at its device; it is sent again while a colleague, who saw it, changes it."""
    for _ in range(campaign.n):
        assessment, mutation = assessments.draft(site_a), uuid4()
        mine = save(assessment, 2, 0, mutation)()

        tabs(save(assessment, 2, 0, mutation), save(assessment, 4, mine.version, uuid4()))

        rows = ResponseChange.objects.filter(assessment=assessment).order_by("version")
        assert [row.value for row in rows] == [2, 4]
        assert Response.objects.get(assessment=assessment).value == 4
