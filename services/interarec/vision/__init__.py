"""Engine: screenshot pixels to text lines to offers to a behavioural summary, on this machine alone.

`LocalReader` is what services use; `read_report` is what the command line prints.
"""

from interarec.vision.frames import Frame, FrameReading, Reading, SkippedFrame
from interarec.vision.gazetteer import Gazetteer
from interarec.vision.reader import LocalReader
from interarec.vision.report import read_report, report_of, report_of_summary

__all__ = [
    "Frame",
    "FrameReading",
    "Gazetteer",
    "LocalReader",
    "Reading",
    "SkippedFrame",
    "read_report",
    "report_of",
    "report_of_summary",
]
