"""People, firms and plants."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "accounts"
    verbose_name = _("People and firms")

    def ready(self) -> None:
        """Listen for proved addresses, and stop the start if what should deliver messages is not there."""
        from accounts import receivers, texting  # noqa: F401, PLC0415 -- connects on import; models are not ready before

        texting.sender()
