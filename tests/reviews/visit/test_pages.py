import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments import lifecycle, moves, reviewed
from evidence import lifecycle as file_room
from evidence.models import Evidence
from evidence.refusals import Refused
from reviews.models import ItemReview, Review
from reviews.proposals.form import begun_with
from reviews.second import asking
from reviews.visit import agenda, choosing, visits
from reviews.visit.models import SiteVisit
from tests.evidence import samples
from tests.factories import judged
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}
SEEN = {"item": "S1.1", "S1.1-choice": "2", "reason": "Chỉ một máy có cảm biến.", "note": "RIÊNG", "version": "0"}


def text_of(page):
    return re.sub(r"\s+", " ", page.content.decode())


def listed(page):
    return re.findall(r'<article class="stop" id="([^"]+)"', page.content.decode())


def named(mutation, *after, **fields):
    item = fields.get("item", "S1.1")
    return SEEN | {f"{item}-mutation": str(mutation), f"{item}-after": " ".join(map(str, after))} | fields


def leave(review):
    """Questions go back to the firm, so that nothing is with the advisor."""
    today = timezone.localdate()
    by, questions = review.advisor, {"O1.1": "Cho xem sổ?"}
    reviewed.return_items(assessment=review.assessment, questions=questions, note="", due_on=today, by=by)


def kept(review, item="S1.1"):
    return ItemReview.objects.get(review=review, item=item)


# --- the list --------------------------------------------------------------------------------------


def test_suggested_list_has_the_least_sure_questions_that_are_asked_each_with_why(review, bench, url):
    page = bench.get(url())

    items = listed(page)
    asked = [item.id for item in agenda.read(review, by=review.advisor).board.sheet.items]
    assert len(items) == choosing.MOST
    assert items == [item for item in asked if item in items]
    assert {"S1.1", "S1.2", "S1.3", "T1.1"} <= set(items)
    assert text_of(page).count("stop-why") == choosing.MOST


def test_what_is_settled_from_papers_is_left_out_and_what_is_settled_there_stays(review, bench, url, dung):
    judged.agree(review, "S1.1", ground="papers")
    judged.agree(review, "S1.2", ground="plant")

    items = listed(bench.get(url()))

    assert ("S1.1" in items, "S1.2" in items) == (False, True)


def test_chosen_questions_take_the_place_of_the_suggested_ones(review, bench, url):
    answer = bench.post(url("plan/"), {"item": ["O1.1", "S1.1", "X9.9"], "met": "Ông Tư", "planned_on": "2026-12-01"})

    page = bench.get(url())
    assert answer.url == url()
    assert listed(page) == ["S1.1", "O1.1"]
    assert ("Ông Tư" in text_of(page), "01/12/2026" in text_of(page)) == (True, True)
    bench.post(url("plan/"), {"item": ["O1.1"], "suggest": "1"})
    assert len(listed(bench.get(url()))) == choosing.MOST


@pytest.mark.parametrize(
    "days",
    [
        {"began_on": "2026-11-02"},
        {"began_on": "2026-11-02", "ended_on": "2026-11-01"},
        {"began_on": "2026-11-02", "ended_on": "2999-01-01"},
    ],
    ids=["one alone", "backwards", "ahead"],
)
def test_days_on_which_nobody_can_have_been_there_are_refused(days, review, bench, url):
    assert bench.post(url("plan/"), days).status_code == 422
    assert not SiteVisit.objects.exists()


def test_list_costs_the_same_number_of_queries_for_any_length(review, bench, url, dung):
    def queries(items):
        visits.plan(review=review, plan=visits.Plan(), items=items, by=dung)
        bench.get(url())
        with CaptureQueriesContext(
            connection,
        ) as found:
            bench.get(url())
        return len(found)

    assert queries({"S1.1"}) == queries({f"{part}1.{n}" for part in "SPOTG" for n in (1, 2, 3)})


def shown_fields(page):
    """Return what a page's form would post, untouched."""
    fields = dict[str, list[str]]()
    for tag in re.findall(r"<input[^>]*>", page.content.decode().split("novalidate>")[1]):
        of = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if of.get("type") != "checkbox" or re.search(r"\schecked", tag):
            fields.setdefault(of["name"], []).append(of.get("value", ""))
    return fields


def test_plan_that_was_open_since_before_the_visit_takes_no_day_and_no_question_from_it(review, bench, url):
    bench.post(url("plan/"), {"address": "Lô 5"})
    stale = shown_fields(bench.get(url("plan/")))
    bench.post(url(), SEEN)
    before = SiteVisit.objects.get(review=review)
    bench.post(url("plan/"), shown_fields(bench.get(url("plan/"))) | {"address": ["Lô 7"]})
    SiteVisit.objects.update(items=[*before.items[1:], "O1.2"])

    bench.post(url("plan/"), stale | {"met": ["Ông Tư"]})

    after = SiteVisit.objects.get(review=review)
    assert (after.met, after.address, after.items[-1]) == ("Ông Tư", "Lô 7", "O1.2")
    assert (after.began_on, after.ended_on) == (before.began_on, before.ended_on) == (timezone.localdate(),) * 2


def test_plan_shows_no_sign_while_the_firm_reads_along(review, bench, url):
    before = text_of(bench.get(url("plan/")))
    bench.post(f"/bench/reviews/{review.uuid}/together/", {"act": "begin"})

    assert ("⚑" in before, "⚑" in text_of(bench.get(url("plan/")))) == (True, False)


# --- judging there ---------------------------------------------------------------------------------


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

    assert answer.status_code == (403 if headers else 409)
    is_shown = "reviews/not_yours.html" in [each.name for each in answer.templates]
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
    assert client_of(None).post(url(), SEEN).url.startswith("/accounts/login/")


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


# --- photos ----------------------------------------------------------------------------------------


def send(bench, url, item="S1.1"):
    """Send a photo as the page's script does."""
    content = samples.photo()
    begun = bench.post(url("photos/uploads/"), {"name": "may.jpg", "size": len(content), "item": item}, headers=SCRIPT)
    headers = SCRIPT | {"Upload-Offset": "0"}
    return bench.post(begun.json()["url"], content, content_type="application/octet-stream", headers=headers)


def test_photo_reaches_the_question_and_the_firm_sees_who_added_it(review, bench, url, an, dung, client_of):
    told = send(bench, url).json()

    photo = Evidence.objects.get()
    assert (photo.at_visit, photo.added_by, [use.item for use in photo.uses.all()]) == (True, dung, ["S1.1"])
    assert str(photo.uuid) in told["html"]
    assert str(photo.uuid) in text_of(bench.get(f"/bench/reviews/{review.uuid}/items/S1.1/"))
    firm = text_of(client_of(an).get(f"/assessments/{review.assessment.uuid}/evidence/"))
    assert str(dung) in firm
    small = client_of(an).get(f"/assessments/{review.assessment.uuid}/evidence/{photo.uuid}/thumbnail/")
    assert b"".join(small)  # the end of a file closes it


def test_photo_of_a_plain_form_reaches_the_question_and_a_bad_one_is_told(review, bench, url):
    good, bad = (SimpleUploadedFile(name, samples.photo()) for name in ("may.jpg", "may.exe"))

    answers = [bench.post(url("photos/"), {"item": "S1.1", "file": file}) for file in (good, bad)]

    assert [answer.status_code for answer in answers] == [302, 422]
    assert answers[0].url == f"{url()}#S1.1"
    assert "may.exe" in text_of(answers[1])
    assert Evidence.objects.count() == 1


def test_firm_changes_no_photo_of_the_advisor(review, photograph, an, client_of):
    photo, firm = photograph(), client_of(an)
    lifecycle.take_back(assessment=review.assessment, by=an)
    lifecycle.correct(assessment=review.assessment, by=an)

    address = f"/assessments/{review.assessment.uuid}/evidence/{photo.uuid}/change/"
    statuses = [firm.post(address, {"act": act, "item": "S1.2"}).status_code for act in ("remove", "use", "describe")]

    assert statuses == [404, 404, 404]
    assert Evidence.objects.filter(pk=photo.pk, uses__item="S1.1").exists()


def test_second_rater_sees_no_photo_of_the_first_advisor(review, photograph, admin, client_of):
    hung = make_user("Phan Văn Hùng", role="advisor")
    photo, opinion = photograph(), asking.ask(review=review, rater=hung, by=admin)
    rater, sent = client_of(hung), review.assessment.sent_submission.uuid

    pages = [rater.get(f"/bench/{sent}/"), rater.get(f"/bench/second/{opinion.uuid}/items/S1.1/")]
    files = [f"/bench/{sent}/evidence/{photo.uuid}/", f"/bench/second/{opinion.uuid}/evidence/{photo.uuid}/"]

    assert [(page.status_code, str(photo.uuid) in text_of(page)) for page in pages] == [(200, False)] * 2
    assert [rater.get(file).status_code for file in files] == [404, 404]
    assert str(photo.uuid) in text_of(client_of(admin).get(f"/bench/{sent}/"))


def test_photos_of_a_visit_take_no_room_from_the_firm_and_have_their_own(review, photograph, settings):
    settings.EVIDENCE_FILES = 1
    photograph("S1.1")

    file_room.check_room(review.assessment, 1)

    with pytest.raises(Refused, match="too_many_files"):
        photograph("S1.2")


def test_own_photo_is_removed_as_long_as_one_judges(review, photograph, bench, url):
    photos = [photograph("S1.1"), photograph("S1.1")]
    bench.post(url(f"photos/{photos[0].uuid}/remove/"))
    leave(review)

    bench.post(url(f"photos/{photos[1].uuid}/remove/"))

    assert list(Evidence.objects.all()) == [photos[1]]


def test_photo_on_which_a_judgement_rests_alone_stays(review, photograph, bench, url):
    photo = photograph("S1.2")
    bench.post(url(), {"item": "S1.2", "S1.2-choice": "3", "version": "0"})

    page = bench.post(url(f"photos/{photo.uuid}/remove/"), follow=True)

    assert Evidence.objects.exists()
    assert "chỉ dựa vào ảnh đó" in text_of(page) or "rests on this photo" in text_of(page)


def test_photo_of_somebody_else_or_of_the_firm_is_not_removed(review, photograph, bench, url, an):
    other = photograph(by=make_user(role="advisor"))
    firms = photograph(by=an)
    Evidence.objects.filter(pk=firms.pk).update(at_visit=False)

    statuses = [bench.post(url(f"photos/{photo.uuid}/remove/")).status_code for photo in (other, firms)]

    assert statuses == [403, 404]
    assert Evidence.objects.count() == 2


def test_no_photo_comes_once_the_review_left(review, bench, url):
    leave(review)

    answer = bench.post(url("photos/uploads/"), {"name": "may.jpg", "size": 9, "item": "S1.1"}, headers=SCRIPT)

    assert (answer.status_code, bool(answer.json()["sentence"])) == (409, True)


def test_photo_for_a_question_that_nobody_asks_is_404(review, bench, url):
    file = SimpleUploadedFile("may.jpg", samples.photo())
    said = {"name": "may.jpg", "size": 9, "item": "X9.9"}

    assert bench.post(url("photos/uploads/"), said, headers=SCRIPT).status_code == 404
    assert bench.post(url("photos/"), {"item": "X9.9", "file": file}).status_code == 404
    assert bench.post(url(), SEEN | {"item": "X9.9"}).status_code == 404


def test_advisor_who_sends_another_ones_pieces_gets_404(review, bench, url, dung, client_of):
    content = samples.photo()
    begun = bench.post(
        url("photos/uploads/"), {"name": "may.jpg", "size": len(content), "item": "S1.1"}, headers=SCRIPT
    )
    other = make_user(role="advisor")
    type(review).objects.filter(pk=review.pk).update(advisor=other)

    answers = [client_of(person).get(begun.json()["url"]).status_code for person in (dung, other)]

    assert answers == [404, 404]


def test_taken_back_assessment_takes_the_visit_out_of_reach(review, bench, url, an, photograph):
    photograph()
    lifecycle.take_back(assessment=review.assessment, by=an)

    assert bench.get(url()).status_code == 404
