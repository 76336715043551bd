"""Structured logs: one JSON line an event with the request's id, and never an answer or a personal fact in it."""

import logging
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from structlog.typing import EventDict, Processor

from c4ir_assess.faults import trace

_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configuration(*, as_json: bool) -> dict[str, Any]:
    """Return Django's LOGGING: everything to the terminal, JSON in production, plain lines when debugging."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last: Any = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    without_messages,
                    last,
                ],
            },
        },
        "filters": {"without_path": {"()": WithoutPath}},
        "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["terminal"], "level": "INFO"},
        "loggers": {
            # PDF rendering names every ignored CSS rule and every font subset; only real faults matter here.
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
            # Celery's "received" and "succeeded" repeat what the jobs say of themselves.
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            # Django's own request lines repeat ours and would carry query strings.
            "django.server": {"level": "ERROR"},
            # A refused request is in our line already; a broken one is told without its path, maybe a private link.
            "django.request": {"level": "ERROR", "filters": ["without_path"]},
        },
    }


def without_messages(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Write a fault as the way to it, without its message: a database quotes the value that it refuses."""
    told = event.pop("exc_info", None)
    fault = sys.exc_info()[1] if told is True else told[1] if isinstance(told, tuple) else told
    if isinstance(fault, BaseException):
        event["exception"] = trace(fault)
    return event


class WithoutPath(logging.Filter):
    """Name the route of a request that broke, not its path."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the line; every line passes."""
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        record.msg, record.args = f"broken request to {match.route if match else 'no route'}", ()
        return True


class RequestLogMiddleware:
    """Give each request an id, send it back as X-Request-ID, and log one line with method, route, status and time.

    The route is the URL's pattern, not its path: a path may hold an id or a token that grants access.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response
        self.logger = structlog.get_logger("c4ir_assess.request")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and log it."""
        request_id = uuid.uuid4().hex
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            match = request.resolver_match
            self.logger.log(
                logging.WARNING if response.status_code >= 500 else logging.INFO,  # noqa: PLR2004 -- HTTP server faults
                "request",
                method=request.method,
                route=match.route if match else None,
                status=response.status_code,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
        response["X-Request-ID"] = request_id
        return response
