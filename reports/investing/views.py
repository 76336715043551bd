"""The page on which a firm enters its own figures for the larger steps of its plan."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from assessments import access, scores
from assessments.models import Submission
from reports.access import or_sign_in
from reports.content.investments import NOTHING, investments
from reports.content.plan_types import InvestmentSheet
from reports.content.planned import planned
from reports.content.source import Source, read
from reports.investing.figures import keep_figures
from reports.investing.forms import FiguresForm
from reports.printed import languages


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One larger step with its form."""

    sheet: InvestmentSheet
    form: FiguresForm


@require_http_methods(["GET", "HEAD", "POST"])
@or_sign_in
@never_cache
def investment_figures(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what was entered for the larger steps; a POST keeps what was changed."""
    submission = access.get_submission(request, uuid)
    reach = access.get_answerable_assessment if request.method == "POST" else access.get_assessment
    assessment = reach(request, submission.assessment.uuid)
    scorecard = scores.self_scorecard(submission)
    if scorecard is None:
        raise Http404
    pages = _pages(request, read(scorecard))
    is_wrong = request.method == "POST" and not all(page.form.is_valid() for page in pages)
    if request.method == "POST" and not is_wrong:
        _keep(request, submission, pages)
        return redirect("reports:investments", submission.uuid)
    may_write = access.may_answer(assessment)
    shown = {"submission": submission, "pages": pages, "is_wrong": is_wrong, "may_write": may_write}
    return render(request, "reports/investments.html", shown, status=422 if is_wrong else 200)


def _pages(request: HttpRequest, source: Source) -> list[SheetPage]:
    data = request.POST if request.method == "POST" else None
    return [
        SheetPage(sheet, FiguresForm(data, prefix=sheet.item, initial=asdict(source.figures.get(sheet.item, NOTHING))))
        for sheet in investments(source, planned(source), languages.of_page())
    ]


def _keep(request: HttpRequest, submission: Submission, pages: list[SheetPage]) -> None:
    """Keep the sheets that this person changed: a colleague may have changed the others meanwhile."""
    by = request.user if isinstance(request.user, User) else None
    for page in pages:
        if page.form.has_changed():
            keep_figures(submission=submission, item=page.sheet.item, figures=page.form.figures, by=by)
    messages.success(request, _("Saved. The figures are printed in the next PDF report."))
