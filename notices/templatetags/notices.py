"""What other rooms' pages show of notices: how many are unread, and how a person wants to hear."""

from typing import Any

from django import template

from accounts.models import User
from notices import preferences, reading
from notices.forms import PreferenceForm

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_notices(context: dict[str, Any]) -> int:
    """Return how many notices the reader has not read."""
    user = context.get("user")
    return reading.unread_count(user) if isinstance(user, User) else 0


@register.inclusion_tag("notices/_preferences.html", takes_context=True)
def notice_preferences(context: dict[str, Any]) -> dict[str, Any]:
    """Show how the reader hears of things, to be changed."""
    chosen = preferences.of(context["user"])
    form = PreferenceForm(initial={"reminders": chosen.reminders, "digest": chosen.digest})
    return {"form": form, "csrf_token": context["csrf_token"]}
