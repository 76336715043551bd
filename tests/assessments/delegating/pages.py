"""The way into a part that was given, and its pages."""

from django.urls import reverse


def enter(client, given, name="Hoa kế toán"):
    made, keys = given
    client.get(reverse("assessments:delegation_link", args=[keys.token]))
    client.post(reverse("assessments:delegated", args=[made.uuid]), {"name": name})
    return client


def landing(given):
    return reverse("assessments:delegated", args=[given[0].uuid])


def page(assessment, node="S1"):
    return reverse("assessments:node", args=[assessment.uuid, node])
