"""What becomes of an assessment, in the audit log of its firm. What belongs to no firm is in none."""

from uuid import UUID

from accounts.models import User
from assessments.models import Assessment
from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act


def record(assessment: Assessment, act: Act, *, by: User | None, subject: UUID | None = None, **facts: object) -> None:
    """Write an entry into the chain of the firm; without a ``subject`` of its own it is about the assessment."""
    if assessment.site is None:
        return
    whose = by if by is not None and by.is_authenticated else None
    chain = assessment.site.organization.uuid
    trail.record(chain=chain, by=whose, act=act, subject=subject or assessment.uuid, **facts)
