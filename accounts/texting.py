"""The port to whoever delivers short messages to mobile numbers (SMS, ZNS …).

``SMS_SENDER`` names what stands behind it: nothing, ``console``, ``smtp`` (a gateway that turns e-mails into messages),
or the dotted path of a class of one's own that has ``send``. Without one, numbers are noted and codes go by e-mail.
"""

import sys
import uuid
from smtplib import SMTPException
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string


class NotSentError(Exception):
    """The message is not on its way, and asking again later may help."""


class Sender(Protocol):
    """Delivers one short message."""

    def send(self, *, number: str, text: str) -> None:
        """Hand a text to the network; ``number`` is E.164. Raises NotSentError; returns within a few seconds."""


class ConsoleSender:
    """What ./bin/run uses: the message is printed and kept in DATA_DIR/mail like the e-mails."""

    def send(self, *, number: str, text: str) -> None:
        """Write and print."""
        folder = settings.DATA_DIR / "mail"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{uuid.uuid4().hex}.txt").write_text(f"{number}\n{text}\n", encoding="utf-8")
        sys.stderr.write(f"\n--- message to {number}: {text}\n---\n")


class MailGatewaySender:
    """A provider that takes an e-mail to an address made of the number, and sends its text on as a message."""

    def send(self, *, number: str, text: str) -> None:
        """Write to the gateway; the subject stays empty, as gateways put it before the text."""
        address = settings.SMS_GATEWAY_ADDRESS.format(number=number.removeprefix("+"))
        try:
            EmailMessage("", text, to=[address]).send()
        except (SMTPException, OSError) as fault:
            raise NotSentError(type(fault).__name__) from fault


_KNOWN: dict[str, type[Sender]] = {"console": ConsoleSender, "smtp": MailGatewaySender}


def sender() -> Sender | None:
    """Return what delivers messages; None if nothing does."""
    name = settings.SMS_SENDER
    if not name:
        return None
    found: type[Sender] = _KNOWN.get(name) or import_string(name)
    return found()


def is_possible() -> bool:
    """Whether messages can be sent at all."""
    return bool(settings.SMS_SENDER)
