"""The evidence room."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Evidence."""

    name = "evidence"
    verbose_name = "Evidence"

    def ready(self) -> None:
        """Remove files with their rows, however the rows go."""
        from evidence import receivers  # noqa: F401, PLC0415 -- connects on import; models are not ready before
