"""The Celery application. It only wakes workers up: what is to be done is written in the Job table."""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "c4ir_assess.settings")

app = Celery("c4ir_assess")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logs(**_: Any) -> None:
    """Log as the web processes do. While this receiver is there, Celery adds no handler and changes no level."""
    logging.config.dictConfig(settings.LOGGING)
