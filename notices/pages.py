"""Where each notice leads: the page on which the reader does, or reads, what it tells of."""

from django.urls import reverse

from notices.models import Notice


def tasks(notice: Notice) -> str:
    """Return the firm's page of the assessment."""
    return _of_assessment("assessments:tasks", notice)


def returned(notice: Notice) -> str:
    """Return the questions that came back."""
    return _of_assessment("assessments:returned", notice)


def again(notice: Notice) -> str:
    """Return the page on which the plant is assessed again."""
    return _of_assessment("assessments:again", notice)


def proposal(notice: Notice) -> str:
    """Return the firm's page of what is proposed."""
    return _of_submission("reports:proposal", notice)


def issued(notice: Notice) -> str:
    """Return the firm's issued reports, with the reason for which one was withdrawn."""
    return _of_submission("reports:issued", notice)


def home(_notice: Notice) -> str:
    """Return the list of assessments."""
    return reverse("assessments:home")


def review(notice: Notice) -> str:
    """Return the review on the bench."""
    return _of_review("reviews:review", notice)


def propose(notice: Notice) -> str:
    """Return the advisor's page of what is proposed, or came back."""
    return _of_review("reviews:propose", notice)


def approve(notice: Notice) -> str:
    """Return the approver's page."""
    return _of_review("reports:approve", notice)


def second(notice: Notice) -> str:
    """Return the second opinion that is asked for."""
    return reverse("reviews:rate", args=[notice.subject])


def differences(notice: Notice) -> str:
    """Return both sides of a second opinion."""
    return reverse("reviews:differences", args=[notice.subject])


def queue(_notice: Notice) -> str:
    """Return the queue."""
    return reverse("reviews:queue")


def _of_assessment(name: str, notice: Notice) -> str:
    assert notice.assessment is not None  # noqa: S101 -- every kind that leads here has one
    return reverse(name, args=[notice.assessment.uuid])


def _of_submission(name: str, notice: Notice) -> str:
    assert notice.submission is not None  # noqa: S101 -- the same
    return reverse(name, args=[notice.submission.uuid])


def _of_review(name: str, notice: Notice) -> str:
    assert notice.assessment is not None  # noqa: S101 -- the same
    return reverse(name, args=[notice.assessment.review.uuid])
