"""The notices room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices."""

    name = "notices"
    verbose_name = "Notices"

    def ready(self) -> None:
        """Listen for what moves an assessment or changes a review."""
        from notices import receivers  # noqa: F401, PLC0415 -- connects on import; models are not ready before
