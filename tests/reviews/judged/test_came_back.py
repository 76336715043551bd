"""What the firm answered anew comes first for its advisor, the answer then beside the one now."""

from datetime import timedelta

import pytest

from accounts.consents import Shown
from assessments import lifecycle, reviewed
from assessments.answers import Given
from assessments.models import Return
from evidence.models import Evidence
from tests.factories import judged
from tests.factories.judged import agree, ask
from tests.reviews.judged.pages import show, text_of, url

pytestmark = pytest.mark.django_db
ASKED = {"S3.1": "Có sổ không?", "O2.1": "Ghi mỗi ca?", "T1.1": "Máy nào?"}
WORDS = Shown("Đồng ý.", "test", "vi")


@pytest.fixture
def came_back(review, an, dung):
    """Three questions asked of the firm: two answered anew, one with words alone."""
    agree(review, "S1.1")
    for item, question in ASKED.items():
        ask(review, item, question=question)
    assessment, day = review.assessment, review.arrived_at.date()
    reviewed.return_items(assessment=assessment, questions=ASKED, note="", due_on=day, by=dung)
    for item, level in (("O2.1", 3), ("T1.1", 1)):
        version = assessment.responses.get(item=item).version
        given = Given("answered", level)
        lifecycle.save_response(assessment=assessment, item=item, given=given, base_version=version, by=an)
    reviewed.reply(assessment=assessment, item="S3.1", text="Sổ để ở phòng kỹ thuật.")
    assessment.refresh_from_db()
    reviewed.send_again(assessment=assessment, by=an, words=WORDS, seen_revision=assessment.revision)
    return judged.assigned(assessment, dung)


def shown(bench, review):
    return bench.get(url(review)).context["overview"].came_back


def test_ux_36_changed_answers_come_first_and_the_others_are_collapsed(came_back, bench):
    found = shown(bench, came_back)

    assert [(each.line.id, each.is_changed) for each in found.anew] == [("O2.1", True), ("T1.1", True), ("S3.1", False)]
    assert [(each.then.level, each.now.level) for each in found.anew] == [(2, 3), (2, 1), (2, 2)]
    assert (found.changed_count, len(found.unchanged)) == (2, 57)


def test_ux_36_page_says_what_was_asked_what_was_replied_and_both_answers(came_back, bench):
    page = text_of(bench.get(f"{url(came_back)}?lang=en"))

    assert "3 questions came back from the firm" in page
    assert "2 have another answer than before." in page
    assert all(question in page for question in ASKED.values())
    assert "Sổ để ở phòng kỹ thuật." in page
    assert page.count("<del") == page.count("<ins") == 2
    assert "57 other questions, unchanged" in page


def test_what_is_judged_again_leaves_the_list(came_back, bench):
    agree(came_back, "O2.1", version=1)

    found = shown(bench, came_back)

    assert [each.line.id for each in found.anew] == ["T1.1", "S3.1"]
    assert len(found.unchanged) == 58


def test_nothing_came_back_before_anything_was_sent_back(review, bench):
    agree(review, "S1.1")

    assert shown(bench, review) is None


def test_file_that_was_shown_since_is_named(came_back, bench):
    Return.objects.update(returned_at=came_back.arrived_at + timedelta(hours=1))
    later, _ = show(came_back, "T1.1"), show(came_back, "O2.1", kind="pdf")
    Evidence.objects.filter(pk=later.pk).update(added_at=came_back.arrived_at + timedelta(hours=2))

    found = {each.line.id: each.files for each in shown(bench, came_back).anew}

    assert found == {"O2.1": (), "T1.1": ("tep.jpg",), "S3.1": ()}
    assert "Tài liệu mới gửi:</strong> tep.jpg" in text_of(bench.get(url(came_back)))
