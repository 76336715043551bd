"""What test workers run, ``celery -A tests.jobs.app``: the product's settings and logs, and the sample tasks."""

import os

from celery import Celery

from c4ir_assess.celery import keep_our_logs
from tests.jobs import pace

pace.set_by_environment()

app = Celery("samples", set_as_current=True)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ["c4ir_assess.jobs.tasks", "tests.jobs.sample_tasks"]
if "JOBS_TEST_SECONDS" in os.environ:
    app.conf.task_soft_time_limit = int(os.environ["JOBS_TEST_SECONDS"])
    app.conf.task_time_limit = app.conf.task_soft_time_limit + 1

__all__ = ["app", "keep_our_logs"]
