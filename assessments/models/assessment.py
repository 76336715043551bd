"""An assessment of one site with one version of a framework."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Site
from assessments.querysets import AssessmentQuerySet
from questionnaires.models import FrameworkVersion


class Scope(models.TextChoices):
    """How many of the framework's items are asked."""

    FULL = "full", _("Full assessment")
    QUICK = "quick", _("Quick check")


class Assessment(models.Model):
    """A plant's work on one framework version.

    draft --complete--> completed --send_for_review--> in_review --propose--> proposed --approve--> verified
      ^                  |     ^                       |  ^  ^  ^               |                      |
      +-----correct------+     |                       |  |  |  +--send_back----+                      |
                               |                       |  |  +-------------------reopen---------------+
                               +------take_back--------+  +--send_again-- returned <--return_items-- in_review

    ``revision`` counts the acts on it and gives each response its version, so that no version is ever used twice.
    """

    # The role of the person asking, on objects that the getters of ``access`` return; None for a claim's holder.
    member_role: str | None

    class State(models.TextChoices):
        """Where the work stands; scoring and report progress are states of their jobs, not of this."""

        DRAFT = "draft", pgettext_lazy("state of an assessment", "In progress")
        COMPLETED = "completed", pgettext_lazy("state of an assessment", "Completed")
        IN_REVIEW = "in_review", pgettext_lazy("state of an assessment", "Sent for review")
        RETURNED = "returned", pgettext_lazy("state of an assessment", "Questions came back")
        PROPOSED = "proposed", pgettext_lazy("state of an assessment", "Proposed for issue")
        VERIFIED = "verified", pgettext_lazy("state of an assessment", "Verified")

    # With the advisors, or through with them: in each of these a submission is theirs to read.
    SENT: ClassVar = (State.IN_REVIEW, State.RETURNED, State.PROPOSED, State.VERIFIED)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="assessments")
    scope = models.CharField(max_length=5, choices=Scope, default=Scope.FULL)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, null=True, blank=True, related_name="assessments")
    claim_hash = models.CharField(max_length=64, blank=True, editable=False)
    claim_expires_at = models.DateTimeField(null=True, blank=True, editable=False)
    continued_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="continuations"
    )
    variant = models.CharField(max_length=60, blank=True, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0, editable=False)
    # 0 for a plant's first assessment, 1 for the one that repeats it after a while, and so on.
    round = models.PositiveSmallIntegerField(default=0, editable=False)
    first_trouble = models.CharField(max_length=40, blank=True)
    second_trouble = models.CharField(max_length=40, blank=True)
    troubles_asked = models.BooleanField(default=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now_add=True)
    sent_submission = models.OneToOneField(
        "Submission", on_delete=models.PROTECT, null=True, blank=True, related_name="in_review_of"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        """Exactly one owner: a plant, or the holder of a quick check's private link."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(site__isnull=False, claim_hash="", claim_expires_at__isnull=True)
                | (Q(site__isnull=True, claim_expires_at__isnull=False) & ~Q(claim_hash="")),
                name="assessment_one_owner",
            ),
            models.CheckConstraint(condition=Q(scope="quick") | Q(claim_hash=""), name="assessment_claim_is_quick"),
            models.UniqueConstraint(fields=["claim_hash"], condition=~Q(claim_hash=""), name="assessment_claim_hash"),
            models.CheckConstraint(
                condition=(
                    Q(state__in=["in_review", "returned", "proposed", "verified"])
                    & Q(sent_submission__isnull=False, sent_at__isnull=False)
                )
                | (Q(state__in=["draft", "completed"]) & Q(sent_submission__isnull=True, sent_at__isnull=True)),
                name="assessment_sent_in_review",
            ),
        ]
        indexes: ClassVar = [
            # The advisors' queue: newest first.
            models.Index(fields=["state", "-sent_at", "-id"], name="assessment_queue"),
        ]

    def __str__(self) -> str:
        """Return what is assessed."""
        return f"{self.site or 'quick check'} · {self.scope}"
