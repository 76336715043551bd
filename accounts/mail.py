"""E-mail without a mail server: each message becomes an .eml file in DATA_DIR/mail and is printed."""

import sys
import uuid
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FileAndConsoleBackend(BaseEmailBackend):
    """What ./bin/run uses, so that a sign-in code can be read on the terminal."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write and print each message; return how many."""
        folder = settings.DATA_DIR / "mail"
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            (folder / f"{uuid.uuid4().hex}.eml").write_bytes(message.message().as_bytes())
            sys.stderr.write(f"\n--- e-mail to {', '.join(message.to)}: {message.subject}\n{message.body}\n---\n")
        return len(email_messages)
