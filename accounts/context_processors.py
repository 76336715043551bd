"""What every page may say about who runs the product."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def operator(_request: HttpRequest) -> dict[str, object]:
    """Return the operator's settings as ``operator``."""
    return {
        "operator": {
            "name": settings.OPERATOR_NAME,
            "logo": settings.OPERATOR_LOGO,
            "hotline": settings.OPERATOR_HOTLINE,
            "email": settings.OPERATOR_EMAIL,
            "contact_name": settings.OPERATOR_CONTACT_NAME,
            "address": settings.OPERATOR_ADDRESS,
            "review_days": settings.OPERATOR_REVIEW_DAYS,
            "backup_days": settings.OPERATOR_BACKUP_DAYS,
            "promise": promise(),
        },
    }


def promise() -> str:
    """Return what the operator promises about the answers, in the reader's language; without a setting, our words."""
    own = settings.OPERATOR_PROMISE_EN if get_language() == "en" else settings.OPERATOR_PROMISE
    return own or _(
        "Your answers serve only to advise you and for anonymous statistics. We do not give the answers of a single "
        "firm to tax authorities, inspectors, banks, suppliers or other firms, unless you agree or the law obliges us; "
        "in that case we tell you, if the law allows it."
    )
