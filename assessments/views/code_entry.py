"""Letting somebody in who types a short code instead of opening a link."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from assessments import wrong_codes
from assessments.delegation_forms import CodeForm

KIND = "colleague"  # a part that was asked for and an opinion round are guessed at alike


def by_code[Found](
    request: HttpRequest,
    *,
    template: str,
    find: Callable[[str], Found | None],
    let_in: Callable[[HttpRequest, Found], HttpResponse],
    refusal: Promise,
) -> HttpResponse:
    """Ask for a code, and let in whom it leads anywhere; a wrong one and one that is over read the same."""
    if wrong_codes.are_too_many(request, KIND):
        return render(request, "429.html", status=429)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found = find(form.cleaned_data["code"])
        if found is not None:
            return let_in(request, found)
        wrong_codes.count(request, KIND)
        form.add_error("code", str(refusal))
    return render(request, template, {"form": form}, status=422 if form.is_bound else 200)
