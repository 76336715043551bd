"""The pages of a review that is to be proposed."""

from django.urls import reverse


def url(review, name="propose", *more):
    return reverse(f"reviews:{name}", args=[review.uuid, *more])
