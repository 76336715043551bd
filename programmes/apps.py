"""The programmes room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """Programmes."""

    name = "programmes"
    verbose_name = _("Programmes")
