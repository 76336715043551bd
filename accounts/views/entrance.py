"""Two steps of signing in where django-allauth does not reach: asking for another code, and the link of an e-mail."""

import time
from typing import Any

from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.views import ConfirmLoginCodeView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import entrance_links

WAIT = 30  # seconds before another code: messages and mails take as long to arrive


class ConfirmCodeView(ConfirmLoginCodeView):
    """The page on which the code is typed."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let go of a mistyped address or number; while its code is awaited, django-allauth leads back here."""
        if request.POST.get("action") == "another":
            self._process.abort()
            return redirect(self.passthrough_next_url(reverse("account_request_login_code")))
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        """Send another code, once the first had time to arrive; for an unknown number do the same, but send nothing."""
        process = self._process
        if time.time() - process.state["at"] < WAIT:
            messages.warning(self.request, _("Please wait half a minute before you ask for another code."))
        elif process.user is None and process.state.get("phone"):
            process.record_resend()
            process.state["at"] = time.time()
            process.persist()
        else:
            process.state["at"] = time.time()
            super()._resend_form_valid(form)
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_confirm_login_code")))


confirm_login_code = ConfirmCodeView.as_view()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show one button; a tap on it signs in here, whichever device asked for the code."""
    if request.user.is_authenticated:
        return redirect("assessments:home")
    person = entrance_links.read(token)
    if person is None:
        return render(request, "account/link_spent.html", status=410)
    if request.method != "POST":
        return render(request, "account/link.html", {"email": person.email})
    record_authentication(request, person, method="code", email=person.email)
    verify_email_indirectly(request, person, person.email)
    response: HttpResponse = perform_login(request, Login(user=person, email=person.email))
    return response
