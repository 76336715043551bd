"""The port to whoever delivers short messages, and what may stand behind it."""

from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.locmem import EmailBackend

from accounts import texting
from c4ir_assess import environment


def test_nothing_is_behind_it_unless_named(settings):
    settings.SMS_SENDER = ""

    assert texting.sender() is None
    assert not texting.is_possible()


def test_console_prints_and_keeps_the_message(settings, tmp_path, capsys):
    settings.SMS_SENDER, settings.DATA_DIR = "console", tmp_path

    texting.sender().send(number="+84912345678", text="123456 là mã")

    assert [file.read_text(encoding="utf-8") for file in (tmp_path / "mail").iterdir()] == [
        "+84912345678\n123456 là mã\n"
    ]
    assert "+84912345678: 123456 là mã" in capsys.readouterr().err


def test_gateway_gets_an_e_mail_to_the_number(settings):
    settings.SMS_SENDER, settings.SMS_GATEWAY_ADDRESS = "smtp", "{number}@sms.example.org"

    texting.sender().send(number="+84912345678", text="123456 là mã")

    message = mail.outbox[-1]
    assert (message.to, message.subject, message.body) == (["84912345678@sms.example.org"], "", "123456 là mã")


class SilentServer(EmailBackend):
    def send_messages(self, email_messages):  # noqa: ARG002 -- it sends none
        raise SMTPServerDisconnected


def test_silent_gateway_says_that_nothing_was_sent(settings):
    settings.SMS_SENDER, settings.SMS_GATEWAY_ADDRESS = "smtp", "{number}@sms.example.org"
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.SilentServer"}}

    with pytest.raises(texting.NotSentError):
        texting.sender().send(number="+84912345678", text="…")


@pytest.mark.parametrize("name", ["", "console", "smtp", "provider.module.Sender"])
def test_setting_knows_its_words_and_dotted_paths(name):
    assert environment.sms_sender(name) == name


@pytest.mark.parametrize("name", ["sms", "https://provider", "a..b", "a.b-c"])
def test_other_words_stop_the_start(name):
    with pytest.raises(ImproperlyConfigured):
        environment.sms_sender(name)
