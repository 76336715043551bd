"""Documents in which some texts lack one of the two languages: allowed while they are drafts, never published. Pure."""

from collections.abc import Mapping
from typing import Any

from questionnaires.faults import Complaint, Place
from questionnaires.words import Language

OTHER: Mapping[Any, Language] = {"vi": "en", "en": "vi"}


def is_gap(document: Any, complaint: Complaint) -> bool:
    """Whether a complaint says no more than that a text lacks one language while it has the other."""
    place, predicate = complaint
    if predicate != "is missing" or place[-1] not in OTHER:
        return False
    holder = _at(document, place[:-1])
    return isinstance(holder, Mapping) and bool(holder.get(OTHER[place[-1]]))


def filled(document: Any) -> Any:
    """Return a copy in which a text that lacks a language says the same in both, so that it can be looked at."""
    if isinstance(document, Mapping):
        whole = {key: filled(part) for key, part in document.items()}
        present = {"vi", "en"} & whole.keys()
        return whole | {OTHER[language]: whole[language] for language in present} if len(present) == 1 else whole
    return [filled(part) for part in document] if isinstance(document, list) else document


def _at(document: Any, place: Place) -> Any:
    for step in place:
        document = document.get(step) if isinstance(document, Mapping) else document[step]
    return document
