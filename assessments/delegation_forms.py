"""What is asked to give a part to a colleague, and what the colleague is asked."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.names import NameField
from assessments import asked, outline
from assessments.delegating import CODE_LENGTH, DAYS, USUAL_DAYS
from assessments.models import Assessment
from questionnaires.words import Language

_WHOLE = _("The whole of it")


class DelegationForm(forms.Form):
    """Which part goes to whom, for how long, with what words."""

    use_required_attribute = False

    part = forms.ChoiceField(label=_("Which part?"), error_messages={"required": _("Please choose a part.")})
    meant_for = NameField(
        label=_("Who is to answer it? (optional)"),
        required=False,
        max_length=120,
        help_text=_("For your own list, for example “Ms Hoa, accounting”. The colleague gives a name when answering."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("A word to the colleague (optional)"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        initial=USUAL_DAYS,
        choices=[(days, format_lazy("{} {}", days, ngettext_lazy("day", "days", days))) for days in DAYS],
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("Send the link by e-mail to (optional)"),
        required=False,
        help_text=_("Without an address you get a link to send yourself, by Zalo for example."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, assessment: Assessment, language: Language, part: str = "") -> None:
        """Offer the parts of what the firm is asked."""
        super().__init__(data, initial={"part": part})
        field = self.fields["part"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [("", _("Choose…")), *_parts(assessment, language)]


class NameGivenForm(forms.Form):
    """Who answers, in one field."""

    use_required_attribute = False

    name = NameField(
        label=_("Your name"),
        max_length=120,
        help_text=_("It is shown beside your answers, to the firm that asked you and to nobody else."),
        error_messages={"required": _("Please give your name: the firm has to know who answered.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class CodeForm(forms.Form):
    """The short code that was told in place of a link."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Eight letters and digits; capitals and hyphens do not matter."),
        error_messages={"required": _("Please enter the code.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "code",
                "size": CODE_LENGTH + 2,
            }
        ),
    )


def _parts(assessment: Assessment, language: Language) -> list[tuple[str, Any]]:
    """Return the parts by block: the block as a whole, then its parts; a block that is one part stands alone."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: dict[str, str] = {}
    for pages in outline.parts(asked.of_firm(assessment), assessment.scope):
        first = pages[0]
        names[first.block.id] = first.block.name[language]
        parts = groups.setdefault(first.block.id, [])
        if first.above:
            parts.append((first.node.id, first.node.name[language]))
    return [
        (names[block], [(block, f"{_WHOLE}: {names[block]}"), *parts]) if parts else (block, names[block])
        for block, parts in groups.items()
    ]
