"""What a person reads when an act comes too late: one sentence, on a page or for a script that is sending."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from c4ir_assess.exceptions import TransitionNotAllowed, UnknownItem
from evidence.refusals import Refused

FROZEN = _(
    "This assessment is completed, so its files are kept as they are. "
    "To change something, choose “Correct the answers” in its list of parts first."
)


def refusing_on_a_page[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Turn what the verbs refuse into a page; nothing was stored then."""

    @wraps(view)
    def gate(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request = args[0]
        assert isinstance(request, HttpRequest)  # noqa: S101 -- for the type checker
        try:
            return view(*args, **kwargs)
        except UnknownItem as unknown:
            raise Http404 from unknown
        except TransitionNotAllowed:
            match = request.resolver_match
            context = {
                "sentence": FROZEN,
                "uuid": match.kwargs["uuid"] if match else None,
                "status": HTTPStatus.CONFLICT,
            }
            return render(request, "assessments/refused.html", context, status=HTTPStatus.CONFLICT)

    return gate


def refusing_to_a_script[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Turn what the verbs refuse into ``{"sentence": …}``, which the script shows beside the field."""

    @wraps(view)
    def gate(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except UnknownItem as unknown:
            raise Http404 from unknown
        except Refused as refusal:
            return JsonResponse({"sentence": refusal.sentence}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        except TransitionNotAllowed:
            return JsonResponse({"sentence": str(FROZEN)}, status=HTTPStatus.CONFLICT)

    return gate
