"""Proving one's mobile number, so that it signs in."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import number_proof, numbers, people, texting
from accounts.entrance_forms import NumberCodeForm
from accounts.models import User
from accounts.number_proof import Proof


@require_POST
@login_required
def send_code(request: HttpRequest) -> HttpResponse:
    """Send a code to the number that the person has noted."""
    me = _person(request)
    if not numbers.can_prove(me):
        return redirect("accounts:person")
    try:
        is_sent = number_proof.send(request, me, me.phone)
    except texting.NotSentError:
        messages.error(request, _("The message could not be sent. Please ask for it again in a few minutes."))
        return redirect("accounts:person")
    if not is_sent:
        messages.error(request, _("Please wait a moment before you ask for another code."))
    return redirect("accounts:number_confirm" if Proof.of(request) else "accounts:person")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def confirm(request: HttpRequest) -> HttpResponse:
    """Take the code; a right one makes the number one that signs in."""
    me, proof = _person(request), Proof.of(request)
    if proof is None or proof.number != me.phone:
        messages.warning(request, _("This code is no longer valid. Please ask for a new one."))
        return redirect("accounts:person")
    form = NumberCodeForm(request.POST or None)
    if form.is_valid() and number_proof.is_right(request, proof, form.cleaned_data["code"]):
        return _proved(request, me, proof.number)
    if form.is_valid():
        form.add_error("code", _("This code is not right. Please compare it with the newest message."))
    if form.is_bound and Proof.of(request) is None:
        messages.error(request, _("Too many wrong codes. Please ask for a new one."))
        return redirect("accounts:person")
    shown = {"verify_form": form, "number": me.phone_shown, "redirect_field": ""}
    return render(request, "accounts/number_confirm.html", shown, status=422 if form.is_bound else 200)


def _proved(request: HttpRequest, me: User, number: str) -> HttpResponse:
    if not people.prove_number(person=me, number=number):
        messages.error(
            request,
            _("This number signs in another account. If it is yours, please sign in by the number; if not, call us."),
        )
        return redirect("accounts:person")
    adapter = get_adapter(request)
    adapter.send_mail("account/email/number_proved", me.email, {"number": me.phone_shown})
    messages.success(request, _("From now on you can sign in by this number, too."))
    return redirect("accounts:person")


def _person(request: HttpRequest) -> User:
    """Return who is signed in; nobody proves numbers where no message can be sent, and staff never does."""
    assert isinstance(request.user, User)  # noqa: S101 -- login_required
    if not texting.is_possible():
        raise Http404
    if request.user.is_reviewer:
        raise PermissionDenied
    return request.user
