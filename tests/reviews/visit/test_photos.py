"""Photos of a visit: how they come, who sees them, who takes them away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments import lifecycle
from evidence import lifecycle as file_room
from evidence.models import Evidence
from evidence.refusals import Refused
from reviews.second import asking
from tests.evidence import samples
from tests.factories.accounts import make_user
from tests.reviews.visit.pages import SCRIPT, SEEN, leave, text_of

pytestmark = pytest.mark.django_db


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


def test_script_is_told_in_a_sentence_that_somebody_else_has_the_review_now(review, bench, url, in_programme):
    in_programme([review], review.advisor)
    type(review).objects.filter(pk=review.pk).update(advisor=make_user(role="advisor"))

    answer = bench.post(url("photos/uploads/"), {"name": "may.jpg", "size": 9, "item": "S1.1"}, headers=SCRIPT)

    assert (answer.status_code, bool(answer.json()["sentence"])) == (403, True)


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
