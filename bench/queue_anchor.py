"""The product's URLs with the anchor beside them: session and person looked up, 25 rows by a keyset, a bare table."""

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.template import engines
from django.urls import include, path

from reviews.models import Review

COLUMNS = ("assessment__site__organization__name", "assessment__site__name", "advisor__name", "arrived_at", "due_on")
TABLE = "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"


def anchor(request: HttpRequest) -> HttpResponse:
    """Write the newest rows as the leanest Django view would."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    rows = Review.objects.order_by("-arrived_at", "-pk").values_list(*COLUMNS)[:25]
    return HttpResponse(engines["django"].from_string(TABLE).render({"rows": rows}, request))


urlpatterns = [path("anchor/", anchor), path("", include("c4ir_assess.urls"))]
