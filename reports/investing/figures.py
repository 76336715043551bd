"""The firm's own figures for the larger steps of its plan: the only writer of them."""

from django.db import transaction

from accounts.models import User
from assessments.models import Submission
from reports.content.source import Figures
from reports.models import InvestmentFigures
from reports.printed import printing


@transaction.atomic
def keep_figures(*, submission: Submission, item: str, figures: Figures, by: User | None) -> None:
    """Store what the firm says of one step, in place of what it said before; empty figures are kept as empty."""
    InvestmentFigures.objects.update_or_create(
        submission=submission,
        item=item,
        defaults={
            "unit": figures.unit,
            "today": figures.today,
            "goal": figures.goal,
            "worth_per_unit": figures.worth,
            "price": figures.price,
            "entered_by": by,
        },
    )
    printing.request_changed(submission=submission)
