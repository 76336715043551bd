"""What a person reads when a verb refuses: one page, one kind sentence, the right status."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from c4ir_assess.exceptions import InvalidAnswer, NothingAnswered, TransitionNotAllowed, UnknownItem

_FROZEN = _(
    "This assessment is completed, so its answers are kept as they are. "
    "To change something, choose “Correct the answers” in its list of parts first."
)
_WITH_ADVISORS = _("This can be done only while the advisors review what your firm sent.")
_SENTENCES: dict[str, Promise] = {
    "save_response": _FROZEN,
    "clear_response": _FROZEN,
    "confirm_response": _FROZEN,
    "prefill": _("This assessment has answers already, so nothing was filled in."),
    "save_troubles": _FROZEN,
    "complete": _("This assessment is completed already; nothing more needs to be done here."),
    "correct": _(
        "Its answers can be corrected once it is completed, and not while it is with the advisors: take it back first."
    ),
    "send_for_review": _("Only a completed full assessment that has not been sent yet can be sent for review."),
    "take_back": _("There is nothing to take back: this assessment is not with the advisors, or its report is issued."),
    "reply": _("These questions are no longer open; nothing was changed."),
    "send_again": _("There is nothing to send again: no questions are back with your firm."),
    "object": _WITH_ADVISORS,
    "continue_full": _("Only a quick check can be continued as a full assessment."),
    "carry_over": _("There is no newer version of these questions, so there is nothing to carry over."),
    "open_draft": _("These answers say nothing about that set of criteria, or it is not available here."),
    "delegate": _(
        "A part can be given to a colleague while the assessment is being answered, and not more than 50 times a day."
    ),
    "repeat": _("Only a full assessment that has a result can be done again."),
    "keep_supports": _FROZEN,
    "renew_claim": _("A new link was made just now on another device. Please open that one."),
}
_INVALID = _("Something in this page was not understood, so nothing was saved. Please load the page again.")
_NOTHING_ANSWERED = _("There is no answer yet to make a result from. Please answer at least one question first.")


def refusing_kindly[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Turn what the verbs refuse into an answer for a person; nothing was stored then."""

    @wraps(view)
    def gate(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request = args[0]
        assert isinstance(request, HttpRequest)  # noqa: S101 -- for the type checker
        try:
            return view(*args, **kwargs)
        except UnknownItem as unknown:
            raise Http404 from unknown
        except InvalidAnswer:
            return _page(request, _INVALID, 400)
        except NothingAnswered:
            return _page(request, _NOTHING_ANSWERED, 409)
        except TransitionNotAllowed as refusal:
            return _page(request, _SENTENCES[str(refusal)], 409)

    return gate


def _page(request: HttpRequest, sentence: Promise, status: int) -> HttpResponse:
    is_card = bool(request.headers.get("HX-Request"))
    template = "assessments/_card_refused.html" if is_card else "assessments/refused.html"
    match = request.resolver_match
    context = {"sentence": sentence, "uuid": match.kwargs.get("uuid") if match else None, "status": status}
    return render(request, template, context, status=status)
