"""Reviews of the demonstration that are further on: questions back with the firm, results before firm and approver."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from random import Random

from django.utils import timezone

from accounts.models import Membership, User
from assessments import lifecycle, reviewed
from assessments.answers import Given
from questionnaires.document import Item
from reviews.demo import firms, judged, past
from reviews.demo.firms import Firm
from reviews.findings import writing
from reviews.judged import judgements, judging
from reviews.judged.judgements import Sheet
from reviews.judged.judging import Judgement
from reviews.models import Finding, ItemReview, Proposal, Review
from reviews.proposals import proposing
from reviews.returns import returning

DAY = timedelta(days=1)
PART = 40  # of the questions, for a result that is verified in part

ASKED: Mapping[str, str] = {
    "S1.2": "Anh/chị gửi giúp một ảnh bảng số liệu dùng trong buổi họp tuần gần nhất.",
    "O1.2": "Xin một bảng tính vật tư của một đơn hàng gần đây; anh/chị có thể che giá.",
    "T2.2": "Khi mạng ở xưởng ngừng thì ai xử lý, mất khoảng bao lâu? Xin ghi vài dòng.",
}
TO_THE_FIRM = "Cảm ơn anh/chị đã gửi bài. Chúng tôi cần rõ thêm ba câu trước khi xác nhận các câu còn lại."
REPLY = "Mỗi thứ Hai chúng tôi họp theo bảng sản lượng, hàng lỗi và giao hàng. Chúng tôi chọn lại mức cho đúng thực tế."
TO_THE_APPROVER = "Đã xem hồ sơ và đến nhà máy một buổi. Các câu khác mức đều có lý do kèm theo."
OBJECTION = (
    "Chúng tôi chưa đồng ý ở câu về phế liệu: từ tháng 9, nhà máy đã có định mức hao hụt cho các mã hàng chính và ghi "
    "theo ca."
)
ANSWER = (
    "Cảm ơn anh/chị. Định mức mới áp dụng từ tháng 9, sổ chưa đủ một quý ghi chép nên mức hiện tại được giữ nguyên. "
    "Lần đánh giá sau sẽ xem lại."
)
WRITTEN = (
    (
        0,
        Finding.Kind.STRENGTH,
        "Ban giám đốc giao mục tiêu theo quý và xem lại hằng tháng; người phụ trách được nêu tên.",
        "Management sets targets each quarter and looks at them each month; who is in charge is named.",
    ),
    (
        2,
        Finding.Kind.GAP,
        "Thời gian dừng máy được ghi trên giấy, chưa tổng hợp theo nguyên nhân.",
        "Machine stops are noted on paper and not summed up by cause.",
    ),
    (
        2,
        Finding.Kind.RECOMMENDATION,
        "Bắt đầu với một bảng tính ghi dừng máy của ba máy quan trọng nhất, xem lại mỗi tuần.",
        "Begin with one sheet that records the stops of the three most important machines; look at it each week.",
    ),
)


def build(*, firm: Firm) -> None:
    """Bring the review of a firm, which was just sent, to where the demonstration shows it."""
    related = ("assessment__framework_version", "assessment__sent_submission", "advisor")
    review = Review.objects.select_related(*related).get(assessment__site__organization__name=firm.name)
    _ON[firm](review, _owner(review))


def _return(review: Review, owner: User) -> None:
    sheet = judgements.read(review)
    _judge(sheet, sheet.items[:20])
    for item, question in ASKED.items():
        asked = Judgement(outcome=ItemReview.Outcome.ASKED, question=question)
        version = sheet.review.items.filter(item=item).values_list("version", flat=True).first() or 0
        judging.judge(review=review, item=item, judgement=asked, version=version, by=_advisor(review))
    past.judged(review, 3 * DAY)
    back = returning.send_back(review=review, due_on=returning.usual_day(), note=TO_THE_FIRM, by=_advisor(review))
    past.returned(review, back, 2 * DAY)
    _answer_first(review, owner)


def _answer_first(review: Review, owner: User) -> None:
    """Answer the first of the questions as the firm does: another level and a few words."""
    item, assessment = next(iter(ASKED)), review.assessment
    stored = assessment.responses.get(item=item)
    given = Given("answered", 1 if stored.value != 1 else 2)
    lifecycle.save_response(assessment=assessment, item=item, given=given, base_version=stored.version, by=owner)
    reviewed.reply(assessment=assessment, item=item, text=REPLY)


def _wait(review: Review, _owner: User) -> None:
    _move(_proposed(review), 2)


def _object(review: Review, owner: User) -> None:
    proposal = _proposed(review)
    proposing.object_to(proposal=proposal, text=OBJECTION, by=owner)
    proposing.answer_objection(proposal=proposal, text=ANSWER, by=_advisor(review))
    _move(proposal, 10)
    past.answered(proposal, objected_at=7 * DAY, answered_at=5 * DAY)


def _agree(review: Review, owner: User, *, most: int | None = None) -> None:
    proposal = _proposed(review, most)
    proposing.agree(proposal=proposal, by=owner)
    _move(proposal, 4)
    past.answered(proposal, agreed_at=2 * DAY)


def _agree_to_a_part(review: Review, owner: User) -> None:
    _agree(review, owner, most=PART)


def _proposed(review: Review, most: int | None = None) -> Proposal:
    """Judge, write findings and propose, as its advisor does."""
    sheet = judgements.read(review)
    _judge(sheet, sheet.items[:most])
    blocks = sheet.framework.blocks
    for place, kind, vi, en in WRITTEN:
        block = blocks[place].id
        writing.write(review=review, node=block, kind=kind, text_vi=vi, text_en=en, by=_advisor(review))
    today, by = timezone.localdate(), _advisor(review)
    how, note = [ItemReview.Ground.PAPERS, ItemReview.Ground.PLANT], TO_THE_APPROVER
    return proposing.propose(review=review, how=how, verified_from=today, verified_until=today, note=note, by=by)


def _move(proposal: Proposal, days: int) -> None:
    """Let it have been proposed so many days ago, and judged in the two days before."""
    past.judged(proposal.review, (days + 1) * DAY)
    past.proposed(proposal, days * DAY)


def _judge(sheet: Sheet, items: Iterable[Item]) -> None:
    chance = Random(sheet.submission.firm_name)  # noqa: S311 -- invented data, the same each time on purpose
    for item in items:
        judgement = judged.settled(item, sheet.given.get(item.id), chance)
        by = _advisor(sheet.review)
        judging.judge(review=sheet.review, item=item.id, judgement=judgement, version=0, by=by)


def _advisor(review: Review) -> User:
    assert review.advisor is not None  # noqa: S101 -- assigned when it was sent
    return review.advisor


def _owner(review: Review) -> User:
    places = Membership.objects.filter(organization__sites__assessments=review.assessment_id)
    return places.select_related("user").get(role=Membership.Role.OWNER).user


_ON: dict[Firm, Callable[[Review, User], None]] = {
    firms.RETURNED: _return,
    firms.PROPOSED: _wait,
    firms.OBJECTED: _object,
    firms.VERIFIED: _agree,
    firms.PARTLY: _agree_to_a_part,
    firms.WITHDRAWN: _agree,
}
