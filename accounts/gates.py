"""Gates before whole views: who works for the operator, and who administers."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from accounts.models import User

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def staff_only[**P](view: View[P]) -> View[P]:
    """Send strangers to the sign-in page; for everybody else who is not staff the page does not exist."""

    @wraps(view)
    def gate(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_reviewer:
            raise Http404
        return view(request, *args, **kwargs)

    return gate


def administrators_only[**P](view: View[P]) -> View[P]:
    """Let administrators alone in; other staff is told that it may not (403), everybody else as in staff_only."""

    @staff_only
    @wraps(view)
    def gate(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not is_administrator(person(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return gate


def is_administrator(user: User) -> bool:
    """Whether a person administers the site for the operator."""
    return user.staff_role == User.StaffRole.ADMINISTRATOR


def person(request: HttpRequest) -> User:
    """Return who is signed in; for views behind a gate."""
    assert isinstance(request.user, User)  # noqa: S101 -- for the type checker
    return request.user
