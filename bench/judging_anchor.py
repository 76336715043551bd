"""The product's URLs with the anchors of the bench beside them: person looked up, rows read or one row upserted."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.urls import include, path
from django.utils import timezone

application = get_wsgi_application()
settings.ROOT_URLCONF = __name__

from assessments.models import SubmittedAnswer  # noqa: E402 -- models exist once the application does
from reviews.models import ItemReview, Review  # noqa: E402


def opened(request: HttpRequest) -> HttpResponse:
    """Read what a page about one question needs at least: the review, its answers, its judgements."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    review = Review.objects.select_related("assessment").get(advisor=request.user)
    answers = list(
        SubmittedAnswer.objects.filter(submission__in_review_of=review.assessment_id).values("item", "value")
    )
    return JsonResponse({"answers": answers, "judged": list(review.items.values("item", "outcome"))})


def saved(request: HttpRequest) -> HttpResponse:
    """Write one judgement as the leanest Django view would: one upsert, last write wins."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    row = ItemReview(
        review_id=_review(),
        item=f"bare-{request.POST['item']}",
        outcome="agreed",
        note=request.POST["note"],
        state="answered",
        value=2,
        by=request.user,
        at=timezone.now(),
    )
    ItemReview.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["review", "item"], update_fields=["outcome", "note", "by", "at"]
    )
    return JsonResponse({"saved": True})


def _review() -> int:
    """Return the one review of the benchmark, looked up once a process."""
    if "review" not in _known:
        _known["review"] = Review.objects.values_list("pk", flat=True).get()
    return _known["review"]


_known: dict[str, int] = {}
urlpatterns = [path("anchor/open/", opened), path("anchor/save/", saved), path("", include("c4ir_assess.urls"))]
