"""Where a private link leads, and what was noted of its openings."""

from django.urls import reverse

from reports.models import ShareOpening


def links_url(submission):
    return reverse("reports:links", args=[submission.uuid])


def page_url(shared):
    return reverse("reports:shared", args=[shared[1]])


def pdf_url(shared):
    return reverse("reports:shared_pdf", args=[shared[1]])


def main_of(answer):
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def opened():
    return list(ShareOpening.objects.order_by("pk").values_list("what", flat=True))
