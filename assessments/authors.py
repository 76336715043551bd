"""Who gave an answer, as people read it beside the answer."""

from assessments.models import Response


def author(response: Response) -> str:
    """Return the name of a colleague who was asked, else of the person with an account; nothing where none is known."""
    return response.answered_as or str(response.answered_by or "")
