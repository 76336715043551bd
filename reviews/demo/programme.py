"""An invented support programme, in which the invented firms take part and for which the invented advisor works."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import Membership, User
from programmes import lifecycle, wording
from programmes.models import Participation, Programme
from questionnaires import library

BEGAN_DAYS_AGO, DAYS_LEFT = 60, 300
TEXTS: Mapping[str, str] = {
    "name_vi": "Chương trình Nhà máy số Mẫu (dữ liệu minh hoạ)",
    "name_en": "Digital Factory programme “Mẫu” (demonstration data)",
    "operator": "Trung tâm Hỗ trợ Mẫu (không có thật / invented)",
    "partner": "Hội Doanh nghiệp Mẫu (không có thật / invented)",
    "offer_vi": (
        "Doanh nghiệp tự đánh giá, gửi kết quả cho chuyên gia xem xét và nhận một buổi tư vấn tại nhà máy, miễn phí. "
        "Đây là chương trình minh hoạ, không có thật."
    ),
    "offer_en": (
        "The firm assesses itself, sends the result to an advisor and gets one visit to the plant, free of charge. "
        "This programme is invented, for demonstration."
    ),
}


def build(*, by: User, advisor: User, language: str) -> None:
    """Make the programme if it is missing, with every invented firm that is there; else leave it as it is."""
    if Programme.objects.filter(name_vi=TEXTS["name_vi"]).exists():
        return
    today = timezone.localdate()
    days = {"starts_on": today - timedelta(days=BEGAN_DAYS_AGO), "ends_on": today + timedelta(days=DAYS_LEFT)}
    version = library.newest(settings.DEFAULT_FRAMEWORK)
    made = lifecycle.make(facts={**TEXTS, **days, "framework_version": version}, by=by)
    lifecycle.assign(programme=made, user=advisor, by=by)
    places = Membership.objects.filter(organization__is_demo=True, role=Membership.Role.OWNER)
    for owner in places.select_related("organization", "user").order_by("organization", "pk"):
        _join(made, owner, language)


def _join(programme: Programme, owner: Membership, language: str) -> None:
    """Join as the owner would on the day on which the firm came; a second owner finds the place."""
    place = lifecycle.join(
        programme=programme,
        organization=owner.organization,
        by=owner.user,
        wording=wording.wording(programme),
        wording_version=wording.WORDING_VERSION,
        language=language,
    )
    Participation.objects.filter(pk=place.pk).update(joined_at=owner.organization.created_at)
