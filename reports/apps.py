"""The reports room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports."""

    name = "reports"
    verbose_name = "Reports"

    def ready(self) -> None:
        """Listen for scored submissions, and look at the certificate that signs when the deployment is checked."""
        from reports import receivers  # noqa: F401, PLC0415 -- connects on import; models are not ready before
        from reports.issued import checks  # noqa: F401, PLC0415 -- the same
