"""Who may look at frameworks and who may change them.

Everybody who works for the operator may look, drafts included: advisors are asked what they think of a change before it
is published. Administrators alone upload, measure and publish.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import User
from questionnaires.models import FrameworkVersion
from questionnaires.validation import is_slot

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def readers_only[**P](view: View[P]) -> View[P]:
    """Send strangers to the sign-in page; for everybody else who is not staff the page does not exist."""

    @wraps(view)
    def gate(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_reviewer:
            raise Http404
        return view(request, *args, **kwargs)

    return gate


def authors_only[**P](view: View[P]) -> View[P]:
    """Let administrators alone in; other staff is told that it may not (403), everybody else as in readers_only."""

    @readers_only
    @wraps(view)
    def gate(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not may_author(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return gate


def may_author(request: HttpRequest) -> bool:
    """Whether this person may change frameworks."""
    return isinstance(request.user, User) and request.user.staff_role == User.StaffRole.ADMINISTRATOR


def author(request: HttpRequest) -> User:
    """Return the person behind a request that authors_only let in."""
    assert isinstance(request.user, User)  # noqa: S101 -- for the type checker
    return request.user


def get_version(framework: str, version: str) -> FrameworkVersion:
    """Return a version in any state (404)."""
    found = FrameworkVersion.objects.filter(framework=framework, version=version).first()
    if found is None:
        raise Http404
    return found


def get_content(framework: str, version: str) -> FrameworkVersion:
    """Return a version that has content; a slot, which awaits its document, has none (404)."""
    found = get_version(framework, version)
    if is_slot(found.document):
        raise Http404
    return found


def get_draft(framework: str, version: str) -> FrameworkVersion:
    """Return a version that may still change (404)."""
    found = get_content(framework, version)
    if found.status != FrameworkVersion.Status.DRAFT:
        raise Http404
    return found
