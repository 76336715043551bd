"""Judging beside other acts, by real connections at once: done or told, and the log says who had it at that moment."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection, transaction

from assessments import lifecycle, reviewed
from assessments.answers import Given
from c4ir_assess.audit import trail, verifying
from c4ir_assess.audit.models import AuditChain
from reviews.judged import judging
from reviews.judged.judging import Judgement, Sent
from reviews.models import Conflict, ItemReview, Review
from reviews.queue import assigning, conflicts
from reviews.queue.assigning import Chosen
from tests.assessments.test_lifecycle_races import REFUSED, at_once
from tests.factories import assessments, judged
from tests.factories.accounts import make_user
from tests.factories.judged import change
from tests.waiting import until_somebody_waits

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
ITEM = "S1.1"


@pytest.fixture
def review(site_a, an, dung):
    return judged.review(site_a, by=an, advisor=dung, answers=assessments.all_at(2))


@pytest.fixture
def hung(transactional_db):
    return make_user("Cao Văn Hùng", role="advisor")


def fetched(review):
    return Review.objects.select_related(*judged.RELATED).get(pk=review.pk)


def reassign(review, to, by):
    own = fetched(review)
    return lambda: assigning.assign(chosen=[Chosen(own, own.advisor_id)], to=to, by=by).done


def judged_while_advisor(review, advisors):
    """Replay the firm's chain: whoever judged was the advisor then."""
    has_it, chain = advisors, AuditChain.objects.get(uuid=review.assessment.site.organization.uuid)
    for entry in chain.entries.order_by("number"):
        if entry.act == "assigned":
            has_it = {entry.facts["person"]}
        if entry.act == "judged" and entry.actor not in has_it:
            return False
    return verifying.verify(chain) == []


@pytest.mark.soak(3, 60)
def test_judging_beside_a_new_assignment_is_done_before_it_or_refused(campaign, review, dung, hung, admin):
    held = {dung.pk}
    for _ in range(campaign.n):
        own, version = fetched(review), getattr(review.items.filter(item=ITEM).first(), "version", 0)
        level = 0 if version % 2 else 1
        kept, done = at_once(
            lambda own=own, level=level, version=version: change(own, ITEM, level, version=version, by=own.advisor).pk,
            reassign(review, hung if own.advisor == dung else dung, admin),
        )
        assert done == 1
        assert (kept == REFUSED) == (getattr(review.items.filter(item=ITEM).first(), "version", 0) == version)
        assert judged_while_advisor(review, held)


def test_judging_beside_a_declared_interest_is_done_before_it_or_refused(review, dung, admin):
    firm = review.assessment.site.organization
    at_once(
        lambda: change(fetched(review), ITEM, 0, by=dung),
        lambda: conflicts.declare(organization=firm, user=dung, reason="Họ hàng", by=admin),
    )

    assert Conflict.objects.filter(user=dung).exists()
    assert Review.objects.get(pk=review.pk).advisor is None
    assert judged_while_advisor(review, {dung.pk})


@pytest.mark.parametrize("act", ["declare", "assign"])
def test_who_holds_the_log_may_name_a_person_whom_another_act_holds(review, dung, admin, act):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one connection write at a time")
    firm = review.assessment.site.organization
    acts = {
        "declare": lambda: conflicts.declare(organization=firm, user=dung, reason="Họ hàng", by=admin),
        "assign": reassign(review, dung, admin),
    }
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            trail.hold([firm.uuid])
            other = pool.submit(on_its_own, acts[act])
            until_somebody_waits()
            change(fetched(review), ITEM, 0, by=dung)
        assert other.result(timeout=20)
    assert review.items.get(item=ITEM).by == dung


def on_its_own(act):
    """Act on a connection that is closed at the end."""
    try:
        return act()
    finally:
        connection.close()


def test_judging_beside_the_firm_that_takes_back_is_done_before_it_or_refused(review, dung, an):
    assessment = fetched(review).assessment
    kept, taken = at_once(
        lambda: change(fetched(review), ITEM, 0, by=dung).pk,
        lambda: lifecycle.take_back(assessment=assessment, by=an),
    )

    assessment.refresh_from_db()
    assert (taken != REFUSED, assessment.state) == (True, "completed")
    assert (kept != REFUSED) == ItemReview.objects.filter(item=ITEM).exists()


def test_firm_that_answers_while_it_is_reviewed_is_refused_and_nothing_is_lost(review, an):
    own = fetched(review).assessment
    before = own.responses.get(item=ITEM)
    save = {"item": ITEM, "given": Given("answered", 4), "base_version": before.version, "by": an}

    assert at_once(lambda: lifecycle.save_response(assessment=own, **save)) == [REFUSED]
    assert own.responses.get(item=ITEM).value == before.value


def test_firm_that_answers_what_came_back_and_advisor_who_judges_at_once_do_not_mix(review, an, dung):
    own = fetched(review).assessment
    reviewed.return_items(assessment=own, questions={ITEM: "Sổ?"}, note="", due_on=review.arrived_at.date(), by=dung)
    own, version = fetched(review).assessment, own.responses.get(item=ITEM).version
    save = {"item": ITEM, "given": Given("answered", 4), "base_version": version, "by": an}
    kept, judged_now = at_once(
        lambda: lifecycle.save_response(assessment=own, **save).value,
        lambda: change(fetched(review), ITEM, 0, by=dung),
    )

    assert (kept, judged_now) == (4, REFUSED)
    assert not review.items.exists()


def test_same_act_of_a_device_twice_at_once_is_done_once_and_is_no_conflict(review, dung):
    said = Judgement(outcome="changed", given=Given("answered", 0), reason="Chưa dùng đều.")
    once = {"item": ITEM, "judgement": said, "version": 0, "by": dung, "sent": Sent(uuid4())}
    first, second = fetched(review), fetched(review)

    versions = at_once(
        lambda: judging.judge(review=first, **once).version, lambda: judging.judge(review=second, **once).version
    )

    assert versions == [1, 1]
