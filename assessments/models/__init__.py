"""Answers of a plant to one framework version, what was frozen of them, and how it scored."""

from assessments.models.answers import Response, ResponseChange
from assessments.models.assessment import Assessment, Scope
from assessments.models.results import NodeScore, Scorecard, Submission, SubmittedAnswer
from assessments.models.reviewed import Event, Return, ReturnedItem
from assessments.models.together import Delegation, Support

__all__ = [
    "Assessment",
    "Delegation",
    "Event",
    "NodeScore",
    "Response",
    "ResponseChange",
    "Return",
    "ReturnedItem",
    "Scope",
    "Scorecard",
    "Submission",
    "SubmittedAnswer",
    "Support",
]
