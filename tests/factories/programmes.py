"""Programmes in any state, made and joined by the verbs themselves."""

from datetime import timedelta

from django.utils import timezone

from programmes import lifecycle, wording
from programmes.models import Participation, Programme
from tests.factories import questionnaires
from tests.factories.accounts import make_user

NAMES = {
    "name_vi": "Nâng cao năng lực nhà máy",
    "name_en": "Better plants",
    "operator": "Trung tâm Mẫu",
    "partner": "Công ty Đối Tác Mẫu",
    "offer_vi": "Một báo cáo và nửa ngày với chuyên gia.",
    "offer_en": "A report and half a day with an advisor.",
}


def facts(*, first=-10, last=10, **changed):
    """What a programme is made of; its days count from today."""
    today = timezone.localdate()
    days = {"starts_on": today + timedelta(days=first), "ends_on": today + timedelta(days=last)}
    version = changed.pop("framework_version", None) or questionnaires.framework_version()
    return NAMES | days | {"framework_version": version} | changed


def make(*, by=None, **changed) -> Programme:
    """A programme that runs today, unless ``first`` and ``last`` say otherwise."""
    return lifecycle.make(facts=facts(**changed), by=by or make_user(role="administrator"))


def join(programme, organization, *, by) -> Participation:
    return lifecycle.join(
        programme=programme,
        organization=organization,
        by=by,
        wording=wording.wording(programme),
        wording_version=wording.WORDING_VERSION,
        language="vi",
    )
