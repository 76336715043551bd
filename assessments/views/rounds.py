"""Assessing a plant again: starting the next round, and what help there was since the one before."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from assessments import access, rounds
from assessments.asked import framework_of
from assessments.models import Assessment, Support
from assessments.rounds import Helped
from assessments.views.refusals import refusing_kindly
from c4ir_assess.exceptions import TransitionNotAllowed, UnknownItem

SPARE_LINES = 3


class SupportForm(forms.Form):
    """One line of help; a line without a kind is none."""

    kind = forms.ChoiceField(
        label=_("Kind of support"),
        required=False,
        choices=[("", _("– none –")), *Support.Kind.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    provider = forms.CharField(
        label=_("From whom"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("What it was about"),
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, object]:
        """Ask for the kind where something else is said."""
        said = self.cleaned_data
        if not said.get("kind") and (said.get("provider") or said.get("note")):
            self.add_error("kind", _("Please choose what kind of support this was."))
        return said


SupportLines = forms.formset_factory(
    SupportForm, extra=SPARE_LINES, max_num=rounds.MOST_SUPPORTS, absolute_max=rounds.MOST_SUPPORTS
)


@require_http_methods(["GET", "HEAD", "POST"])
@access.sign_in_first
@never_cache
@refusing_kindly
def again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say what assessing the plant again means; a POST starts it."""
    assessment = access.get_answerable_assessment(request, uuid)
    if not rounds.may_repeat(assessment):
        raise TransitionNotAllowed("repeat")
    if request.method == "POST" and isinstance(request.user, User):
        following = rounds.repeat(assessment=assessment, by=request.user)
        return redirect("assessments:support" if following.round else "assessments:tasks", following.uuid)
    framework = framework_of(assessment)
    newest = rounds.newest(assessment)
    context = {
        "assessment": assessment,
        "framework": framework,
        "newer": newest.version if newest.version != framework.version else "",
        "already": rounds.open_round(assessment),
        "number": assessment.round + 2,
    }
    return render(request, "assessments/again.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@access.sign_in_first
@never_cache
@refusing_kindly
def support(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask what help the plant had since the round before; skipping is fine."""
    read = access.get_answerable_assessment if request.method == "POST" else access.get_assessment
    assessment = read(request, uuid)
    if not assessment.round:
        raise UnknownItem("support")
    if request.method != "POST":
        return _support_page(request, assessment, _lines_of(assessment))
    lines = SupportLines(request.POST)
    if "skip" not in request.POST:
        if not lines.is_valid():
            return _support_page(request, assessment, lines)
        said = [Helped(**each) for each in lines.cleaned_data if each.get("kind")]
        rounds.keep_supports(assessment=assessment, helped=said)
    if "more" in request.POST:
        return redirect("assessments:support", uuid)
    return redirect(_onward(assessment), uuid)


def _lines_of(assessment: Assessment) -> "forms.BaseFormSet[SupportForm]":
    noted = assessment.supports.order_by("pk").values("kind", "provider", "note")
    return SupportLines(initial=list(noted))


def _support_page(
    request: HttpRequest, assessment: Assessment, lines: "forms.BaseFormSet[SupportForm]"
) -> HttpResponse:
    context = {
        "assessment": assessment,
        "lines": lines,
        "before": assessment.continued_from,
        "is_open": assessment.state == Assessment.State.DRAFT and access.may_answer(assessment),
    }
    return render(request, "assessments/support.html", context, status=422 if lines.is_bound else 200)


def _onward(assessment: Assessment) -> str:
    """Return the next page: what troubles most is asked once, before the questions."""
    has_none = not framework_of(assessment).troubles
    return "assessments:tasks" if has_none or assessment.troubles_asked else "assessments:troubles"
