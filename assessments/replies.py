"""The firm's words beside its answers to questions that came back, as a page posts them.

A page says what stood there when it was shown, so that words of a colleague are never overwritten unseen; a device that
had no answer to a save names what it sent before as well. Its address says which return the words are for: what waited
on a device until the same question came back another time is no reply to the later return.
"""

from django.http import QueryDict

from assessments import reviewed
from assessments.models import Assessment, Return, ReturnedItem
from assessments.reviewed import as_typed
from c4ir_assess.exceptions import StaleVersion

REPLY, WAS = "reply-", "was-reply-"
RETURN = "return"  # in the address that a page posts to


def cards_alone(data: QueryDict) -> QueryDict:
    """Return what was posted without the words beside the cards."""
    cards = data.copy()
    for name in data:
        if name.startswith((REPLY, WAS)) or (name == "item" and str(data[name]).startswith(REPLY)):
            del cards[name]
    return cards


def are_for(back: Return | None, about: str) -> bool:
    """Whether what was posted to a page ``about`` a return is for the one that is open."""
    return back is not None and about == str(back.uuid)


def store(assessment: Assessment, back: Return, data: QueryDict) -> dict[str, str]:
    """Store the words that were typed; return by item those that were not, since a colleague wrote others meanwhile."""
    contested = {}
    for row in back.items.all():
        text = _typed(data, row.item)
        if text is None or text == as_typed(row.reply):
            continue
        try:
            reviewed.reply(assessment=assessment, item=row.item, text=text, seen=_was(data, row.item) or None)
        except StaleVersion:
            contested[row.item] = text
    return contested


def late(assessment: Assessment, back: Return | None, data: QueryDict, *, about: str) -> dict[str, str]:
    """Return by item the words for another return than the open one which the advisors never got.

    They got what stands beside the question there, or beside the same question now: who copies it has decided.
    """
    if not any(name.startswith(REPLY) for name in data):
        return {}
    rows = list(ReturnedItem.objects.filter(back__assessment=assessment).select_related("back"))
    typed = {row.item: text for row in rows if (text := _typed(data, row.item))}
    got = {(row.item, as_typed(row.reply)) for row in rows if row.back == back or str(row.back.uuid) == about}
    return {item: text for item, text in typed.items() if (item, text) not in got}


def _typed(data: QueryDict, item: str) -> str | None:
    """Return the words that somebody typed; None for what is as the page showed it. An act with a name was typed."""
    text = as_typed(str(data.get(f"{REPLY}{item}", "")))
    is_as_shown = text in _was(data, item) and f"{REPLY}{item}-mutation" not in data
    return None if is_as_shown or f"{REPLY}{item}" not in data else text


def _was(data: QueryDict, item: str) -> list[str]:
    return [as_typed(str(each)) for each in data.getlist(f"{WAS}{item}")]
