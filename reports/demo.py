"""The issued reports of the demonstration: in full, in part, and one that was withdrawn. The worker prints them."""

from accounts.models import User
from c4ir_assess.jobs.models import Job
from reports.issued import approving, issuing
from reports.models import IssuedReport
from reviews.demo import firms
from reviews.demo.firms import Firm
from reviews.models import Review
from reviews.proposals import proposing

ISSUED = (firms.VERIFIED, firms.PARTLY, firms.WITHDRAWN)
REASON = "Doanh nghiệp báo nhầm số chuyền được xem; chuyên gia xem lại phần vận hành."


def build(*, approver: User) -> None:
    """Issue what is proposed and agreed to, once; what somebody has done with it since is left as it is."""
    for firm in ISSUED:
        review = _waiting(firm)
        proposal = proposing.open_proposal(review) if review else None
        if proposal is not None:
            report = approving.approve(proposal=proposal, by=approver)
            if firm == firms.WITHDRAWN:
                _withdraw(report, approver)


def _waiting(firm: Firm) -> Review | None:
    """Return the review of a firm of which nothing was issued yet."""
    reviews = Review.objects.select_related("assessment__site__organization", "assessment__framework_version")
    found = reviews.filter(assessment__site__organization__is_demo=True)
    return found.filter(
        assessment__site__organization__name=firm.name,
        assessment__submissions__issued_reports=None,
        proposals__isnull=False,
    ).first()


def _withdraw(report: IssuedReport, approver: User) -> None:
    """Withdraw it; nobody can open its PDF any more, so none is made."""
    approving.reopen(report=report, reason=REASON, by=approver)
    Job.objects.filter(dedup_key__startswith=issuing.job_key(report, "")).delete()
