"""What a second rater posts about one question: the answer they find, and a note."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext

from assessments import answer_fields
from assessments.answer_form import AnswerForm
from assessments.answers import REASON_LENGTH, Given, checked
from questionnaires.document import Item
from questionnaires.words import Language
from reviews.second.rating import LONGEST


class RateForm(forms.Form):
    """The note beside the answer's own fields, which are read as on the firm's card. ``next`` is where to go then."""

    note = forms.CharField(required=False, max_length=LONGEST)
    next = forms.CharField(required=False, max_length=60)

    def __init__(self, data: QueryDict, *, item: Item, language: Language) -> None:
        """Read one item's rating."""
        super().__init__(data)
        self.item = item
        self.answer_form = AnswerForm(data, item=item, language=language)
        self.problem, self.field = "", ""

    @property
    def note_typed(self) -> str:
        """Return the note as it was posted."""
        return str(self.data.get("note", ""))

    def given(self) -> Given | None:
        """Return the answer that was found; None with ``problem`` and ``field`` set where something is missing.

        Raises InvalidAnswer for what no page of ours posts.
        """
        if not self.is_valid() or not self.answer_form.is_valid():
            return self._wrong(gettext("A text is too long, or a field has a value that it cannot have."), "note")
        match self.answer_form.cleaned_data["choice"]:
            case "dont_know":
                return Given("dont_know")
            case "not_applicable":
                return self._not_applicable()
        return self._answered()

    def _not_applicable(self) -> Given | None:
        why = " ".join(self.cleaned_data["note"].split())[:REASON_LENGTH]
        if not why:
            return self._wrong(gettext("Please say in the note why it does not apply."), "note")
        return Given("not_applicable", reason=why)

    def _answered(self) -> Given | None:
        try:
            value = answer_fields.read(self.item.answer, self.answer_form.posted)
        except ValidationError as wrong:
            return self._wrong(wrong.messages[0], "answer")
        if value is None:
            return self._wrong(gettext("Please choose the answer that you find."), "answer")
        return checked(self.item, Given("answered", value))

    def _wrong(self, problem: str, field: str) -> Given | None:
        self.problem, self.field = problem, field
        return None
