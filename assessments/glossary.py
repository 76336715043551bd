"""Which of the framework's terms a page uses, so that the page can explain exactly those."""

import re
from collections.abc import Iterable

from assessments.answer_words import texts
from assessments.outline import Section
from questionnaires.document import Framework
from questionnaires.rules import Term
from questionnaires.words import Language

_ABBREVIATED = re.compile(r"^(?P<long>.+?)\s*\((?P<short>[^)]+)\)$")


def terms_on(framework: Framework, section: Section, language: Language) -> list[Term]:
    """Return the terms that the page's questions, levels and explanations use, in the glossary's order."""
    text = " ".join(_words(section, language)).casefold()
    return [term for term in framework.glossary if any(_occurs(form, text) for form in forms(term.term[language]))]


def _words(section: Section, language: Language) -> Iterable[str]:
    for item in section.items:
        shown = (item.ask, item.why, item.help, item.evidence, *texts(item.answer))
        yield from (text[language] for text in shown if text)


def forms(term: str) -> list[str]:
    """Return the ways a term is written: "Trí tuệ nhân tạo (AI)" is found as either part."""
    match = _ABBREVIATED.match(term)
    return [match["long"], match["short"]] if match else [term]


def _occurs(form: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form.casefold())}(?!\w)", text) is not None
