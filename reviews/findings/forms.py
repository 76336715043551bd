"""A finding about a block, and a ready text for findings: of a kind, in Vietnamese and English."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.findings.writing import LONGEST
from reviews.models import Finding

_ROWS = {"rows": 3}


class FindingForm(forms.Form):
    """What an advisor writes about a block. English may be left out."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Finding.Kind.choices, initial=Finding.Kind.STRENGTH, widget=forms.RadioSelect
    )
    text_vi = forms.CharField(
        label=_("In Vietnamese"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs=_ROWS),
        error_messages={"required": _("Please write a few words.")},
    )
    text_en = forms.CharField(
        label=_("In English (optional)"),
        help_text=_("Without it, the report in English prints the Vietnamese text and says so."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=_ROWS),
    )


class BrickForm(FindingForm):
    """A ready text; it needs both languages, and may be for one block or for all."""

    node = forms.ChoiceField(label=_("For which part?"), required=False)
    text_en = forms.CharField(
        label=_("In English"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs=_ROWS),
        error_messages={"required": _("Please write a few words.")},
    )

    def __init__(self, *args: object, blocks: list[tuple[str, str]], **kwargs: object) -> None:
        """Offer the blocks of one framework."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they are
        self.fields["node"].choices = [("", _("every part")), *blocks]  # type: ignore[attr-defined]  # a field of choices
