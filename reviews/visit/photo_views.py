"""The ways in for photos that are taken at the plant: a plain form, and piece by piece for the page's script."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.gates import person
from c4ir_assess.exceptions import TransitionNotAllowed, UnknownItem
from evidence import receiving, uploads
from evidence.access import of_assessment
from evidence.models import Upload
from evidence.refusals import Refused
from evidence.views import pieces
from evidence.views.refusing import refusing_to_a_script
from reviews.access import get_own_review
from reviews.judged import judging
from reviews.models import Review
from reviews.visit import agenda, photos, visits
from reviews.visit.gates import ELSEWHERE, elsewhere_to_a_script, staff_or_401
from reviews.visit.views import page


@require_POST
@csrf_exempt  # checked in _add: before, the body is neither measured nor anybody's to send
@staff_or_401
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Keep the photos of a plain form."""
    review = get_own_review(request, uuid)
    if int(request.META.get("CONTENT_LENGTH") or 0) > receiving.largest_request():
        messages.warning(request, Refused("too_large_at_once").sentence)
        return redirect("reviews:visit", review.uuid)
    request.upload_handlers = [receiving.Receiver(request)]
    return _add(request, review)


@require_POST
@staff_or_401
@never_cache
@refusing_to_a_script
@elsewhere_to_a_script
def begin(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take the announcement of a photo and say where to send it, and from which byte on."""
    review, announced = get_own_review(request, uuid), pieces.announced(request)
    if announced is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    judging.item_of(review, announced.item)
    upload = uploads.begin(assessment=review.assessment, announced=announced, by=person(request), at_visit=True)
    return pieces.told_where(upload, reverse("reviews:visit_piece", args=[review.uuid, upload.uuid]))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_or_401
@never_cache
@refusing_to_a_script
@elsewhere_to_a_script
def piece(request: HttpRequest, uuid: UUID, upload: UUID) -> HttpResponse:
    """Take the next piece of a photo; the last one answers the question's new list of photos."""
    review = get_own_review(request, uuid)
    row = _upload(request, review, upload)
    if (response := pieces.taken(request, row)) is not None:
        return response
    listed = agenda.listed(review, by=person(request))
    kept = uploads.finish(upload=row, at_visit=True)
    visits.act(review=review, listed=listed, by=person(request))
    said = gettext("Added: %(name)s") % {"name": kept.name}
    return JsonResponse({"added": said, "html": _list(request, review, row.item)})


@require_POST
@staff_or_401
def remove(request: HttpRequest, uuid: UUID, file: UUID) -> HttpResponse:
    """Take an own photo away while one judges."""
    review = get_own_review(request, uuid)
    photo = of_assessment(review.assessment, file)
    if not photo.at_visit:
        raise Http404
    if photo.added_by_id != person(request).pk:
        raise PermissionDenied
    photo.assessment, item = review.assessment, photo.uses.values_list("item", flat=True).first() or ""
    try:
        photos.remove(review=review, photo=photo, by=person(request))
    except photos.IsNeededError:
        needed = gettext("Your judgement rests on this photo alone. Write down what you saw first, then remove it.")
        messages.warning(request, needed)
    except TransitionNotAllowed:
        messages.warning(request, str(ELSEWHERE))
    return _back(review, item)


@csrf_protect
def _add(request: HttpRequest, review: Review) -> HttpResponse:
    item, refused = request.POST.get("item", ""), list[str]()
    sent = [file for file in request.FILES.getlist("file") if isinstance(file, receiving.Received)]
    listed = agenda.listed(review, by=person(request))
    try:
        for file in sent:
            _keep(request, review, item, file, refused)
    except UnknownItem as unknown:
        raise Http404 from unknown
    except TransitionNotAllowed:
        messages.warning(request, str(ELSEWHERE))
        return _back(review, item)
    if len(refused) < len(sent):
        visits.act(review=review, listed=listed, by=person(request))
    if refused or not sent:
        told = refused or [Refused("nothing").sentence]
        return page(request, review, status=HTTPStatus.UNPROCESSABLE_ENTITY, troubles={item: told})
    return _back(review, item)


def _keep(request: HttpRequest, review: Review, item: str, file: receiving.Received, refused: list[str]) -> None:
    caption = request.POST.get("caption", "")
    try:
        photos.add(review=review, item=item, sent=file, caption=caption, by=person(request))
    except Refused as refusal:
        refused.append(f"{file.sent_name[:60]}: {refusal.sentence}")


def _upload(request: HttpRequest, review: Review, uuid: UUID) -> Upload:
    row = Upload.objects.filter(assessment=review.assessment_id, by=person(request), uuid=uuid).first()
    if row is None:
        raise Http404
    row.assessment = review.assessment
    return row


def _list(request: HttpRequest, review: Review, item: str) -> str:
    stop = agenda.read(review, by=person(request)).stop(item)
    return render_to_string("reviews/visit/_photos.html", {"stop": stop, "review": review}, request)


def _back(review: Review, item: str) -> HttpResponseRedirect:
    return redirect(f"{reverse('reviews:visit', args=[review.uuid])}#{item}")
