"""Capture clients: over HTTP for anyone with a site key, straight to log and store for trusted servers.

`Recorder` films a Playwright page into either of them.
"""

from interarec.capture.client.http import CaptureClient, OpenSession
from interarec.capture.client.publisher import Publisher, PublishingSession
from interarec.capture.client.recorder import Recorder, ScreenshotSink

__all__ = ["CaptureClient", "OpenSession", "Publisher", "PublishingSession", "Recorder", "ScreenshotSink"]
