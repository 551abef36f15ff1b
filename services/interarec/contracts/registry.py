"""Which protobuf message carries which domain value. One line a pair; a test holds the fields of both together."""

from __future__ import annotations

from google.protobuf.message import Message

from interarec.contracts.v1 import (
    batch_pb2,
    constraints_pb2,
    control_pb2,
    insights_pb2,
    interaction_pb2,
    money_pb2,
    recommendation_pb2,
    screenshot_pb2,
    summary_pb2,
)
from interarec.domain import (
    batches,
    constraints,
    control,
    insights,
    interactions,
    money,
    recommendations,
    screenshots,
    summaries,
)

__all__ = ["MESSAGES"]

MESSAGES: dict[type, type[Message]] = {
    money.Money: money_pb2.Money,
    screenshots.Viewport: screenshot_pb2.Viewport,
    screenshots.ImageRef: screenshot_pb2.ImageRef,
    screenshots.Screenshot: screenshot_pb2.Screenshot,
    screenshots.SessionEnd: screenshot_pb2.SessionEnd,
    summaries.Categories: summary_pb2.Categories,
    summaries.Evidence: summary_pb2.Evidence,
    summaries.Offer: summary_pb2.Offer,
    summaries.Fact: summary_pb2.Fact,
    summaries.SetFilter: summary_pb2.SetFilter,
    summaries.BehaviourSummary: summary_pb2.BehaviourSummary,
    batches.BatchItem: batch_pb2.BatchItem,
    batches.ScreenshotBatch: batch_pb2.ScreenshotBatch,
    batches.ModelUsage: batch_pb2.ModelUsage,
    batches.BatchOutcome: batch_pb2.BatchOutcome,
    constraints.Check: constraints_pb2.Check,
    constraints.PriceConstraint: constraints_pb2.PriceConstraint,
    constraints.AttributeConstraint: constraints_pb2.AttributeConstraint,
    constraints.ConstraintSet: constraints_pb2.ConstraintSet,
    interactions.Interaction: interaction_pb2.Interaction,
    recommendations.BasedOn: recommendation_pb2.BasedOn,
    recommendations.SlateItem: recommendation_pb2.SlateItem,
    recommendations.Relaxation: recommendation_pb2.Relaxation,
    recommendations.Recommendation: recommendation_pb2.Recommendation,
    control.Control: control_pb2.Control,
    insights.InsightWindow: insights_pb2.InsightWindow,
}
