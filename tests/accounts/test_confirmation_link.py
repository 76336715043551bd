"""A trial without compulsory confirmation (bin/run) sends a link instead of a code; it must be in the mail."""

import pytest
from django.template.loader import render_to_string

LINK = "http://127.0.0.1:8000/accounts/confirm-email/abc/"


@pytest.mark.parametrize("mail", ["email_confirmation", "email_confirmation_signup"])
@pytest.mark.parametrize(("way", "value"), [("activate_url", LINK), ("code", "123456")])
def test_mail_of_a_confirmation_holds_its_code_or_link(mail, way, value):
    assert value in render_to_string(f"account/email/{mail}_message.txt", {way: value})
