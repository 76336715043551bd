"""What is judged in the plant, also where there is no network."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from assessments import moves
from reviews.models import ItemReview, Review
from reviews.proposals.form import begun_with
from reviews.visit import visits
from reviews.visit.models import SiteVisit
from tests.factories import judged
from tests.reviews.visit.pages import SCRIPT, SEEN, leave, listed, text_of

pytestmark = pytest.mark.django_db


def named(mutation, *after, **fields):
    item = fields.get("item", "S1.1")
    return SEEN | {f"{item}-mutation": str(mutation), f"{item}-after": " ".join(map(str, after))} | fields


def kept(review, item="S1.1"):
    return ItemReview.objects.get(review=review, item=item)


def test_judgement_is_kept_as_on_the_bench_as_seen_at_the_plant(review, bench, url, dung):
    before = listed(bench.get(url()))

    answer = bench.post(url(), SEEN)

    row, visit = kept(review), SiteVisit.objects.get(review=review)
    assert answer.url == f"{url()}#S1.1"
    assert (row.outcome, row.value, row.ground, row.note, row.by) == ("changed", 2, "plant", "RIÊNG", dung)
    assert (visit.began_on, visit.ended_on) == (timezone.localdate(),) * 2
    assert listed(bench.get(url())) == before


def test_level_of_the_firm_agrees_and_a_photo_is_enough_to_go_by(review, bench, url, photograph):
    agrees = {"item": "S1.2", "S1.2-choice": "3", "version": "0"}
    assert bench.post(url(), agrees).status_code == 422
    photograph("S1.2")

    bench.post(url(), agrees)

    assert kept(review, "S1.2").outcome == "agreed"


@pytest.mark.parametrize(
    ("written", "day"),
    [(-2, -2), (-30, -5), (3, 0), (None, 0)],
    ids=["two days ago", "before the review", "ahead", "no clock"],
)
def test_what_waited_for_a_network_counts_on_the_day_it_was_written(written, day, review, bench, url):
    Review.objects.update(arrived_at=timezone.now() - timedelta(days=5))
    at = "" if written is None else str(int((timezone.now() + timedelta(days=written)).timestamp() * 1000))

    bench.post(url(), named(uuid4(), at=at), headers=SCRIPT)

    visit = SiteVisit.objects.get(review=review)
    assert (visit.began_on, visit.ended_on) == (timezone.localdate() + timedelta(days=day),) * 2


@pytest.mark.parametrize("headers", [{}, SCRIPT], ids=["person", "script"])
def test_review_assigned_anew_in_the_same_moment_is_told_and_what_was_written_is_shown(
    headers, review, bench, url, monkeypatch, admin
):
    before = moves.move

    def assigned_meanwhile(assessment, event):
        Review.objects.update(advisor=admin)
        return before(assessment, event)

    monkeypatch.setattr(moves, "move", assigned_meanwhile)
    answer = bench.post(url(), SEEN, headers=headers)

    assert answer.status_code == 403
    is_shown = "reviews/unsaved.html" in [each.name for each in answer.templates]
    assert ("RIÊNG" in text_of(answer), is_shown) == (not headers,) * 2
    assert not ItemReview.objects.exists()


def test_act_that_a_device_sends_twice_is_done_once(review, bench, url):
    act = uuid4()

    answers = [bench.post(url(), named(act), headers=SCRIPT) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert kept(review).version == 1
    assert "answersaved" in json.loads(answers[1].headers["HX-Trigger"])


def test_later_act_of_the_same_device_is_no_conflict_though_it_never_heard_of_the_first(review, bench, url):
    first, second = uuid4(), uuid4()
    bench.post(url(), named(first), headers=SCRIPT)

    answer = bench.post(url(), named(second, first, **{"S1.1-choice": "1"}), headers=SCRIPT)

    assert (answer.status_code, kept(review).value, kept(review).version) == (200, 1, 2)


def test_script_is_told_that_somebody_else_was_first_and_what_they_judged(review, bench, url):
    first = uuid4()
    bench.post(url(), named(first), headers=SCRIPT)
    judged.change(review, "S1.1", 0, version=1, reason="Máy đã bán.")

    answer = bench.post(url(), named(uuid4(), first), headers=SCRIPT)

    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#S1.1")
    assert ("Máy đã bán." in text_of(answer), 'name="version" value="2"' in text_of(answer)) == (True, True)
    assert kept(review).value == 0


def test_review_that_left_is_told_and_nothing_is_kept(review, bench, url):
    leave(review)

    answers = [bench.post(url(), named(uuid4()), headers=SCRIPT), bench.post(url(), SEEN)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "HX-Retarget" not in answers[0].headers
    assert not ItemReview.objects.exists()


def test_what_is_only_written_is_not_judged(review, bench, url):
    answer = bench.post(url(), named(uuid4(), draft="S1.1"), headers=SCRIPT)

    assert (answer.status_code, ItemReview.objects.exists()) == (422, False)


def test_without_a_script_what_is_incomplete_stands_in_its_form_again(review, bench, url):
    page = bench.post(url(), SEEN | {"reason": ""})

    assert page.status_code == 422
    assert "RIÊNG" in text_of(page)
    assert 'value="2" aria-label' in text_of(page)
    assert re.search(r'value="2"[^>]* checked', page.content.decode())


def test_script_without_a_session_is_told_so_and_a_person_is_sent_to_sign_in(review, client_of, url):
    assert client_of(None).post(url(), SEEN, headers=SCRIPT).status_code == 401
    without = {name: value for name, value in SEEN.items() if name not in {"note", "reason"}}
    assert client_of(None).post(url(), without).url.startswith("/accounts/login/")


def test_private_note_is_put_away_and_kept_while_the_firm_reads_along(review, bench, url):
    bench.post(url(), SEEN)
    bench.post(f"/bench/reviews/{review.uuid}/together/", {"act": "begin"})

    page = bench.get(url())
    without = {name: value for name, value in SEEN.items() if name != "note"}
    bench.post(url(), without | {"version": "1", "with_firm": "on"})

    assert ("RIÊNG" in text_of(page), "⚑" in text_of(page)) == (False, False)
    assert (kept(review).note, kept(review).with_firm) == ("RIÊNG", True)


def test_days_at_the_plant_are_proposed_as_days_of_verifying(review, dung):
    judged.agree(review, "O1.1", ground="papers")
    day = timezone.localdate().replace(year=2020)
    visits.plan(review=review, plan=visits.Plan(began_on=day, ended_on=day), items=(), by=dung)

    begun = begun_with(review)

    assert (begun["how"], begun["verified_from"]) == (["papers", "plant"], day)
