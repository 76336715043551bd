"""A person's own page: name and telephone number. Address and password have their pages at django-allauth."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import numbers, people
from accounts.forms import PersonForm
from accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person(request: HttpRequest) -> HttpResponse:
    """Let people correct how they are called."""
    assert isinstance(request.user, User)  # noqa: S101 -- login_required
    me = request.user
    form = PersonForm(request.POST or None, initial={"name": me.name, "phone": me.phone_shown})
    if form.is_valid():
        people.update_person(person=me, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:person")
    shown = {"form": form, "can_prove": numbers.can_prove(me)}
    return render(request, "accounts/person_edit.html", shown, status=422 if form.is_bound else 200)
