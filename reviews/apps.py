"""The reviews room."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Reviews."""

    name = "reviews"
    verbose_name = "Reviews"

    def ready(self) -> None:
        """Follow what firms send, and run the clock of each review."""
        from reviews import receivers  # noqa: F401, PLC0415 -- connects on import; models are not ready before
