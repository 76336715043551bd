"""Answers of a plant to one framework version, what was frozen of them, and how it scored."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Site
from assessments.querysets import AssessmentQuerySet, SubmissionQuerySet
from questionnaires.models import FrameworkVersion


class Scope(models.TextChoices):
    """How many of the framework's items are asked."""

    FULL = "full", _("Full assessment")
    QUICK = "quick", _("Quick check")


class Assessment(models.Model):
    """A plant's work on one framework version.

    draft --complete--> completed --send_for_review--> in_review
      ^                  |     ^                          |
      +-----correct------+     +-------take_back----------+

    ``revision`` counts the acts on it and gives each response its version, so that no version is ever used twice.
    """

    # The role of the person asking, on objects that the getters of ``access`` return; None for a claim's holder.
    member_role: str | None

    class State(models.TextChoices):
        """Where the work stands; scoring and report progress are states of their jobs, not of this."""

        DRAFT = "draft", pgettext_lazy("state of an assessment", "In progress")
        COMPLETED = "completed", pgettext_lazy("state of an assessment", "Completed")
        IN_REVIEW = "in_review", pgettext_lazy("state of an assessment", "Sent for review")

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
                condition=Q(state="in_review", sent_submission__isnull=False, sent_at__isnull=False)
                | (~Q(state="in_review") & Q(sent_submission__isnull=True, sent_at__isnull=True)),
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


class Response(models.Model):
    """The present answer to one item; no row means that it has not been answered."""

    class State(models.TextChoices):
        """Three kinds of answer; none of the last two is ever a zero."""

        ANSWERED = "answered", _("Answered")
        DONT_KNOW = "dont_know", _("Do not know")
        NOT_APPLICABLE = "not_applicable", _("Not applicable")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="responses")
    item = models.CharField(max_length=60)
    state = models.CharField(max_length=15, choices=State)
    value = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The name of a colleague without an account, whom somebody of the firm asked; else empty.
    answered_as = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField()
    # False: filled in from other answers, and open until the owner says that it is right.
    is_confirmed = models.BooleanField(default=True)

    class Meta:
        """One answer an item."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "item"], name="response_assessment_item"),
        ]

    def __str__(self) -> str:
        """Return item and state."""
        return f"{self.item} · {self.state}"


class ResponseChange(models.Model):
    """One act on an answer: what it came to say, through whom and when. Rows are only ever added.

    ``mutation`` is the name that the sending device gave to the act: sent again, the act is known and done once.
    """

    class Act(models.TextChoices):
        """What was done."""

        SAVED = "saved", pgettext_lazy("act on an answer", "Answered")
        CLEARED = "cleared", pgettext_lazy("act on an answer", "Cleared")
        CONFIRMED = "confirmed", pgettext_lazy("act on an answer", "Confirmed")
        FILLED_IN = "filled_in", pgettext_lazy("act on an answer", "Filled in from other answers")
        # Another answer was there already: this one was kept for the person to choose from, and changed nothing.
        SET_ASIDE = "set_aside", pgettext_lazy("act on an answer", "Answered at the same time, not taken over")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="changes")
    item = models.CharField(max_length=60)
    act = models.CharField(max_length=10, choices=Act)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=15, choices=Response.State, blank=True)
    value = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=120, blank=True)
    mutation = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        """One act on an item a revision, and one act a mutation."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "item", "version"], name="response_change_version"),
            models.UniqueConstraint(
                fields=["assessment", "mutation"],
                condition=Q(mutation__isnull=False),
                name="response_change_mutation",
            ),
        ]

    def __str__(self) -> str:
        """Return what was done to which item."""
        return f"{self.item} · {self.act}"


class Delegation(models.Model):
    """A part of an assessment that a colleague without an account fills in, by a link or a code that expires."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="delegations")
    node = models.CharField(max_length=60)
    meant_for = models.CharField(max_length=120, blank=True)  # whom the sender thought of
    name = models.CharField(max_length=120, blank=True)  # what the colleague who opened it is called
    note = models.CharField(max_length=400, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A code leads to one part."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code_hash"], condition=~Q(code_hash=""), name="delegation_code"),
        ]

    def __str__(self) -> str:
        """Return which part is with whom."""
        return f"{self.node} · {self.name or self.meant_for}"


class Support(models.Model):
    """Help that a plant had between the round before and this one."""

    class Kind(models.TextChoices):
        """What kind of help."""

        ADVICE = "advice", _("Advice by an expert")
        TRAINING = "training", _("Training")
        GRANT = "grant", _("Grant")
        LOAN = "loan", _("Loan")
        TECHNOLOGY = "technology", _("Software or machines")
        OTHER = "other", _("Something else")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="supports")
    kind = models.CharField(max_length=10, choices=Kind)
    provider = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        """One line a kind and provider."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "kind", "provider"], name="support_once"),
        ]

    def __str__(self) -> str:
        """Return what help from whom."""
        return f"{self.kind} · {self.provider}"


class Submission(models.Model):
    """The answers as they were at one moment. Written once; a correction is another submission."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=5, choices=Scope)
    input_hash = models.CharField(max_length=64)
    # Whose answers these are, as it was called then; empty for a quick check without an account.
    firm_name = models.CharField(max_length=160, blank=True)
    place = models.CharField(max_length=400, blank=True)
    # What decided which questions were asked and how they weigh: the variant, and facts of the profile as they were.
    variant = models.CharField(max_length=60, blank=True)
    profile = models.JSONField(default=dict)
    first_trouble = models.CharField(max_length=40, blank=True)
    second_trouble = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField()

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        """Numbered within its assessment."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "number"], name="submission_assessment_number"),
        ]

    def __str__(self) -> str:
        """Return which submission of which assessment."""
        return f"{self.assessment} · {self.number}"


class SubmittedAnswer(models.Model):
    """One frozen answer. Items without an answer have no row."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="answers")
    item = models.CharField(max_length=60)
    state = models.CharField(max_length=15, choices=Response.State)
    value = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """One answer an item."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "item"], name="submitted_answer_item"),
        ]

    def __str__(self) -> str:
        """Return item and state."""
        return f"{self.item} · {self.state}"


class Scorecard(models.Model):
    """What one engine made of one submission's answers. Written once, never updated.

    ``*_exact`` columns hold rationals as text ("9/5"); the decimal columns beside them are for sorting and export.
    """

    class Basis(models.TextChoices):
        """Whose answers were scored."""

        SELF = "self", _("Self-assessed")
        VERIFIED = "verified", _("Verified")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="scorecards")
    basis = models.CharField(max_length=8, choices=Basis)
    scope = models.CharField(max_length=5, choices=Scope)
    engine = models.CharField(max_length=10)
    framework_hash = models.CharField(max_length=64)
    input_hash = models.CharField(max_length=64)
    overall_exact = models.CharField(max_length=60, blank=True)
    overall_value = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    overall_level = models.PositiveSmallIntegerField(null=True)
    coverage = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    explanation = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Scoring the same answers with the same engine twice stores one card."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "basis", "engine", "input_hash"], name="scorecard_once"),
        ]

    def __str__(self) -> str:
        """Return whose card it is."""
        return f"{self.submission} · {self.basis}"


class NodeScore(models.Model):
    """One node's result on a scorecard; null value and level mean: not enough answers to rate it."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="nodes")
    node = models.CharField(max_length=60)
    value_exact = models.CharField(max_length=60, blank=True)
    value = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    level = models.PositiveSmallIntegerField(null=True)
    low = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    coverage = models.DecimalField(max_digits=9, decimal_places=6, null=True)

    class Meta:
        """One result a node."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scorecard", "node"], name="node_score_node"),
        ]

    def __str__(self) -> str:
        """Return node and value."""
        return f"{self.node} · {self.value_exact}"
