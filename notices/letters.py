"""What a letter says: that there is something to read or to do, and where; never what a result is.

The firm's name stands in the letter alone: a subject is read over shoulders.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.letters import answer_to, contact
from accounts.models import User
from notices import preferences
from notices.models import Notice
from notices.rules import rule, sentence, whose


@dataclass(frozen=True, slots=True)
class Entry:
    """One notice as a letter tells it."""

    title: str
    whose: str
    sentence: str
    link: str


def send(*, reader: User, notices: Sequence[Notice], name: str) -> None:
    """Write one letter in the reader's language; ``name`` makes it the same letter if it is sent again.

    A mail fault is raised, so that its job tries again.
    """
    with translation.override(reader.language):
        compose(reader=reader, notices=notices, name=name).send()


def compose(*, reader: User, notices: Sequence[Notice], name: str) -> EmailMultiAlternatives:
    """Return a letter about these notices in the active language, as plain text and as HTML."""
    entries = [_entry(each) for each in notices]
    unsubscribe = preferences.link(reader) if any(rule(each).is_reminder for each in notices) else ""
    facts = {
        "entries": entries,
        "unsubscribe": unsubscribe,
        "contact": contact(),
        "is_demonstration": not settings.OPERATOR_NAME,
        "language": translation.get_language(),
        "preferences": f"{settings.BASE_URL}{reverse('accounts:person')}",
    }
    subject = entries[0].title if len(entries) == 1 else _("Several things for you on C4IR Assess")
    letter = EmailMultiAlternatives(
        subject,
        render_to_string("notices/letter.txt", facts),
        to=[reader.email],
        reply_to=answer_to(),
        headers=_headers(name, unsubscribe),
    )
    letter.attach_alternative(render_to_string("notices/letter.html", facts | {"subject": subject}), "text/html")
    return letter


def _headers(name: str, unsubscribe: str) -> dict[str, str]:
    headers = {"Message-ID": f"<{name}@{urlsplit(settings.BASE_URL).hostname}>", "Auto-Submitted": "auto-generated"}
    if unsubscribe:  # RFC 8058: the mail program's own button ends them
        headers |= {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def _entry(notice: Notice) -> Entry:
    link = f"{settings.BASE_URL}{reverse('notices:open', args=[notice.uuid])}"
    return Entry(title=str(rule(notice).title), whose=whose(notice), sentence=sentence(notice), link=link)
