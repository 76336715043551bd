"""A visit to the plant of which a submission is reviewed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SiteVisit(models.Model):
    """When an advisor goes to the plant, whom they meet there, and which questions they look at.

    ``items`` is what was chosen, in no order; empty: what the rule suggests. From the first act at the plant on it
    holds what is on the list, so that nothing comes or goes while one is there. ``began_on`` and ``ended_on`` are the
    first and the last day on which something was judged or photographed there.
    """

    review = models.OneToOneField("reviews.Review", on_delete=models.CASCADE, related_name="visit")
    planned_on = models.DateField(_("Day"), null=True, blank=True)
    planned_at = models.TimeField(_("Time"), null=True, blank=True)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    met = models.CharField(_("Whom you meet"), max_length=300, blank=True)
    items = models.JSONField(default=list)
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        """Never over before it began."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ended_on__gte=models.F("began_on")), name="site_visit_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        """Return where and when."""
        return f"{self.review} · {self.planned_on or ''}"
