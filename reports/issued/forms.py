"""One text each: why a proposal goes back, why a report is withdrawn, what a firm objects."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.issued.approving import LONGEST_REASON
from reviews.proposals.form import said


class BackForm(forms.Form):
    """Why an approver sends a proposal back; the advisor reads it."""

    use_required_attribute = False
    prefix = "back"

    text = said(_("What should the advisor change?"), _("The advisor reads it; the firm does not."))


class ReopenForm(forms.Form):
    """Why an issued report is withdrawn."""

    use_required_attribute = False
    prefix = "reopen"

    text = said(
        _("Why is the report withdrawn?"),
        _("The firm reads it. The page behind the QR code says that the report is withdrawn, not why."),
        LONGEST_REASON,
    )


class ObjectionForm(forms.Form):
    """What a firm objects to a verified result."""

    use_required_attribute = False
    prefix = "objection"

    text = said(
        _("With what do you not agree, and why?"),
        _("Name the questions. The advisor answers you before anything is issued."),
    )
