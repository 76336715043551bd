"""What the settings make of the environment, seen from a fresh interpreter, and what .env.example says of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.product import environment
from tests.servers import ROOT, product_variables

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "x7" * 25
READ_BY_PROGRAMS = {"HOST", "PORT", "DEMO"}  # bin/run reads these
READ_BY_COMPOSE = {"POSTGRES_PASSWORD"}
HTTPS = {
    "BASE_URL": "https://assess.example.org",
    "EMAIL_URL": "smtp+tls://mail.example.org",
    "TRUSTED_PROXIES": "1",
}
SHOW = """
import json
from c4ir_assess import environment
asked = set()
read = environment.text
environment.text = lambda name, default="": asked.add(name) or read(name, default)
from c4ir_assess import settings
shown = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
print(json.dumps({"asked": sorted(asked), **shown}, default=str))
"""


def load(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    surroundings = environment(tmp_path, 8000, **variables)
    return subprocess.run(
        [sys.executable, "-c", SHOW], env=surroundings, capture_output=True, text=True, check=False, cwd=ROOT
    )


def shown(tmp_path: Path, **variables: str) -> dict:
    loaded = load(tmp_path, **({"SECRET_KEY": SECRET} | variables))
    assert loaded.returncode == 0, loaded.stderr
    return json.loads(loaded.stdout)


def test_every_variable_is_in_the_example(tmp_path: Path) -> None:
    asked = set(shown(tmp_path)["asked"])
    assert set(product_variables()) == asked | READ_BY_PROGRAMS | READ_BY_COMPOSE


def test_every_variable_of_the_example_has_a_comment() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.findall(r"\n\n#?([A-Z_]+)=", text) == []


def test_compose_asks_only_for_known_variables() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text(encoding="utf-8")))
    assert asked <= set(product_variables())


def test_reports_are_made_two_at_a_time_where_there_are_two_cores(tmp_path: Path) -> None:
    assert shown(tmp_path)["CELERY_WORKER_CONCURRENCY"] == min(2, os.cpu_count() or 1)


def test_reports_made_at_a_time_are_what_the_operator_says(tmp_path: Path) -> None:
    assert shown(tmp_path, REPORT_PROCESSES="4")["CELERY_WORKER_CONCURRENCY"] == 4


def test_no_process_for_reports_stops_the_start(tmp_path: Path) -> None:
    ended = load(tmp_path, SECRET_KEY=SECRET, REPORT_PROCESSES="0")
    assert "ImproperlyConfigured: Unexpected value REPORT_PROCESSES=0, use a whole number from 1" in ended.stderr


@pytest.mark.parametrize("secret", ["", "short"])
def test_weak_secret_key_stops_the_start(tmp_path: Path, secret: str) -> None:
    ended = load(tmp_path, SECRET_KEY=secret)
    assert "ImproperlyConfigured: SECRET_KEY must have at least 50 characters" in ended.stderr


def test_https_hardens_the_cookies(tmp_path: Path) -> None:
    hard = shown(tmp_path, **HTTPS)
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_INCLUDE_SUBDOMAINS")
    assert [hard[name] for name in names] == [True] * 4
    assert (hard["SESSION_COOKIE_NAME"], hard["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")


def test_http_has_no_transport_promises(tmp_path: Path) -> None:
    plain = shown(tmp_path, BASE_URL="http://127.0.0.1:8000")
    assert (plain["SESSION_COOKIE_SECURE"], plain["SECURE_HSTS_SECONDS"]) == (False, 0)


def test_hosts_come_from_the_base_url(tmp_path: Path) -> None:
    assert shown(tmp_path, **HTTPS)["ALLOWED_HOSTS"] == [
        "assess.example.org",
        "localhost",
    ]


def test_forwarded_protocol_is_believed_under_https_only(tmp_path: Path) -> None:
    assert shown(tmp_path, **HTTPS)["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert "SECURE_PROXY_SSL_HEADER" not in shown(tmp_path, TRUSTED_PROXIES="1")


@pytest.mark.parametrize("proxies", ["0", "-1", ""])
def test_https_without_a_proxy_stops_the_start(tmp_path: Path, proxies: str) -> None:
    ended = load(tmp_path, SECRET_KEY=SECRET, **HTTPS | {"TRUSTED_PROXIES": proxies})
    assert "ImproperlyConfigured: BASE_URL is https, so TRUSTED_PROXIES must be at least 1" in ended.stderr


@pytest.mark.parametrize("mailer", ["", "file:"])
def test_https_with_printed_mail_stops_the_start(tmp_path: Path, mailer: str) -> None:
    ended = load(tmp_path, SECRET_KEY=SECRET, **HTTPS | {"EMAIL_URL": mailer})
    assert "ImproperlyConfigured: BASE_URL is https, so EMAIL_URL must be a mail server" in ended.stderr


def test_ux_42_https_with_an_optional_second_factor_stops_the_start(tmp_path: Path) -> None:
    ended = load(tmp_path, SECRET_KEY=SECRET, **HTTPS | {"STAFF_SECOND_FACTOR": "optional"})
    assert "ImproperlyConfigured: BASE_URL is https, so STAFF_SECOND_FACTOR must be mandatory" in ended.stderr


def test_ux_42_second_factor_is_mandatory_unless_told_otherwise(tmp_path: Path) -> None:
    assert shown(tmp_path)["STAFF_SECOND_FACTOR"] == "mandatory"


def test_https_with_printed_messages_stops_the_start(tmp_path: Path) -> None:
    ended = load(tmp_path, SECRET_KEY=SECRET, **HTTPS | {"SMS_SENDER": "console"})
    assert "ImproperlyConfigured: BASE_URL is https, so SMS_SENDER must not be console" in ended.stderr


def test_message_gateway_without_an_address_stops_the_start(tmp_path: Path) -> None:
    ended = load(tmp_path, SECRET_KEY=SECRET, SMS_SENDER="smtp", SMS_GATEWAY_ADDRESS="sms@example.org")
    assert "ImproperlyConfigured: SMS_SENDER=smtp needs SMS_GATEWAY_ADDRESS" in ended.stderr


def test_logo_that_cannot_be_shown_stops_the_start(tmp_path: Path) -> None:
    ended = load(tmp_path, SECRET_KEY=SECRET, OPERATOR_NAME="Trung tâm Mẫu", OPERATOR_LOGO=str(tmp_path / "logo.svg"))
    assert f"ImproperlyConfigured: OPERATOR_LOGO={tmp_path}/logo.svg cannot be read" in ended.stderr


def test_sign_in_counters_are_not_flushed_by_a_few_hundred_others(tmp_path: Path) -> None:
    assert shown(tmp_path)["CACHES"]["default"]["OPTIONS"]["MAX_ENTRIES"] >= 100_000


def test_wrong_value_stops_the_start_with_its_name(tmp_path: Path) -> None:
    assert "Unexpected value DEBUG=yes, use 'True' or 'False'" in load(tmp_path, DEBUG="yes").stderr


@pytest.mark.parametrize("verification", ["mandatory", "optional"])
def test_system_checks_pass(tmp_path: Path, verification: str) -> None:
    surroundings = environment(tmp_path, 8000, SECRET_KEY=SECRET, EMAIL_VERIFICATION=verification)
    command = [sys.executable, "manage.py", "check", "--fail-level=WARNING"]
    checked = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, cwd=ROOT)
    assert checked.returncode == 0, checked.stderr
