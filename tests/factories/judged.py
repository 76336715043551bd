"""Reviews with an advisor, and judgements given by the product's verb."""

from django.utils import timezone

from assessments import lifecycle
from assessments.answers import Given
from reviews.judged import judging
from reviews.judged.judgements import Outcome
from reviews.judged.judging import Judgement
from reviews.models import Review
from tests.factories import assessments

RELATED = ("assessment__site__organization", "assessment__framework_version", "assessment__sent_submission", "advisor")


def review(site, *, by, advisor, answers=None):
    """The review of what a firm sent, assigned to an advisor."""
    return assigned(assessments.sent(site, by=by, answers=answers), advisor)


def review_of(document, site, values, *, by, advisor, variant=""):
    """The same by any framework; ``values`` are answers of any type."""
    assessment = assessments.draft_of(document, site, by=by, variant=variant, responses=values)
    lifecycle.complete(assessment=assessment, by=by, language="vi")
    lifecycle.send_for_review(
        assessment=assessment,
        submission=assessment.submissions.latest("number"),
        by=by,
        wording="I agree.",
        wording_version="test",
        language="en",
    )
    return assigned(assessment, advisor)


def assigned(assessment, advisor):
    Review.objects.filter(assessment=assessment).update(advisor=advisor, assigned_at=timezone.now())
    return Review.objects.select_related(*RELATED).get(assessment=assessment)


def judge(review, item, outcome, what=None, *, version=0, by=None, **words):
    """Judge one item; ``what`` is a level, ``"dk"`` or any answer."""
    given = what if what is None or isinstance(what, Given) else assessments.given(what)
    judgement = Judgement(outcome=outcome, given=given, **words)
    return judging.judge(review=review, item=item, judgement=judgement, version=version, by=by or review.advisor)


def agree(review, item, **words):
    seen = {"ground": "papers", "note": "Đã xem sổ."} | words
    return judge(review, item, Outcome.AGREED, **seen)


def change(review, item, level, **words):
    return judge(review, item, Outcome.CHANGED, level, **{"reason": "Chưa dùng đều."} | words)


def ask(review, item, **words):
    return judge(review, item, Outcome.ASKED, **{"question": "Anh/chị cho xem sổ bảo trì?"} | words)
