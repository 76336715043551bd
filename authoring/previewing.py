"""A version as a firm would meet it: pages and cards for a kind of firm that the reader chooses. Nothing is stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from accounts.profile.size_class import SizeClass
from assessments import glossary, outline
from assessments.cards import Card
from assessments.models import Scope
from assessments.outline import Section
from assessments.scoring import applying
from questionnaires.answer_types import Multi
from questionnaires.document import Framework, Item
from questionnaires.languages import filled
from questionnaires.models import FrameworkVersion
from questionnaires.parsing import parse
from questionnaires.rules import Term
from questionnaires.words import Language

SCOPE, VARIANT = "scope", "variant"
ELSE = "-"  # a value that no framework names: what all the others are asked


@dataclass(frozen=True, slots=True)
class Choice:
    """Something about the firm that decides what it is asked; ``options`` are values with their words."""

    name: str
    title: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A framework as one kind of firm is asked it; questions behind a condition on an answer are all there."""

    whole: Framework
    of_firm: Framework
    choices: tuple[Choice, ...]
    scope: str
    language: Language

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return the pages in their order."""
        return outline.sections(self.of_firm, self.scope)

    def terms(self, section: Section) -> list[Term]:
        """Return the words that a page explains."""
        return glossary.terms_on(self.whole, section, self.language)

    def cards(self, section: Section) -> list[Card]:
        """Return the empty cards of a page."""
        return [Card(item, node, self.language) for node, item in section.questions]

    @property
    def conditional(self) -> dict[str, str]:
        """Return on which answers the showing of a question depends, by its id."""
        return {item.id: _conditions(item) for item in self.of_firm.items() if item.applies_when and _conditions(item)}


def preview(version: FrameworkVersion, wanted: Mapping[str, str], language: Language) -> Preview:
    """Return the framework for the kind of firm that is wanted; what is not said is the first of its kind."""
    whole = framework_of(version)
    choices = tuple(_choices(whole, wanted, language))
    chosen = {choice.name: choice.chosen for choice in choices}
    scope, variant = chosen.pop(SCOPE, Scope.FULL), chosen.pop(VARIANT, None)
    of_firm = applying.for_firm(whole, variant=variant, profile=chosen)
    return Preview(whole, of_firm, choices, scope, language)


def framework_of(version: FrameworkVersion) -> Framework:
    """Return a version as a framework; of a draft, texts that lack a language say the same in both."""
    return parse(filled(version.document))


def _choices(framework: Framework, wanted: Mapping[str, str], language: Language) -> Iterator[Choice]:
    if framework.quick:
        yield _choice(SCOPE, gettext("Scope"), tuple((value, str(words)) for value, words in Scope.choices), wanted)
    if framework.variants:
        options = tuple((variant.id, variant.name[language]) for variant in framework.variants)
        yield _choice(VARIANT, gettext("Kind of firm"), options, wanted)
    for fact, values in sorted(_facts(framework).items()):
        options = (*((value, _value_words(value)) for value in values), (ELSE, gettext("Another one")))
        yield _choice(fact, _fact_words(fact), options, wanted)


def _choice(name: str, title: str, options: tuple[tuple[str, str], ...], wanted: Mapping[str, str]) -> Choice:
    known = [value for value, _ in options]
    chosen = wanted.get(name, "")
    return Choice(name, title, options, chosen if chosen in known else known[0])


def _facts(framework: Framework) -> dict[str, list[str]]:
    """Return the facts of a profile that decide something, with the values that the framework names."""
    found: dict[str, list[str]] = {}
    for item in framework.items():
        named = dict(item.applies_when.profile) if item.applies_when else {}
        if isinstance(item.answer, Multi) and item.answer.lists:
            named[item.answer.lists.fact] = tuple(item.answer.lists.by_value)
        for fact, values in named.items():
            found.setdefault(fact, [])
            found[fact] += [value for value in values if value not in found[fact]]
    return found


def _conditions(item: Item) -> str:
    return ", ".join(condition.item for condition in item.applies_when.answers) if item.applies_when else ""


def _fact_words(fact: str) -> str:
    return {"size": gettext("Size of the firm"), "industry": gettext("Industry")}.get(fact, fact)


def _value_words(value: str) -> str:
    return str(SizeClass(value).label) if value in SizeClass.values else value
