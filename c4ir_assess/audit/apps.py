"""The audit log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit."""

    name = "c4ir_assess.audit"
    label = "audit"
    verbose_name = "Audit log"
