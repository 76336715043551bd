"""Reviews on the way to an issued report: assigned, judged, proposed, agreed; by the verbs where there are any."""

from datetime import timedelta

from django.utils import timezone

from reports.issued import approving
from reviews.models import ItemReview, Review
from reviews.proposals import proposing
from tests.factories import assessments, reports
from tests.factories.accounts import make_user

HOW = ["papers", "plant"]


def staff(role="advisor", name="Đỗ Tiến Dũng"):
    """A person of the staff with a name."""
    return make_user(name, role=role)


def assigned(site, *, by, advisor, answers=None):
    """The review of what a firm sent, scored and assigned to an advisor."""
    assessment = assessments.sent(site, by=by, answers=answers)
    reports.score(assessment)
    review = Review.objects.select_related("assessment").get(assessment=assessment)
    Review.objects.filter(pk=review.pk).update(advisor=advisor, assigned_at=timezone.now())
    review.refresh_from_db()
    return review


def judge(review, verified, *, reason="Xem sổ bảo trì tháng 10.", note="Ghi chú riêng: cần gọi lại ông Tư."):
    """Judge these items: a level, ``"dk"`` or a reason for not applicable each, as in ``assessments.given``."""
    given = {each.item: each for each in review.assessment.sent_submission.answers.all()}
    rows = []
    for item, what in verified.items():
        found, own = assessments.given(what), given.get(item)
        seen = (own.state, own.value) if own else ("", None)
        is_same = seen == (found.state, found.value)
        rows.append(
            ItemReview(
                review=review,
                item=item,
                outcome="agreed" if is_same else "changed",
                ground="papers",
                state=found.state,
                value=found.value,
                reason="" if is_same else found.reason or f"{reason} ({item})",
                note=note,
                seen_state=seen[0],
                seen_value=seen[1],
                by=review.advisor,
                at=timezone.now(),
            )
        )
    review.items.filter(item__in=verified).delete()
    ItemReview.objects.bulk_create(rows)


def proposed(review, **more):
    """What the advisor proposes."""
    today = timezone.localdate()
    days = {"verified_from": today - timedelta(days=3), "verified_until": today - timedelta(days=1)}
    return proposing.propose(review=review, **({"how": HOW, "note": "", "by": review.advisor} | days | more))


def issued(proposal, *, by, approver):
    """The report that an approver issues after the firm agreed."""
    proposing.agree(proposal=proposal, by=by)
    return approving.approve(proposal=proposal, by=approver)
