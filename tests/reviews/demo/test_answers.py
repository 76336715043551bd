import itertools
from datetime import datetime, timedelta
from statistics import mean
from zoneinfo import ZoneInfo

import pytest

from assessments import answers as allowed
from reviews.demo import answers, firms, moments
from tests.factories.questionnaires import shipped_framework

EVERY = (firms.SCORED, firms.ANSWERING, *firms.SENT)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def levels(firm):
    return [given.value for given in answers.draw(shipped_framework(), firm).values() if given.value is not None]


def test_every_invented_firm_says_in_its_name_that_it_is_one():
    assert [firm.name for firm in EVERY if not firm.name.endswith(" Mẫu")] == []
    assert len({firm.name for firm in EVERY}) == len(EVERY) == 42


@pytest.mark.parametrize("firm", EVERY, ids=lambda firm: firm.name)
def test_invented_answers_are_such_as_the_framework_allows(firm):
    drawn = answers.draw(shipped_framework(), firm)

    for item in shipped_framework().items():
        assert allowed.checked(item, drawn[item.id]) == drawn[item.id]


def test_invented_answers_of_a_firm_are_always_the_same():
    assert answers.draw(shipped_framework(), firms.SCORED) == answers.draw(shipped_framework(), firms.SCORED)


def test_invented_firms_differ_as_real_ones_do():
    means = sorted(mean(levels(firm)) for firm in firms.SENT)

    assert sum(1 for value in means if value < 1.8) >= 25  # most near the floor
    assert sum(1 for value in means if value >= 2.8) in range(2, 7)  # a few high
    kinds = {given.state for firm in firms.SENT for given in answers.draw(shipped_framework(), firm).values()}
    assert kinds == {"answered", "dont_know", "not_applicable"}


def test_invented_troubles_are_the_frameworks():
    known = {trouble.id for trouble in shipped_framework().troubles}

    assert {trouble for firm in EVERY for trouble in firm.troubles} <= known


@pytest.mark.parametrize("firm", firms.SENT, ids=lambda firm: firm.name)
def test_moments_lie_in_order_and_in_the_past(firm):
    when = moments.draw(firm.name, NOW, firm.sent_days_ago)
    answered = [when.answered(place, of=60) for place in range(60)]

    line = [when.started, *answered, when.completed, when.sent, NOW]
    assert all(earlier < later for earlier, later in itertools.pairwise(line))


def test_moment_of_sending_lies_on_its_day():
    assert moments.draw("Any", NOW, 3).sent.date() == (NOW - timedelta(days=3)).date()
