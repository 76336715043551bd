"""The outbox of jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Jobs."""

    name = "c4ir_assess.jobs"
    label = "jobs"
    verbose_name = "Jobs"
