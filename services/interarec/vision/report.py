"""The plain data that `interarec read --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

from interarec.domain.errors import NotFound
from interarec.domain.summaries import BehaviourSummary, Offer
from interarec.vision.frames import Frame, Reading
from interarec.vision.gazetteer import Gazetteer
from interarec.vision.reader import LocalReader

__all__ = ["read_report", "report_of", "report_of_summary"]


def read_report(
    images: Sequence[bytes | Path | str],
    *,
    gazetteer: Gazetteer | None = None,
    reader: LocalReader | None = None,
    threads: int = 1,
) -> dict[str, object]:
    """Reads images (bytes or paths) as one batch; `screenshot` in the answer is the index of the argument.

    Raises NotFound for a path that cannot be opened.
    """
    frames = [Frame(str(index), index, _bytes_of(image)) for index, image in enumerate(images)]
    reading = (reader or LocalReader(threads=threads)).read(frames, gazetteer=gazetteer)
    return report_of(reading)


def report_of(reading: Reading) -> dict[str, object]:
    """The report of a reading whose frames' sequences are the indexes of the arguments."""
    offers = [(frame.sequence, offer) for frame in reading.frames for offer in frame.offers]
    report = _summary_report(reading.summary, offers)
    report["timings"] = {stage: round(seconds, 4) for stage, seconds in reading.timings.items()}
    report["reading"] = {
        "lines": reading.lines,
        "new_lines": reading.new_lines,
        "seconds_per_new_line": round(reading.seconds_per_new_line, 5),
    }
    report["skipped"] = [
        {"screenshot": frame.sequence, "reason": frame.reason, "detail": frame.detail} for frame in reading.skipped
    ]
    return report


def report_of_summary(summary: BehaviourSummary, order: Sequence[str]) -> dict[str, object]:
    """The same shape from a summary of any engine; `order` are the screenshot ids in the arguments' order."""
    places = {screenshot_id: index for index, screenshot_id in enumerate(order)}
    offers = [(places.get(piece.screenshot_id), offer) for offer in summary.offers for piece in offer.evidence[:1]]
    return {**_summary_report(summary, offers), "timings": {}}


def _summary_report(summary: BehaviourSummary, offers: Sequence[tuple[int | None, Offer]]) -> dict[str, object]:
    prices = [offer.price for offer in summary.offers if offer.currency == summary.currency]
    return {
        "summary": asdict(summary.categories),
        "offers": [_offer_report(screenshot, offer) for screenshot, offer in offers],
        "lowest_price": _number(min(prices, default=None)),
        "highest_price": _number(max(prices, default=None)),
        "currency": summary.currency,
        "brands": [fact.value for fact in summary.brands],
        "colors": [fact.value for fact in summary.colors],
        "promotions": [fact.value for fact in summary.promotions],
    }


def _offer_report(screenshot: int | None, offer: Offer) -> dict[str, object]:
    box = offer.evidence[0].box if offer.evidence else None
    return {
        "title": offer.title,
        "price": _number(offer.price),
        "currency": offer.currency,
        "was": _number(offer.was),
        "brand": offer.brand,
        "screenshot": screenshot,
        "box": list(box) if box is not None else None,
        "score": offer.score,
    }


def _number(amount: Decimal | None) -> float | None:
    return float(amount) if amount is not None else None


def _bytes_of(image: bytes | Path | str) -> bytes:
    if isinstance(image, bytes):
        return image
    try:
        return Path(image).read_bytes()
    except OSError as error:
        raise NotFound(f"cannot open {image}: {error.strerror}") from error
