"""By when the operator answers a request about data.

Law 91/2025/QH15 and Decree 356/2025/NĐ-CP: two working days to say that it has come in and how it goes on; then 10 days
to show, give out or correct, 15 to restrict or object, 20 to erase.
"""

from datetime import date, timedelta

from privacy.models import DataRequest
from reviews.due import add_working_days

ACKNOWLEDGE_WORKING_DAYS = 2
DAYS = {
    DataRequest.Kind.EXPORT: 10,
    DataRequest.Kind.CORRECT: 10,
    DataRequest.Kind.RESTRICT: 15,
    DataRequest.Kind.ERASE_PERSON: 20,
    DataRequest.Kind.ERASE_FIRM: 20,
}


def acknowledge_by(day: date) -> date:
    """Return the last day on which a request that came in on ``day`` may be acknowledged."""
    return add_working_days(day, ACKNOWLEDGE_WORKING_DAYS)


def due_on(kind: DataRequest.Kind, day: date) -> date:
    """Return the last day on which it may be done."""
    return day + timedelta(days=DAYS[kind])
