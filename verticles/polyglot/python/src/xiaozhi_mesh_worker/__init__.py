"""Workers of the Xiaozhi Mesh in Python: wrap a recogniser or offer tools, then :func:`run`."""

from .asr import AsrWorker, Transcript
from .connection import Worker, run, serve
from .frames import Frame, FrameError, Kind
from .tools import Result, ToolWorker, tool

__all__ = [
    "AsrWorker",
    "Frame",
    "FrameError",
    "Kind",
    "Result",
    "ToolWorker",
    "Transcript",
    "Worker",
    "run",
    "serve",
    "tool",
]
