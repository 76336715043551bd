"""The answers of a firm as people read them: each question with its number, its words and what was answered."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone, translation

from accounts.models import Organization
from assessments import asked
from assessments.answer_words import number_of
from assessments.answers import Given
from assessments.models import Assessment, Response, Submission, SubmittedAnswer
from questionnaires.document import Framework
from questionnaires.words import Language
from reports.content.answers_in_words import said


def of_firm(organization: Organization, language: Language) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a file name and the content for each assessment's present answers and for each completed version."""
    rows = Assessment.objects.filter(site__organization=organization).order_by("pk").with_place()
    with translation.override(language):
        for assessment in rows:
            name = f"{assessment.pk}-{assessment.framework_version.framework}"
            yield f"{name}-now.json", _present(assessment, language)
            for submission in assessment.submissions.order_by("number"):
                yield f"{name}-version-{submission.number}.json", _frozen(assessment, submission, language)


def _present(assessment: Assessment, language: Language) -> dict[str, Any]:
    framework = asked.of_firm(assessment)
    return {
        **_head(assessment, framework, language),
        "state": str(assessment.get_state_display()),
        "answers": list(_answers(framework, assessment.responses.all(), language)),
    }


def _frozen(assessment: Assessment, submission: Submission, language: Language) -> dict[str, Any]:
    framework = asked.of_submission(submission, submission.answers.all())
    return {
        **_head(assessment, framework, language),
        "version": submission.number,
        "completed": timezone.localtime(submission.submitted_at).isoformat(timespec="seconds"),
        "answers": list(_answers(framework, submission.answers.all(), language)),
    }


def _head(assessment: Assessment, framework: Framework, language: Language) -> dict[str, Any]:
    version = assessment.framework_version
    return {
        "plant": str(assessment.site),
        "question_set": framework.title[language],
        "question_set_version": f"{version.framework} {version.version}",
    }


def _answers(
    framework: Framework, rows: Iterable[Response] | Iterable[SubmittedAnswer], language: Language
) -> Iterator[dict[str, Any]]:
    given = {row.item: row for row in rows}
    for item in framework.items():
        if item.id in given:
            row = given[item.id]
            words = said(framework, item, Given(row.state, row.value, row.reason), language)  # type: ignore[arg-type]  # the model's choices are the states
            yield {
                "number": number_of(item),
                "question": item.ask[language],
                "answer": words,
                "reason": row.reason,
            }
