"""What may be written to a log: what happened and where, never what somebody typed or whose record it was."""

import copy
import logging
import traceback
from collections.abc import Iterable
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
OF_REQUESTS = ("django.request", "django.security")
OF_TASKS = "celery.app.trace"
TOLD_OF_TASKS = ("name", "id", "description", "runtime")


class QuietFormatter(logging.Formatter):
    """A line with the request's id. Errors are named by kind and place: their messages quote what was typed."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        from audit.actions import request_id  # noqa: PLC0415 -- settings name this class before any app is ready

        quiet = copy.copy(record)  # other handlers get the record as it was
        quiet.msg, quiet.args, quiet.exc_text = message_of(record), None, None
        quiet.request_id = request_id.get() or "-"
        return super().format(quiet)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's name
        return super().formatMessage(record).replace("\n", " ").replace("\r", " ")

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 -- logging's name
        return "\n".join(told_of(ei[1])) if ei[1] is not None else ""


def message_of(record: logging.LogRecord) -> str:
    """The message with what is safe in it. A % in it is text, and is not filled in again."""
    request = getattr(record, "request", None)
    if record.name.startswith(OF_REQUESTS):
        return told_of_request(record, request)
    quiet = copy.copy(record)
    if record.name == OF_TASKS and isinstance(record.args, dict):
        quiet.args = told_of_task(record.args, record.exc_info)
    elif isinstance(record.args, tuple):
        quiet.args = tuple(name_of(one) if isinstance(one, BaseException) else one for one in record.args)
    try:
        return quiet.getMessage()
    except (
        TypeError,
        ValueError,
        KeyError,
    ):  # logging would print the arguments to say what is wrong with them
        return "a message that does not fit its arguments"


def told_of_request(record: logging.LogRecord, request: HttpRequest | None) -> str:
    """The route, not the address: people put names in addresses, and queries hold what they look for."""
    match = request.resolver_match if request is not None else None
    route = f"/{match.route}" if match else "an address that is none"
    method = request.method if request is not None else "-"
    return f"{getattr(record, 'status_code', '-')} {method} {route}"


def told_of_task(context: dict[str, Any], exc_info: Any) -> dict[str, Any]:
    told = {key: value if key in TOLD_OF_TASKS else "…" for key, value in context.items()}
    if "exc" in context:
        told["exc"] = name_of(exc_info[1]) if exc_info and exc_info[1] else "an error"
    return told


def name_of(error: BaseException) -> str:
    """The kind of error, and of a database error the rule that was broken."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    diag = getattr(error, "diag", None)
    facts = [getattr(diag, name, None) for name in ("sqlstate", "table_name", "constraint_name")]
    if isinstance(error, OSError) and error.strerror:
        facts.append(error.strerror)
    known = ", ".join(str(fact) for fact in facts if fact)
    return f"{kind} ({known})" if known else kind


def told_of(error: BaseException) -> Iterable[str]:
    """Every place the error came through, the first cause first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from told_of(before)
        yield "then:"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
    yield name_of(error)


class NothingTyped(SafeExceptionReporterFilter):
    """For whatever may one day report errors by mail: neither what was sent nor what was being worked on."""

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {} if request is None or self.is_active(request) else super().get_post_parameters(request)

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> Any:
        if self.is_active(request):
            return ()
        return super().get_traceback_frame_variables(request, tb_frame)
