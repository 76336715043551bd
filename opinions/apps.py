"""The opinions room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpinionsConfig(AppConfig):
    """Opinion rounds."""

    name = "opinions"
    verbose_name = _("Opinion rounds")
