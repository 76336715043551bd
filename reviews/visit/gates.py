"""The gate before what scripts of a visit send: they are told that the session has ended, and keep what waits."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext_lazy as _

from accounts.gates import staff_only
from c4ir_assess.exceptions import TransitionNotAllowed

ELSEWHERE = _("This submission is not with you now, so its files stay as they are.")


def staff_or_401[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let staff in, as everywhere on the bench; a script gets 401 where a person would be sent to sign in."""
    behind = staff_only(view)

    @wraps(view)
    def gate(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.headers.get("HX-Request") and not request.user.is_authenticated:
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        return behind(request, *args, **kwargs)

    return gate


def elsewhere_to_a_script[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Tell a script in a sentence that files no longer come and go."""

    @wraps(view)
    def gate(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except TransitionNotAllowed:
            return JsonResponse({"sentence": str(ELSEWHERE)}, status=HTTPStatus.CONFLICT)
        except PermissionDenied:
            return JsonResponse({"sentence": str(ELSEWHERE)}, status=HTTPStatus.FORBIDDEN)

    return gate
