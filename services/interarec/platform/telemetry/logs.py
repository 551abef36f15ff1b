"""Structured logs on stderr; stdout belongs to the answers of commands.

Sessions appear as `session` = a hash, never by id; texts and urls of shoppers are not logged.
"""

from __future__ import annotations

import io
import logging
import sys
from typing import Any, Literal, TextIO, cast

import structlog

__all__ = ["configure_logs", "get_logger"]


class _Stderr(io.TextIOBase):
    """Whatever is standard error when a line is written, also after it was exchanged."""

    def write(self, text: str) -> int:
        """Write through."""
        return sys.stderr.write(text)

    def flush(self) -> None:
        """Flush through."""
        sys.stderr.flush()


STDERR = cast(TextIO, _Stderr())


def configure_logs(level: str = "info", style: Literal["json", "console"] = "json") -> None:
    """Set up structlog and the standard library's logging once per process: libraries speak in the same form."""
    number = logging.getLevelNamesMapping()[level.upper()]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer()
    )
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _printable,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=STDERR),
    )
    _hear_libraries(max(number, logging.WARNING), shared, renderer)


def _printable(logger: object, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Text from outside may hold line ends and terminal commands; it is written as escapes, a traceback apart."""
    return {_escaped(key): value if key == "exception" else _escaped(value) for key, value in event.items()}


def _escaped(value: Any) -> Any:
    if not isinstance(value, str) or value.isprintable():
        return value
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in value)


def _hear_libraries(level: int, shared: list[structlog.typing.Processor], renderer: structlog.typing.Processor) -> None:
    """What libraries log, from warnings on, through the same processors."""
    handler = logging.StreamHandler(STDERR)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_name_library, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)


def _name_library(logger: object, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    record: logging.LogRecord = event["_record"]
    return {**event, "component": record.name}


def get_logger(name: str) -> structlog.typing.FilteringBoundLogger:
    """A logger whose lines carry `component=name` (`logger` is a parameter of structlog's own)."""
    logger: structlog.typing.FilteringBoundLogger = structlog.get_logger(component=name)
    return logger
