"""What advisors make of what firms sent: who reads it, what they verified, what they propose, how far two agree."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, Site, User
from assessments.models import Assessment, Response, Scorecard, Submission
from reviews.visit.models import SiteVisit  # noqa: F401 -- where Django looks for them


class Review(models.Model):
    """One assessment with the advisors, from the day it was sent; it stays through returns and corrections.

    The clock runs while it is theirs: then ``due_on`` is set. While the firm acts, or all is done, ``due_on`` is empty
    and ``days_left`` keeps how many working days remain. ``site`` and ``state`` are the assessment's: the plant never
    changes, the state is written in the transaction of each act that changes it. So a queue of very many reviews is
    filtered and counted without looking at their assessments.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="review")
    advisor = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews")
    assigned_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    assigned_at = models.DateTimeField(null=True, blank=True)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="reviews")
    state = models.CharField(max_length=15, default=Assessment.State.IN_REVIEW)
    arrived_at = models.DateTimeField()  # when it was last put with the advisors
    due_on = models.DateField(null=True, blank=True)
    days_left = models.SmallIntegerField(null=True, blank=True)
    # The first judgement: from then on somebody has begun.
    begun_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # issued, or taken back by the firm

    class Meta:
        """The queue: by clock, by advisor."""

        indexes: ClassVar = [
            models.Index(fields=["closed_at", "due_on", "id"], name="review_by_clock"),
            # All that the work of each advisor is counted by: the rows themselves are not read.
            models.Index(
                fields=["advisor", "closed_at", "due_on", "state"], condition=Q(closed_at=None), name="review_open"
            ),
            models.Index(fields=["-arrived_at", "-id"], name="review_newest"),
        ]

    def __str__(self) -> str:
        """Return what is reviewed."""
        return str(self.assessment)


class ItemReview(models.Model):
    """What an advisor verified of one item, and why; later judgements replace earlier ones, ``version`` counts them.

    ``note`` is private and never leaves the bench. ``reason`` is for the firm, needed where the verified answer is
    another than the firm's; ``question`` is a draft until questions are sent back. ``seen_*`` is the firm's answer as
    it was judged: where the firm has changed it since, the judgement is out of date.
    """

    class Outcome(models.TextChoices):
        """What became of the firm's answer."""

        AGREED = "agreed", pgettext_lazy("outcome of a review", "Agreed")
        CHANGED = "changed", pgettext_lazy("outcome of a review", "Changed")
        ASKED = "asked", pgettext_lazy("outcome of a review", "To be asked")

    class Ground(models.TextChoices):
        """What a judgement rests on."""

        PAPERS = "papers", pgettext_lazy("how it was verified", "from papers")
        ONLINE = "online", pgettext_lazy("how it was verified", "online")
        PLANT = "plant", pgettext_lazy("how it was verified", "at the plant")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=Outcome)
    ground = models.CharField(max_length=10, choices=Ground, blank=True)
    state = models.CharField(max_length=15, choices=Response.State, blank=True)
    value = models.JSONField(null=True, blank=True)
    reason = models.TextField(max_length=1000, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    question = models.TextField(max_length=1000, blank=True)
    seen_state = models.CharField(max_length=15, blank=True)
    seen_value = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    mutation = models.UUIDField(null=True, blank=True)  # the name that the device gave to the act, if it gave one
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # True: typed while the firm sat beside and confirmed.
    with_firm = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        """One judgement an item."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "item"], name="item_review_once"),
        ]

    def __str__(self) -> str:
        """Return what was made of which item."""
        return f"{self.item} · {self.outcome}"


class Finding(models.Model):
    """What an advisor wrote about a block, for the report; in both languages, so that every edition has it."""

    class Kind(models.TextChoices):
        """What it is."""

        STRENGTH = "strength", pgettext_lazy("kind of finding", "Strength")
        GAP = "gap", pgettext_lazy("kind of finding", "Gap")
        RECOMMENDATION = "recommendation", pgettext_lazy("kind of finding", "Recommendation")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="findings")
    node = models.CharField(max_length=60)
    kind = models.CharField(max_length=15, choices=Kind)
    text_vi = models.TextField(max_length=600)
    text_en = models.TextField(max_length=600, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """In the order they were written."""

        indexes: ClassVar = [models.Index(fields=["review", "node", "id"], name="finding_of_block")]

    def __str__(self) -> str:
        """Return what it says."""
        return self.text_vi


class FindingBrick(models.Model):
    """A ready text for findings, in both languages; ``node`` empty = fits every block of the framework."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    framework = models.CharField(max_length=60)
    node = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=15, choices=Finding.Kind)
    text_vi = models.TextField(max_length=600)
    text_en = models.TextField(max_length=600)
    is_active = models.BooleanField(default=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        """Found by framework and block."""

        indexes: ClassVar = [models.Index(fields=["framework", "node", "kind"], name="brick_of_block")]

    def __str__(self) -> str:
        """Return what it says."""
        return self.text_vi


class Proposal(models.Model):
    """An advisor proposes to issue a verified result; an approver, another person, issues it or sends it back.

    The firm is shown both results and may object until ``object_until``; an objection is answered before issue.
    """

    class Decision(models.TextChoices):
        """What became of it."""

        ISSUED = "issued", pgettext_lazy("decision on a proposal", "Issued")
        SENT_BACK = "sent_back", pgettext_lazy("decision on a proposal", "Sent back")
        TAKEN_BACK = "taken_back", pgettext_lazy("decision on a proposal", "Taken back by the firm")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="proposals")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="proposals")
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="proposals")
    # The verified answers as proposed, by item: what an issued report says of them does not change with later work.
    verified = models.JSONField()
    how = models.JSONField(default=list)
    verified_from = models.DateField()
    verified_until = models.DateField()
    items_verified = models.PositiveSmallIntegerField()
    items_total = models.PositiveSmallIntegerField()
    is_partial = models.BooleanField()
    note = models.TextField(_("To the approver"), max_length=2000, blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField()
    object_until = models.DateField()
    agreed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    objection = models.TextField(max_length=2000, blank=True)
    objected_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    objected_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=2000, blank=True)  # of the advisor to the objection; the firm reads it
    answered_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        """One open proposal a review."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review"], condition=Q(decision=""), name="proposal_one_open"),
        ]

    def __str__(self) -> str:
        """Return what is proposed."""
        return f"{self.review} · {self.proposed_at:%Y-%m-%d}"


class Conflict(models.Model):
    """A person of the staff has an interest in a firm: they do not review it, and the approver reads that it is so."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="conflicts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="conflicts")
    reason = models.CharField(max_length=300)
    declared_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        """Once a firm and person."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "user"], name="conflict_once"),
        ]

    def __str__(self) -> str:
        """Return whose interest in what."""
        return f"{self.user} · {self.organization}"


class HandBack(models.Model):
    """An advisor gave a review up that was assigned to them, and says why to those who assign; staff reads it."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="hand_backs")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(max_length=1000)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Return why."""
        return self.reason


class ContradictionNote(models.Model):
    """Why answers that rarely go together are right all the same, by the advisor who looked into it; staff reads it."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="contradiction_notes")
    contradiction = models.CharField(max_length=60)  # its id in the framework
    note = models.TextField(max_length=1000)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Once a contradiction."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "contradiction"], name="contradiction_note_once"),
        ]

    def __str__(self) -> str:
        """Return which contradiction."""
        return self.contradiction


class SavedView(models.Model):
    """Filters of the queue that a person of the staff keeps under a name."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=600)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """A name once a person."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_view_name"),
        ]

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class SecondOpinion(models.Model):
    """Another advisor judges the same submission without seeing what the first one judged: how far do they agree.

    ``is_sampled``: drawn by chance, not chosen. It changes nothing verified until differences are reconciled.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="second_opinions")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="second_opinions")
    rater = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="second_opinions")
    is_sampled = models.BooleanField(default=False)
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    reconciled_at = models.DateTimeField(null=True, blank=True)
    reconciled_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reconciled_how = models.TextField(max_length=1000, blank=True)  # what the two came to where they differed

    class Meta:
        """Once a submission and rater."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "rater"], name="second_opinion_once"),
        ]

    def __str__(self) -> str:
        """Return whose opinion on what."""
        return f"{self.review} · {self.rater}"

    @property
    def is_of_earlier(self) -> bool:
        """Whether the firm has sent again since."""
        return self.submission_id != self.submission.assessment.sent_submission_id


class SecondRating(models.Model):
    """One item of a second opinion; ``first_*`` is the first advisor's judgement as it was when both were laid open."""

    opinion = models.ForeignKey(SecondOpinion, on_delete=models.CASCADE, related_name="ratings")
    item = models.CharField(max_length=60)
    state = models.CharField(max_length=15, choices=Response.State)
    value = models.JSONField(null=True, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    first_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    first_state = models.CharField(max_length=15, blank=True)
    first_value = models.JSONField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        """One rating an item."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opinion", "item"], name="second_rating_once"),
        ]

    def __str__(self) -> str:
        """Return which item."""
        return self.item
