"""The firm's words beside its answers to questions that came back, as a page posts them.

A page says what stood there when it was shown, so that words of a colleague are never overwritten unseen; a device that
had no answer to a save names what it sent before as well.
"""

from django.http import QueryDict

from assessments import reviewed
from assessments.models import Assessment, Return
from assessments.reviewed import as_typed
from c4ir_assess.exceptions import StaleVersion

REPLY, WAS = "reply-", "was-reply-"


def cards_alone(data: QueryDict) -> QueryDict:
    """Return what was posted without the words beside the cards."""
    cards = data.copy()
    for name in data:
        if name.startswith((REPLY, WAS)) or (name == "item" and str(data[name]).startswith(REPLY)):
            del cards[name]
    return cards


def store(assessment: Assessment, back: Return, data: QueryDict, *, is_one: bool) -> dict[str, str]:
    """Store the words that were typed; return by item those that were not, since a colleague wrote others meanwhile.

    Of a whole page, what is as it was shown is left alone; ``is_one`` was sent since somebody typed it.
    """
    contested = {}
    for row in back.items.all():
        if f"{REPLY}{row.item}" not in data:
            continue
        text = as_typed(str(data[f"{REPLY}{row.item}"]))
        was = [as_typed(str(each)) for each in data.getlist(f"{WAS}{row.item}")]
        if text == as_typed(row.reply) or (text in was and not is_one):
            continue
        try:
            reviewed.reply(assessment=assessment, item=row.item, text=text, seen=was or None)
        except StaleVersion:
            contested[row.item] = text
    return contested
