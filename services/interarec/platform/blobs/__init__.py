"""The object store: one port, three adapters (S3, folder, memory) that pass one test suite."""

from interarec.platform.blobs.folder import FolderBlobs
from interarec.platform.blobs.memory import MemoryBlobs
from interarec.platform.blobs.port import Blob, Blobs, Removed

__all__ = ["Blob", "Blobs", "FolderBlobs", "MemoryBlobs", "Removed"]
