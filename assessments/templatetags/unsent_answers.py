"""The place on a page where answers that have not reached the server are told, with the keys to them."""

import json
from typing import Any
from uuid import UUID

from django import template

from assessments import unsent

register = template.Library()


@register.inclusion_tag("assessments/_unsent.html", takes_context=True)
def unsent_answers(context: dict[str, Any], *, has_state: bool = False, is_review: bool = False) -> dict[str, Any]:
    """Draw the place; ``has_state`` when the page says elsewhere what is saved, ``is_review`` for an advisor's page.

    A page about no one assessment carries no keys; its script asks for those to what it finds.
    """
    assessment, seat = context.get("assessment"), context.get("seat")
    delegation = seat.delegation if seat else None
    found = unsent.holders(context["request"], assessment, delegation) if assessment else []
    return {
        "uuid": assessment.uuid if assessment else "",
        "csrf_token": context.get("csrf_token"),
        "has_state": has_state,
        "is_review": is_review,
        "holders": json.dumps(found),
        "nothing": UUID(int=0),
    }
