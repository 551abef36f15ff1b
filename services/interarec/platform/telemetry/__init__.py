"""Logs, metrics and trace context under one set of names."""

from interarec.platform.telemetry.logs import configure_logs, get_logger
from interarec.platform.telemetry.traces import new_traceparent, trace_id

__all__ = ["configure_logs", "get_logger", "new_traceparent", "trace_id"]
