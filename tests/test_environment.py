"""The environment is read loudly: a wrong value ends the start with a sentence that names the variable."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from c4ir_assess import environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the variable GIVEN."""
    return lambda value: monkeypatch.setenv("GIVEN", value)


def test_text_strips_spaces(given: Callable[[str], None]) -> None:
    given(" value ")
    assert environment.text("GIVEN") == "value"


def test_text_unset_gives_the_default() -> None:
    assert environment.text("GIVEN", "default") == "default"


@pytest.fixture
def secret_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "secret"
    file.write_text("from a file\n")
    monkeypatch.setenv("GIVEN_FILE", str(file))
    return file


def test_text_from_a_file(secret_file: Path) -> None:
    assert environment.text("GIVEN") == "from a file"


def test_text_empty_variable_leaves_the_file(secret_file: Path, given: Callable[[str], None]) -> None:
    given("")
    assert environment.text("GIVEN") == "from a file"


def test_text_variable_wins_over_the_file(secret_file: Path, given: Callable[[str], None]) -> None:
    given("variable")
    assert environment.text("GIVEN") == "variable"


def test_text_file_that_is_missing_is_named(secret_file: Path) -> None:
    secret_file.unlink()
    with pytest.raises(ImproperlyConfigured, match=r"GIVEN_FILE=.*cannot be read: No such file"):
        environment.text("GIVEN")


@pytest.mark.parametrize(("value", "expected"), [("True", True), ("False", False), ("", True)])
def test_flag_understands(given: Callable[[str], None], value: str, expected: bool) -> None:  # noqa: FBT001 -- a table
    given(value)
    assert environment.flag("GIVEN", default=True) is expected


@pytest.mark.parametrize("value", ["true", "1", "yes", "on", "Flase"])
def test_flag_refuses_other_words(given: Callable[[str], None], value: str) -> None:
    given(value)
    with pytest.raises(ImproperlyConfigured, match=f"GIVEN={value}, use 'True' or 'False'"):
        environment.flag("GIVEN", default=False)


@pytest.mark.parametrize(("value", "expected"), [("12", 12), ("", 7)])
def test_integer_understands(given: Callable[[str], None], value: str, expected: int) -> None:
    given(value)
    assert environment.integer("GIVEN", 7) == expected


@pytest.mark.parametrize("value", ["1.5", "ten", "1,000"])
def test_integer_refuses_what_is_no_whole_number(given: Callable[[str], None], value: str) -> None:
    given(value)
    with pytest.raises(ImproperlyConfigured, match=r"GIVEN=.*use a whole number"):
        environment.integer("GIVEN", 0)


def test_words_leaves_out_empty_entries(given: Callable[[str], None]) -> None:
    given("a.example, ,b.example,")
    assert environment.words("GIVEN") == ["a.example", "b.example"]


def test_choice_refuses_an_unknown_word(given: Callable[[str], None]) -> None:
    given("maybe")
    with pytest.raises(ImproperlyConfigured, match="GIVEN=maybe, use one of: no, yes"):
        environment.choice("GIVEN", "yes", {"yes", "no"})


def test_origin_drops_the_last_slash(given: Callable[[str], None]) -> None:
    given("https://assess.example.org/")
    assert environment.origin("GIVEN", "") == "https://assess.example.org"


@pytest.mark.parametrize(
    "value", ["assess.example.org", "https://", "ftp://host", "https://host/path", "http://host?x=1"]
)
def test_origin_refuses_what_is_no_web_address(given: Callable[[str], None], value: str) -> None:
    given(value)
    with pytest.raises(ImproperlyConfigured, match="use http://host or https://host"):
        environment.origin("GIVEN", "")


def test_origin_with_an_impossible_port_is_refused(given: Callable[[str], None]) -> None:
    given("http://host:port")
    with pytest.raises(ImproperlyConfigured, match="GIVEN has an impossible port"):
        environment.origin("GIVEN", "")


def test_database_sqlite_writes_queue() -> None:
    assert environment.database("sqlite:////data/db.sqlite3")["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_database_sqlite_keeps_an_absolute_path(tmp_path: Path) -> None:
    assert environment.database(f"sqlite:///{tmp_path}/db.sqlite3")["NAME"] == f"{tmp_path}/db.sqlite3"


def test_database_postgresql_decodes_user_and_password() -> None:
    chosen = environment.database("postgresql://us%40er:p%2Fw@db:6432/assess")
    assert (chosen["USER"], chosen["PASSWORD"], chosen["HOST"], chosen["PORT"]) == ("us@er", "p/w", "db", "6432")


def test_database_postgresql_pool_is_sized() -> None:
    chosen = environment.database("postgresql://db/assess?pool_max=20")
    assert chosen["OPTIONS"]["pool"]["max_size"] == 20


def test_database_postgresql_pool_is_switched_off() -> None:
    assert "pool" not in environment.database("postgresql://db/assess?pool=off")["OPTIONS"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://db/assess", "must begin with sqlite:/// or postgresql://, not mysql://"),
        ("sqlite:///", "names no file"),
        ("postgresql://db", "names no database"),
        ("postgresql://db:port/assess", "DATABASE_URL has an impossible port"),
        ("postgresql://db/assess?pool_max=many", "pool_max=many, use a whole number"),
    ],
)
def test_database_refuses(url: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        environment.database(url)


def test_broker_socket_in_celerys_words() -> None:
    assert environment.broker("unix:///run/broker.sock?db=2") == "redis+socket:///run/broker.sock?virtual_host=2"


def test_broker_with_tls_checks_the_certificate() -> None:
    assert environment.broker("rediss://host/0") == "rediss://host/0?ssl_cert_reqs=required"


@pytest.mark.parametrize("url", ["amqp://host", "redis://", "unix://", "host:6379", "redis://host:port"])
def test_broker_refuses(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL"):
        environment.broker(url)


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtps://mail.example", 465, True, False),
        ("smtp+tls://mail.example", 587, False, True),
        ("smtp+tls://mail.example:2525", 2525, False, True),
    ],
)
def test_email_reads_the_way_of_encryption(url: str, port: int, ssl: bool, tls: bool) -> None:  # noqa: FBT001 -- a table
    options = environment.email(url)["OPTIONS"]
    assert (options["port"], options["use_ssl"], options["use_tls"]) == (port, ssl, tls)


def test_email_of_a_provider_takes_its_options_from_the_address() -> None:
    mailer = environment.email("anymail+postmark:?server_token=a%2Bb")
    backend = import_string(mailer["BACKEND"])(alias="default", **mailer["OPTIONS"])
    assert (backend.server_token, backend.timeout) == ("a+b", 5)


def test_email_of_a_provider_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="does not know: nobody"):
        environment.email("anymail+nobody:?api_key=x")


@pytest.mark.parametrize("url", ["http://mail.example", "smtp://", "mail.example"])
def test_email_refuses(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must be"):
        environment.email(url)


@pytest.mark.parametrize("url", ["", "tcp://clamav:3310", "tcp://127.0.0.1", "unix:///run/clamav/clamd.sock"])
def test_scanner_understands(url: str) -> None:
    assert environment.scanner(url) == url


@pytest.mark.parametrize("url", ["clamav:3310", "http://clamav", "tcp://", "unix://", "tcp://clamav:port"])
def test_scanner_refuses_what_is_no_address(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="CLAMD_URL"):
        environment.scanner(url)


@pytest.mark.parametrize(("value", "expected"), [("0.1", Fraction(1, 10)), ("0", 0), ("1", 1), ("", Fraction(1, 4))])
def test_share_reads_a_part_of_one(given: Callable[[str], None], value: str, expected: Fraction) -> None:
    given(value)
    assert environment.share("GIVEN", "0.25") == expected


@pytest.mark.parametrize("value", ["10%", "1.1", "-0.1", "nan", "1/0", "one"])
def test_share_refuses_what_is_no_part_of_one(given: Callable[[str], None], value: str) -> None:
    given(value)
    with pytest.raises(ImproperlyConfigured, match="GIVEN="):
        environment.share("GIVEN", "0")
