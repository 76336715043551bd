"""A trial without compulsory confirmation (bin/run) sends a link; it must be in the mail."""

import re

from django.core import mail


def test_mail_of_an_optional_confirmation_holds_its_link(client, db, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = False

    client.post(
        "/accounts/signup/",
        {"name": "Nguyễn Thị Lan", "email": "lan@example.org", "password1": "một mật khẩu đủ dài 2026"},
    )

    assert re.search(r"https?://\S+/accounts/confirm-email/\S+", mail.outbox[0].body)
