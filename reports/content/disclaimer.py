"""What every document says of itself."""

from django.utils.translation import gettext


def disclaimer() -> str:
    """Return what a report is, and the three things that it is not."""
    return gettext(
        "This report describes the state on the day of the assessment, from information given by the firm. It is not "
        "a certificate, a credit rating or an opinion on value, and it does not replace the due diligence of a bank or "
        "a partner."
    )
