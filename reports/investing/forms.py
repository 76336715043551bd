"""The figures that a firm types for one larger step, with thousands and decimals as people write them."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments import typed_numbers
from questionnaires.answer_types import Number
from questionnaires.words import Text
from reports.content.investments import amount
from reports.content.source import Figures

_MOST_AMOUNT, _MOST_MONEY = 10**13, 10**15  # what the columns hold
_MOST_TYPED = 40
_CURRENCIES = ("vnđ", "vnd", "đồng", "đ")


class FigureField(forms.Field):
    """A number of zero or more; nothing typed is no number. The currency may be typed along."""

    def __init__(self, *, label: Any, most: int, decimals: int, help_text: Any = "") -> None:
        """Take so many decimals at most."""
        keys = {"class": "form-control", "inputmode": "decimal" if decimals else "numeric", "autocomplete": "off"}
        widget = forms.TextInput(attrs=keys | {"maxlength": _MOST_TYPED})
        super().__init__(label=label, help_text=help_text, required=False, widget=widget, show_hidden_initial=True)
        self._number = Number(Text("", ""), Fraction(0), Fraction(most), decimals, points=(), bounds=())

    def to_python(self, value: Any) -> Any:
        """Return the number; a message that says how to write it where it cannot be read."""
        typed = str(value or "").strip()
        if not typed:
            return None
        currency = next((each for each in _CURRENCIES if typed.casefold().endswith(each)), "")
        try:
            read = typed_numbers.read(typed[: len(typed) - len(currency)], self._number)
        except typed_numbers.AmbiguousNumberError:
            read = None
        if read is None:
            raise ValidationError(_("Please write it as a number, for example 1,500,000 or 12.5."))
        return read

    def prepare_value(self, value: Any) -> Any:
        """Return a stored number as a person writes it, and what was typed as it was typed."""
        return amount(value) if isinstance(value, Decimal) else value


class FiguresForm(forms.Form):
    """One step's figures; each may be left empty."""

    unit = forms.CharField(
        label=_("Unit"),
        help_text=_("For example: hours of stoppage a month"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        show_hidden_initial=True,
    )
    today = FigureField(label=_("Today"), most=_MOST_AMOUNT, decimals=2)
    goal = FigureField(label=_("Goal"), most=_MOST_AMOUNT, decimals=2)
    worth = FigureField(
        label=_("Worth of one unit a month (VND)"),
        help_text=_(
            "From your own books: what each unit of difference between today and the goal saves or brings in a month."
        ),
        most=_MOST_MONEY,
        decimals=0,
    )
    price = FigureField(label=_("Price offered to you (VND)"), most=_MOST_MONEY, decimals=0)

    @property
    def figures(self) -> Figures:
        """Return what was said."""
        return Figures(**self.cleaned_data)
