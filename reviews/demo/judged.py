"""A few reviews of the demonstration are with its advisor, one of them half judged: the bench shows its work."""

from datetime import timedelta
from random import Random
from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from assessments.answers import Given
from assessments.models import SubmittedAnswer
from questionnaires.document import Item
from reviews.demo import shown
from reviews.judged import judgements, judging
from reviews.judged.judgements import Outcome, Sheet
from reviews.judged.judging import Judgement
from reviews.models import ItemReview, Review
from reviews.queue import assigning
from reviews.queue.assigning import Chosen

HALF_JUDGED = "Linh kiện Ánh Dương Mẫu"
ASSIGNED = (HALF_JUDGED, "Bánh kẹo Hương Đồng Mẫu", "Cơ khí chính xác Đại Lộc Mẫu", "Giày da Minh Khôi Mẫu")
SHARE = 0.5  # of the questions
CHANGED, ASKED = 0.12, 0.05  # of those judged

LARGE = 0.2  # of those changed: by two levels

NOTE = "Đã gọi anh phụ trách sản xuất, nghe giải thích qua điện thoại."
REASONS = (
    "Mới làm ở một tổ, chưa thành nền nếp chung của nhà máy.",
    "Sổ ghi chép còn để trống nhiều tuần, chưa thấy làm đều.",
    "Phần mềm đã mua nhưng xưởng vẫn ghi trên giấy rồi nhập lại.",
)
UNKNOWN = "Doanh nghiệp chưa rõ; tại xưởng thấy đã làm ở mức ban đầu."
SEEN = "Xem ảnh chụp màn hình và sổ theo dõi tháng 10."
QUESTION = "Anh/chị vui lòng gửi thêm một ảnh chụp bảng theo dõi của tháng gần nhất."


def build(*, advisor: User, by: User) -> None:
    """Assign a few reviews to the advisor and judge half of one; what somebody has touched since is left as it is."""
    waiting = Review.objects.filter(assessment__site__organization__is_demo=True, advisor=None, begun_at=None)
    named = waiting.filter(assessment__site__organization__name__in=ASSIGNED)
    reviews = list(named.select_related("assessment__framework_version", "assessment__sent_submission"))
    assigning.assign(chosen=[Chosen(review, None) for review in reviews], to=advisor, by=by)
    for review in reviews:
        submission = judgements.submission_of(review)
        if submission.firm_name == HALF_JUDGED:
            shown.build(submission=submission)
            _judge_half(review, advisor)


def _judge_half(review: Review, advisor: User) -> None:
    sheet = judgements.read(review)
    chance = Random(HALF_JUDGED)  # noqa: S311 -- invented data, the same each time on purpose
    for item in sheet.items[: round(len(sheet.items) * SHARE)]:
        if answer := sheet.given.get(item.id):
            judgement = _judgement(item, answer, chance)
            judging.judge(review=review, item=item.id, judgement=judgement, version=0, by=advisor)
    _spread(sheet)


def settled(item: Item, answer: SubmittedAnswer | None, chance: Random) -> Judgement:
    """Return what becomes of an answer that is looked at whole: agreed, or another one with a reason for the firm."""
    level = judging.level_of(item, answer.state, answer.value) if answer else None
    if answer is None or answer.state == "dont_know":
        return _changed(1, UNKNOWN)
    if level and chance.random() < CHANGED:
        return _changed(max(level - (2 if chance.random() < LARGE else 1), 0), chance.choice(REASONS))
    return _agreed(level)


def _judgement(item: Item, answer: SubmittedAnswer, chance: Random) -> Judgement:
    drawn, level = chance.random(), judging.level_of(item, answer.state, answer.value)
    if drawn < ASKED:
        return Judgement(outcome=Outcome.ASKED, ground=ItemReview.Ground.ONLINE, question=QUESTION)
    if level and drawn < ASKED + CHANGED:
        return _changed(level - 1, REASONS[0])
    return _agreed(level)


def _changed(level: int, reason: str) -> Judgement:
    given = Given("answered", level)
    return Judgement(outcome=Outcome.CHANGED, given=given, ground=ItemReview.Ground.PAPERS, reason=reason)


def _agreed(level: int | None) -> Judgement:
    said: dict[str, Any] = {"reason": SEEN, "note": NOTE} if level and level >= judging.NEEDS_EVIDENCE else {}
    return Judgement(outcome=Outcome.AGREED, ground=ItemReview.Ground.PAPERS, **said)


def _spread(sheet: Sheet) -> None:
    """Let the judgements lie an hour back, as if they had been made one after the other."""
    hour = timedelta(hours=1)
    sheet.review.items.update(at=F("at") - hour)
    Review.objects.filter(pk=sheet.review.pk).update(begun_at=timezone.now() - hour)
