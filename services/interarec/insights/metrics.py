"""Names of what the insights service counts."""

from __future__ import annotations

from prometheus_client import Counter

__all__ = ["PUBLISHED", "RECORDS", "SKIPPED"]

RECORDS = Counter("interarec_insights_records_total", "records counted", ["topic"])
SKIPPED = Counter("interarec_insights_skipped_total", "records that cannot be decoded", ["topic"])
PUBLISHED = Counter("interarec_insights_windows_published_total", "windows published, again or for the first time")
