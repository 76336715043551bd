"""What advisors make of what firms sent: who reads it, what they verified, what they propose, how far two agree."""

from reviews.models.findings import Finding, FindingBrick
from reviews.models.judged import ContradictionNote, ItemReview
from reviews.models.proposals import Proposal
from reviews.models.review import Conflict, HandBack, Review, SavedView
from reviews.models.second import SecondOpinion, SecondRating
from reviews.visit.models import SiteVisit  # where Django looks for it

__all__ = [
    "Conflict",
    "ContradictionNote",
    "Finding",
    "FindingBrick",
    "HandBack",
    "ItemReview",
    "Proposal",
    "Review",
    "SavedView",
    "SecondOpinion",
    "SecondRating",
    "SiteVisit",
]
