"""The authoring room."""

from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    """Authoring."""

    name = "authoring"
    verbose_name = "Authoring"
