"""The project: settings, URLs, the Celery application and the outbox of jobs."""
