"""The engines that read screenshots, behind one port."""

from interarec.summarizer.engines.build import build_engine
from interarec.summarizer.engines.port import PageImage, ReadingEngine, ReadRequest, ReadResult, Rung

__all__ = ["PageImage", "ReadRequest", "ReadResult", "ReadingEngine", "Rung", "build_engine"]
