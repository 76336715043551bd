"""Published frameworks: the definition of what is asked, never an answer."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from c4ir_assess.exceptions import FrameworkRefused


class FrameworkVersionQuerySet(models.QuerySet["FrameworkVersion"]):
    """Keeps what was published as it is; every way to change or delete rows in bulk comes through here."""

    def frozen(self) -> "FrameworkVersionQuerySet":
        """Return those that were published once, retired ones among them."""
        return self.exclude(status=FrameworkVersion.Status.DRAFT)

    def update(self, **values: Any) -> int:
        """Change drafts; of a published version its status alone, to retire it."""
        if set(values) != {"status"} or values["status"] != FrameworkVersion.Status.RETIRED:
            self._refuse_frozen()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts."""
        self._refuse_frozen()
        return super().delete()

    def _refuse_frozen(self) -> None:
        """Raise FrameworkRefused if any of these rows was published. A slice is looked up by its keys."""
        frozen = FrameworkVersion.objects.frozen().filter(pk__in=list(self.values_list("pk", flat=True)))
        if version := frozen.defer("document").first():
            raise FrameworkRefused(f"{version} is published: answers refer to it, so it is never changed or deleted")


class FrameworkVersion(models.Model):
    """One version of one framework: its canonical document, and the hash that names its content for ever."""

    class Status(models.TextChoices):
        """Drafts may change; a published version never does; a retired one stays readable and starts nothing new."""

        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    framework = models.CharField(_("Framework"), max_length=60)
    version = models.CharField(_("Version"), max_length=30)
    content_hash = models.CharField(_("Content hash"), max_length=64)
    document = models.JSONField()
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(_("Published at"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FrameworkVersionQuerySet.as_manager()

    class Meta:
        """A version number is used once, and content has one version."""

        verbose_name = _("framework version")
        verbose_name_plural = _("framework versions")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["framework", "version"], name="framework_version_number"),
            models.UniqueConstraint(fields=["content_hash"], name="framework_version_content"),
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(published_at__isnull=False),
                name="framework_version_published_at",
            ),
        ]

    def __str__(self) -> str:
        """Return id and version as exchange files write them."""
        return f"{self.framework}@{self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new version or a draft; raise FrameworkRefused for one that is published in the database."""
        self._refuse_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft."""
        self._refuse_frozen()
        return super().delete(*args, **kwargs)

    def _refuse_frozen(self) -> None:
        """Ask the database, not this object: its status may have been changed in memory."""
        if self.pk is not None:
            FrameworkVersion.objects.filter(pk=self.pk)._refuse_frozen()  # noqa: SLF001 -- one rule, kept beside its owner
