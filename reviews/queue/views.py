"""The queue, and the views of it that a person keeps."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from accounts import openings
from accounts.gates import person, staff_only
from accounts.models import User
from c4ir_assess.exceptions import LimitExceeded
from reviews.access import ADVISES
from reviews.models import SavedView
from reviews.queue import assigning, keyset, pages, rows, saved_views
from reviews.queue.filters import QueueFilter
from reviews.queue.forms import SaveViewForm
from reviews.queue.listing import View


@staff_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show the reviews within reach, by view and filters."""
    user, today = person(request), timezone.localdate()
    is_asked = not QueueFilter.base_fields.keys().isdisjoint(request.GET)
    form = QueueFilter(request.GET if is_asked else _first_view(user), user=user)
    wanted = form.wanted()
    place = keyset.Place(
        before=keyset.Mark.read(request.GET.get("before", "")),
        after=keyset.Mark.read(request.GET.get("after", "")),
        oldest_first=form.oldest_first,
    )
    found = pages.look(user, wanted, today, place)
    openings.note_list(by=user, where="bench", shown=[row.uuid for row in found.page.rows])
    shown = {
        "form": form,
        "page": found.page,
        "rows": rows.lines(found.page.rows, today),
        "is_all_demo": all(row.site.organization.is_demo for row in found.page.rows),
        "tabs": found.tabs,
        "private": pages.count_private(),
    }
    return render(request, "reviews/queue/queue.html", shown | _around(request, form))


@staff_only
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the present filters under a name."""
    form = SaveViewForm(request.POST, by=person(request))
    if not form.is_valid():
        messages.warning(request, gettext("A view needs a name of up to 60 characters; nothing was kept."))
        return redirect("reviews:queue")
    try:
        kept = saved_views.keep(user=person(request), name=form.cleaned_data["name"], query=form.cleaned_data["query"])
    except LimitExceeded:
        messages.warning(request, gettext("You keep twenty views already. Please remove one first."))
    else:
        messages.success(request, gettext("The view “%(name)s” is kept.") % {"name": kept.name})
    return redirect(f"{reverse('reviews:queue')}?{form.cleaned_data['query']}")


@staff_only
@require_POST
def remove_view(request: HttpRequest, view: int) -> HttpResponse:
    """Remove one of a person's own views."""
    get_object_or_404(SavedView, user=person(request), pk=view).delete()
    messages.success(request, gettext("The view is removed."))
    return redirect("reviews:queue")


def _first_view(user: User) -> QueryDict:
    """Return what is shown to who asked for nothing: their own work to an advisor who has some, else everything."""
    works = user.staff_role == User.StaffRole.ADVISOR and user.reviews.filter(closed_at=None).exists()
    return QueryDict(f"view={View.MINE}" if works else "")


def _around(request: HttpRequest, form: QueueFilter) -> dict[str, object]:
    """Return what stands around the list: own views, and for those who assign how much each advisor has to do."""
    user = person(request)
    assigns = assigning.may_assign(user)
    return {
        "saved": saved_views.of(user),
        "query": form.query(),
        "assigns": assigns,
        "decides": user.staff_role == User.StaffRole.APPROVER,
        "takes": not assigns and user.staff_role in ADVISES and form.cleaned_data.get("view") != View.MINE,
        "loads": assigning.loads(timezone.localdate()) if assigns else [],
        "is_nothing_ticked": request.GET.get("missing") == "item",
    }
