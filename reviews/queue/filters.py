"""The queue's filters. They live in the URL, so that a view of the queue can be sent to a colleague."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.profile import former_provinces, provinces, size_class, vsic
from accounts.search import search_key
from programmes.access import programmes_of
from programmes.models import Programme
from reviews.access import advisors
from reviews.due import DueState
from reviews.queue.listing import NOBODY, OLDEST_FIRST, Age, Standing, View, Wanted

if TYPE_CHECKING:
    from django.http import QueryDict

NEWEST, OLDEST = "newest", "oldest"
SELECTED = mark_safe(" selected")


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, in words, and the query of the queue without it."""

    label: object
    value: object
    without: str


class LongSelect(forms.Select):
    """A select whose options are written without a template each: the queue's filters have a hundred and fifty."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 -- Django's signature
        """Return the same as the widget of Django."""
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) == chosen else "", label) for key, label in self.choices),
        )
        given = self.build_attrs(self.attrs, {"name": name, "class": "form-select", **(attrs or {})})
        return format_html("<select{}>{}</select>", flatatt(given), options)


class QueueFilter(forms.Form):
    """What to keep of the queue. A value that is not offered is said so beside its field and filters nothing."""

    view = forms.ChoiceField(required=False, choices=View.choices, widget=forms.HiddenInput)
    order = forms.ChoiceField(required=False, choices=[(NEWEST, NEWEST), (OLDEST, OLDEST)], widget=forms.HiddenInput)
    q = forms.CharField(label=_("Name of the firm"), required=False, max_length=100, widget=forms.SearchInput)
    sector = forms.ChoiceField(
        label=_("Sector"), required=False, widget=LongSelect, choices=[("", _("All sectors")), *vsic.CHOICES]
    )
    headcount = forms.ChoiceField(
        label=_("Number of employees"),
        required=False,
        widget=LongSelect,
        choices=[("", _("All sizes")), *size_class.HeadcountBand.choices],
    )
    province = forms.ChoiceField(
        label=_("Province or city"),
        required=False,
        widget=LongSelect,
        choices=[("", _("All provinces")), *provinces.CHOICES],
    )
    programme: "forms.ModelChoiceField[Programme]" = forms.ModelChoiceField(
        label=_("Programme"),
        required=False,
        widget=LongSelect,
        queryset=Programme.objects.none(),
        to_field_name="uuid",
        empty_label=_("All programmes"),
    )
    state = forms.ChoiceField(label=pgettext_lazy("of a review", "State"), required=False, widget=LongSelect)
    due = forms.ChoiceField(label=pgettext_lazy("of a review", "Due date"), required=False, widget=LongSelect)
    age = forms.ChoiceField(label=pgettext_lazy("of a review", "Arrived"), required=False, widget=LongSelect)
    advisor = forms.ChoiceField(label=_("Advisor"), required=False, widget=LongSelect)

    MORE = ("sector", "headcount", "province", "programme", "state", "due", "age", "advisor")

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        """Offer what there is to choose from now, of programmes those that this person works for."""
        super().__init__(data)
        self.fields["q"].widget.attrs["class"] = "form-control"
        offered = self.fields
        cast("Any", offered["programme"]).queryset = programmes_of(user).order_by("-starts_on", "-pk")
        cast("Any", offered["state"]).choices = [("", _("All states")), *Standing.choices]
        cast("Any", offered["due"]).choices = [("", _("All due dates")), *DueState.choices]
        cast("Any", offered["age"]).choices = [("", _("At any time")), *Age.choices]
        cast("Any", offered["advisor"]).choices = _advisors()

    def wanted(self) -> Wanted:
        """Return what the valid fields ask for."""
        self.full_clean()
        given: dict[str, Any] = self.cleaned_data
        plain = ("view", "sector", "province", "headcount", "state", "due", "age", "advisor")
        return Wanted(
            words=tuple(search_key(given.get("q", "")).split()),
            former=former_provinces.province_of(given.get("q", "")),
            programme=given.get("programme"),
            **{name: given.get(name, "") for name in plain},
        )

    @property
    def place_meant(self) -> tuple[str, str] | None:
        """Return the province whose name is searched for, unless it is filtered by already.

        It is offered, not taken: firms are named after places, and a search for them is not to drown in a city's.
        """
        code = provinces.code_of(self.cleaned_data.get("q", ""))
        return (code, dict(provinces.CHOICES)[code]) if code and not self.cleaned_data.get("province") else None

    @property
    def oldest_first(self) -> bool:
        """Whether the longest wait comes first: where the reader says so, else where one works from there down."""
        order = self.cleaned_data.get("order")
        return order == OLDEST if order else self.cleaned_data.get("view", "") in OLDEST_FIRST

    @property
    def other_order(self) -> str:
        """Return how the list would be turned round."""
        return NEWEST if self.oldest_first else OLDEST

    @property
    def more(self) -> list[forms.BoundField]:
        """Return the fields that stand behind one word."""
        return [self[name] for name in self.MORE]

    @property
    def shows_more(self) -> bool:
        """Whether one of these is in force or at fault."""
        return any(self.cleaned_data.get(name) or self.errors.get(name) for name in self.MORE)

    def chips(self) -> list[Chip]:
        """Return the filters in force, in the order of the form."""
        return [
            Chip(field.label, self._words(field, self.cleaned_data[name]), self._without(name))
            for name, field in self.fields.items()
            if name not in {"view", "order"} and self.cleaned_data.get(name)
        ]

    def query(self) -> str:
        """Return view and filters as an address has them, without the page."""
        query = cast("QueryDict", self.data)
        kept = [(name, query[name]) for name in self.fields if query.get(name)]
        return urlencode(kept)

    def _without(self, name: str) -> str:
        query = cast("QueryDict", self.data).copy()
        for gone in (name, "before", "after"):
            query.pop(gone, None)
        return f"?{query.urlencode()}"

    @staticmethod
    def _words(field: forms.Field, value: Any) -> Any:
        return dict(cast("Any", field.choices)).get(value, value) if isinstance(field, forms.ChoiceField) else value


def _advisors() -> list[tuple[str, object]]:
    """Return whose reviews can be chosen: everybody who advises now."""
    people = [(str(each.pk), str(each)) for each in advisors()]
    return [("", _("All advisors")), (NOBODY, pgettext_lazy("view of the queue", "Unassigned")), *people]
