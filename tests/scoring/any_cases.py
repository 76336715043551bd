"""A framework with answers of one firm, nobody thought of."""

from dataclasses import dataclass, replace
from typing import Any

from assessments.scoring.applying import for_firm
from assessments.scoring.engine import score
from assessments.scoring.types import Answer
from questionnaires.answer_types import Multi
from questionnaires.document import Framework
from questionnaires.parsing import parse
from tests.scoring import any_answers
from tests.scoring.any_documents import INDUSTRIES, SIZES, Author

STATES = (None, Answer("dont_know"), Answer("not_applicable"))


@dataclass(frozen=True)
class Case:
    """What ``score`` is given, and the chance that drew it."""

    framework: Framework
    answers: dict[str, Answer]
    told: dict[str, Any]
    random: Any

    def score(self, answers=None, framework=None, **told):
        given = self.answers if answers is None else answers
        return score(framework or self.framework, given, **{**self.told, **told})

    def types(self):
        """The answer types of all items that may be answered in this scope, as this firm is asked them."""
        return {
            item.id: of_firm(item.answer, self.told["profile"])
            for item in self.framework.items(quick=self.told["scope"] == "quick")
        }

    def checked_as(self):
        """The types that answers are checked by: an item which this firm is not asked takes the options of any list."""
        told, quick = self.told, self.told["scope"] == "quick"
        firms = for_firm(self.framework, variant=told["variant"], profile=told["profile"])
        return {item.id: item.answer for each in (self.framework, firms) for item in each.items(quick=quick)}

    def completed(self):
        """Answers to everything that is open; what left the score stays out."""
        items = {item.id: item for item in self.framework.items()}
        types = self.types()
        return {id_: self._completed(items[id_], types[id_], self.answers.get(id_)) for id_ in types}

    def _completed(self, item, answer_type, answer):
        if answer is not None and answer.state == "answered":
            return replace(answer, value=any_answers.completed(self.random, answer_type, answer.value))
        if answer is not None and answer.state == "not_applicable" and self.leaves(item):
            return answer
        value = any_answers.value(self.random, answer_type)
        return Answer("answered", any_answers.completed(self.random, answer_type, value))

    def leaves(self, item):
        return bool(item.na_reasons) or self.told["basis"] == "verified"


def case(random, answered=0.75, **author):
    """Draw a framework, a firm and its answers. ``answered`` is their share, ``author`` what a document may have."""
    framework = parse(Author(random, **author).document())
    drawn = Case(framework, {}, _told(random, framework), random)
    answers = {id_: _answer(random, of, answered) for id_, of in drawn.types().items()}
    return replace(drawn, answers={id_: answer for id_, answer in answers.items() if answer is not None})


def of_firm(answer_type, profile):
    """Return a list by profile as this firm is asked it; one that it is not asked stays as it is."""
    if not isinstance(answer_type, Multi) or answer_type.lists is None:
        return answer_type
    found = answer_type.lists.by_value.get(profile.get(answer_type.lists.fact))
    return answer_type if found is None else replace(answer_type, options=found[0], scale=found[1], lists=None)


def without(framework, gone):
    """Return the framework without these items and without what is then empty."""
    return replace(framework, root=_without(framework.root, gone))


def _without(node, gone):
    children = [_without(child, gone) for child in node.children]
    return replace(
        node,
        children=tuple(child for child in children if child.children or child.items),
        items=tuple(item for item in node.items if item.id not in gone),
    )


def _told(random, framework):
    facts = {"size": random.choice(SIZES), "industry": random.choice(INDUSTRIES)}
    return {
        "scope": random.choice(("full", "full", "quick")),
        "basis": random.choice(("self", "verified")),
        "variant": random.choice(framework.variants).id if framework.variants else None,
        "profile": {name: fact for name, fact in facts.items() if random.random() < 0.8},
    }


def _answer(random, answer_type, answered):
    if random.random() < answered:
        return Answer("answered", any_answers.value(random, answer_type))
    return random.choice(STATES)
