"""Reading the environment loudly: a wrong value stops the start with one clear sentence.

Secrets may also come from a file named by ``<NAME>_FILE``, as container platforms mount them.
"""

import os
from collections.abc import Collection, Mapping
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PRINTED_MAIL = "accounts.mail.FileAndConsoleBackend"
ANYMAIL, AMAZON = "anymail+", "amazon_ses"
MAIL_SECONDS = 5  # how long anybody waits for a mail server


def text(name: str, default: str = "") -> str:
    """Return the variable, else the content of the file named by ``<name>_FILE``, else the default."""
    if value := os.environ.get(name, "").strip():
        return value
    file = os.environ.get(f"{name}_FILE")
    if not file:
        return default
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as fault:
        raise ImproperlyConfigured(f"{name}_FILE={file} cannot be read: {fault.strerror}") from fault


def flag(name: str, *, default: bool) -> bool:
    """Return a yes/no variable; only True and False are understood."""
    value = text(name)
    if not value:
        return default
    if value not in {"True", "False"}:
        raise ImproperlyConfigured(f"Unexpected value {name}={value}, use 'True' or 'False'")
    return value == "True"


def integer(name: str, default: int) -> int:
    """Return a whole-number variable."""
    return _whole(name, text(name) or str(default))


def count(name: str, default: int) -> int:
    """Return a whole-number variable of at least one."""
    if (value := integer(name, default)) < 1:
        raise ImproperlyConfigured(f"Unexpected value {name}={value}, use a whole number from 1")
    return value


def _whole(name: str, value: str) -> int:
    try:
        return int(value)
    except ValueError as fault:
        raise ImproperlyConfigured(f"Unexpected value {name}={value}, use a whole number") from fault


def share(name: str, default: str) -> Fraction:
    """Return a part of one, such as 0.1."""
    value = text(name) or default
    try:
        found = Fraction(value)
    except (ValueError, ZeroDivisionError) as fault:
        raise ImproperlyConfigured(f"Unexpected value {name}={value}, use a number from 0 to 1") from fault
    if not 0 <= found <= 1:
        raise ImproperlyConfigured(f"Unexpected value {name}={value}, use a number from 0 to 1")
    return found


def choice(name: str, default: str, allowed: Collection[str]) -> str:
    """Return a variable that knows only some words."""
    value = text(name) or default
    if value not in allowed:
        raise ImproperlyConfigured(f"Unexpected value {name}={value}, use one of: {', '.join(sorted(allowed))}")
    return value


def origin(name: str, default: str) -> str:
    """Return a web address without a path, such as ``https://assess.example.org``."""
    value = (text(name) or default).rstrip("/")
    parts = _split(name, value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(f"Unexpected value {name}={value}, use http://host or https://host without a path")
    return value


def _split(name: str, url: str) -> SplitResult:
    """Take a URL apart; a port that is no number is a fault of the variable, not of some library later."""
    parts = urlsplit(url)
    try:
        _ = parts.port
    except ValueError as fault:
        raise ImproperlyConfigured(f"{name} has an impossible port: {fault}") from fault
    return parts


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list, empty entries left out."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str) -> dict[str, Any]:
    """Turn ``sqlite:///path`` or ``postgresql://user:password@host:port/name`` into Django's settings.

    SQLite writes begin IMMEDIATE, so that two writers queue instead of failing half-way; WAL lets readers go on.
    PostgreSQL uses psycopg's pool (``?pool=off`` switches it off, ``?pool_max=20`` sizes it).
    """
    parts = _split("DATABASE_URL", url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path.removeprefix("/")))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(url, parse_qs(parts.query))
    raise ImproperlyConfigured(f"DATABASE_URL must begin with sqlite:/// or postgresql://, not {parts.scheme}://")


def _sqlite(path: str) -> dict[str, Any]:
    if not path:
        raise ImproperlyConfigured("DATABASE_URL names no file, use sqlite:////absolute/path/db.sqlite3")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def _postgresql(url: str, query: Mapping[str, list[str]]) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL names no database, use postgresql://user:password@host:port/name")
    options: dict[str, Any] = {"connect_timeout": 5}
    if query.get("pool") != ["off"]:
        options["pool"] = {
            "min_size": 1,
            "max_size": _whole("DATABASE_URL pool_max", query.get("pool_max", ["8"])[0]),
            "timeout": 10,
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or query.get("host", [""])[0],
        "PORT": str(parts.port or ""),
        # A pooled connection that the server has cut (restart, failover) is replaced before a request meets it.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def broker(url: str) -> str:
    """Turn ``redis://``, ``rediss://`` (TLS) or ``unix:///path/to.sock?db=1`` into the address that Celery understands.

    TLS means a checked certificate unless the URL says otherwise: the library's own default checks nothing.
    """
    parts = _split("REDIS_URL", url)
    if parts.scheme == "redis" and parts.hostname:
        return url
    if parts.scheme == "rediss" and parts.hostname:
        return url if "ssl_cert_reqs=" in parts.query else f"{url}{'&' if parts.query else '?'}ssl_cert_reqs=required"
    if parts.scheme == "unix" and parts.path.strip("/") and not parts.hostname:
        return f"redis+socket://{parts.netloc}{parts.path}?virtual_host={parse_qs(parts.query).get('db', ['0'])[0]}"
    raise ImproperlyConfigured("REDIS_URL must begin with redis://host, rediss://host or unix:///absolute/path")


def scanner(url: str) -> str:
    """Return ClamAV's address, ``tcp://host:3310`` or ``unix:///path/to.sock``; empty for none."""
    parts = _split("CLAMD_URL", url)
    if not url or (parts.scheme == "tcp" and parts.hostname) or (parts.scheme == "unix" and parts.path.strip("/")):
        return url
    raise ImproperlyConfigured("CLAMD_URL must begin with tcp://host or unix:///absolute/path")


def email(url: str) -> dict[str, Any]:
    """Turn ``smtp://``, ``smtps://`` (TLS from the start), ``smtp+tls://`` (STARTTLS) or ``file:`` into a mailer.

    ``file:`` keeps each message as an .eml file in ``DATA_DIR/mail`` and prints it: what ./bin/run uses.
    ``anymail+postmark:?server_token=…`` sends through a provider's interface; what follows ``?`` are its options.
    """
    parts = _split("EMAIL_URL", url)
    if parts.scheme == "file":
        return {"BACKEND": PRINTED_MAIL}
    if parts.scheme.startswith(ANYMAIL):
        return _provider(parts)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL must be file:, smtp://, smtps:// or smtp+tls:// with a host, or anymail+<provider>:?<options>"
        )
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[parts.scheme],
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp+tls",
            "timeout": MAIL_SECONDS,
        },
    }


def _provider(parts: SplitResult) -> dict[str, Any]:
    """Return a mailer of django-anymail, which knows each provider under the name of a module."""
    name = parts.scheme.removeprefix(ANYMAIL).replace("-", "_")
    if find_spec(f"anymail.backends.{name}") is None:
        raise ImproperlyConfigured(f"EMAIL_URL names a provider that django-anymail does not know: {name}")
    options: dict[str, Any] = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    if name != AMAZON:  # it takes the time of another library
        options.setdefault("requests_timeout", MAIL_SECONDS)
    return {"BACKEND": f"anymail.backends.{name}.EmailBackend", "OPTIONS": options}


def sms_sender(name: str) -> str:
    """Return what delivers messages to mobile numbers: nothing, ``console``, ``smtp`` or the dotted path of a class."""
    if name in {"", "console", "smtp"} or (all(part.isidentifier() for part in name.split(".")) and "." in name):
        return name
    raise ImproperlyConfigured("SMS_SENDER must be empty, console, smtp or the dotted path of a class with send()")
