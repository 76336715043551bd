"""What the pages of authoring post."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WorkbookForm(forms.Form):
    """A workbook. Its content is looked at by ``uploading``; a form only knows whether there is a file."""

    workbook = forms.FileField(
        label=_("Workbook (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx", "class": "form-control"}),
        error_messages={"required": _("Choose the workbook first."), "empty": _("The file is empty.")},
        max_length=200,
    )


class UploadForm(WorkbookForm):
    """A workbook as a new draft; the number typed here takes the place of the one in the workbook."""

    version = forms.CharField(
        label=_("Version number"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "decimal", "autocomplete": "off"}),
    )
