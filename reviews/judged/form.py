"""What an advisor posts about one question: what became of the answer, the verified one, the words beside it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from assessments import answer_fields
from assessments.answer_form import AnswerForm
from assessments.answers import REASON_LENGTH, Given, checked
from questionnaires.document import Item
from questionnaires.words import Language
from reviews.judged.judgements import Outcome
from reviews.judged.judging import LONGEST, Judgement, Lack
from reviews.models import ItemReview

if TYPE_CHECKING:
    from django.http import QueryDict


class JudgeForm(forms.Form):
    """The fields beside the answer's own, which are read as on the firm's card. ``next`` is where to go once saved."""

    outcome = forms.ChoiceField(required=False, choices=[("", ""), *Outcome.choices])
    ground = forms.ChoiceField(required=False, choices=[("", ""), *ItemReview.Ground.choices])
    reason = forms.CharField(required=False, max_length=LONGEST["reason"])
    note = forms.CharField(required=False, max_length=LONGEST["note"])
    question = forms.CharField(required=False, max_length=LONGEST["question"])
    version = forms.IntegerField(required=False, min_value=0)
    next = forms.CharField(required=False, max_length=60)
    with_firm = forms.BooleanField(required=False)

    def __init__(self, data: "QueryDict", *, item: Item, language: Language) -> None:
        """Read one item's judgement."""
        super().__init__(data)
        self.item = item
        self.answer_form = AnswerForm(data, item=item, language=language)
        self.problem, self.field = "", ""

    @property
    def version_seen(self) -> int:
        """Return the version of the judgement that the page showed."""
        return self.cleaned_data["version"] or 0

    def judgement(self) -> Judgement | None:
        """Return what was posted; None with ``problem`` and ``field`` set where it cannot be read."""
        if not self.is_valid() or not self.answer_form.is_valid():
            self._wrong(gettext("A text is too long, or a field has a value that it cannot have."), "outcome")
            return None
        try:
            given = self._given()
        except ValidationError as wrong:
            self._wrong(wrong.messages[0], f"{self.item.id}-answer")
            return None
        texts: dict[str, Any] = {name: self.cleaned_data[name] for name in ("outcome", "ground", *LONGEST, "with_firm")}
        if "note" in self.data:
            texts["with_firm"] = None  # asked only where the firm reads along, and there is no note
        else:
            texts["note"] = None
        return Judgement(given=given, **texts)

    def lacks(self, what: Lack) -> None:
        """Say what is still needed."""
        self._wrong(*_lacking(what))

    def _wrong(self, problem: str, field: str) -> None:
        self.problem, self.field = problem, field

    def _given(self) -> Given | None:
        """Return the verified answer that was chosen, None without one."""
        choice = str(self.answer_form.cleaned_data["choice"])
        if choice == "dont_know":
            return Given("dont_know")
        if choice == "not_applicable":
            return Given("not_applicable", reason=self._why())
        value = answer_fields.read(self.item.answer, self.answer_form.posted)
        return None if value is None else checked(self.item, Given("answered", value))

    def _why(self) -> str:
        """Return why a question does not apply, in the words that are given anyway."""
        words = self.cleaned_data["reason"] or self.cleaned_data["question"]
        return " ".join(words.split())[:REASON_LENGTH]


def _lacking(what: Lack) -> tuple[str, str]:
    """Return what is still needed, in words, and the field for it."""
    found = {
        Lack.OUTCOME: (gettext("Please choose: agree, another answer, or ask the firm."), "outcome"),
        Lack.CHOICE: (
            gettext("Either agree with the firm’s answer, or choose another one; both are marked."),
            "outcome",
        ),
        Lack.ANSWER: (gettext("Please choose the answer that you verified; there is none yet."), "outcome"),
        Lack.DIFFERENCE: (gettext("This is the firm’s own answer: choose “Agree”, or another answer."), "outcome"),
        Lack.REASON: (gettext("Please say why it differs; the firm reads this."), "reason"),
        Lack.EVIDENCE: (
            gettext("Nothing was shown for this level. Please say what you saw or were told, and how."),
            "reason",
        ),
        Lack.QUESTION: (gettext("Please write what the firm is asked."), "question"),
    }
    return found[what]
