"""Who sees which rows. Other rooms' tables are reached through relations, never by import."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db.models import CharField, F, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

if TYPE_CHECKING:
    from assessments.models import Assessment, Submission  # noqa: F401 -- names in the annotations below


class AssessmentQuerySet(QuerySet["Assessment"]):
    """Assessments. Those that a person reaches carry ``member_role``, which is None where a claim leads to them."""

    def of_member(self, user_id: int) -> Self:
        """Keep those of the firms this person belongs to."""
        mine = self.filter(site__organization__memberships__user=user_id)
        return mine.annotate(member_role=F("site__organization__memberships__role"))

    def claimed(self, claims: Collection[str]) -> Self:
        """Keep the quick checks that these claims hold and that have not expired."""
        held = self.filter(claim_hash__in=claims, claim_expires_at__gt=timezone.now())
        return held.annotate(member_role=Value(None, output_field=CharField()))

    def within_reach(self, *, user_id: int | None, claims: Collection[str]) -> Self:
        """Keep both kinds."""
        own = FilteredRelation(
            "site__organization__memberships", condition=Q(site__organization__memberships__user=user_id)
        )
        claimed = Q(claim_hash__in=claims, claim_expires_at__gt=timezone.now())
        return self.alias(own=own).filter(Q(own__isnull=False) | claimed).annotate(member_role=F("own__role"))

    def with_place(self) -> Self:
        """Fetch plant, firm and framework version in the same query; the document itself comes from the library."""
        found = self.select_related("framework_version", "site__organization")
        return found.defer("framework_version__document")

    def with_questions(self) -> Self:
        """Fetch what decides who may answer and what is asked, nothing else; any other field costs a query."""
        own = ("uuid", "scope", "variant", "state", "round")
        facts = ("sector", "headcount_band", "headcount", "revenue_band", "capital_band")
        firm = (f"site__organization__{fact}" for fact in facts)
        found = self.select_related("framework_version", "site__organization")
        return found.only(*own, "framework_version__content_hash", *firm)

    def with_progress(self) -> Self:
        """Add the answers, when the last of them was given, and the uuid of the newest submission."""
        newest = self.model.objects.filter(pk=OuterRef("pk")).order_by("-submissions__number")
        return self.prefetch_related("responses").annotate(
            answered_last=Max("responses__answered_at"),
            newest_submission=Subquery(newest.values("submissions__uuid")[:1]),
        )


class SubmissionQuerySet(QuerySet["Submission"]):
    """Submissions."""

    def within_reach(self, *, user_id: int | None, claims: Collection[str]) -> Self:
        """Keep those of the person's firms and those of unexpired claims."""
        member = Q(assessment__site__organization__memberships__user=user_id) if user_id else Q(pk__in=())
        claimed = Q(assessment__claim_hash__in=claims, assessment__claim_expires_at__gt=timezone.now())
        return self.filter(member | claimed)

    def sent_for_review(self) -> Self:
        """Keep those that their firm sent to the advisors, has not taken back and does not keep to itself for now."""
        return self.filter(in_review_of__isnull=False, assessment__site__organization__restriction__isnull=True)
