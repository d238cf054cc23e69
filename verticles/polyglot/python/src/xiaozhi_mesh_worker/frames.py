"""Binary frames of the worker protocol: a header of 24 bytes, big-endian, then audio."""

from __future__ import annotations

import enum
import struct
from dataclasses import dataclass

VERSION = 1
HEADER = struct.Struct(">BBHIIIII")
_NUMBER_MAX = 2**31 - 1


class FrameError(ValueError):
    """What came is no frame of this version."""


class Kind(enum.IntEnum):
    """What a frame carries."""

    AUDIO = 1
    UTTERANCE_PCM = 2
    SPEECH = 3
    SPEECH_PCM = 4


_BYTES_MAX = {Kind.AUDIO: 7_680, Kind.UTTERANCE_PCM: 65_536, Kind.SPEECH: 7_680, Kind.SPEECH_PCM: 65_536}
_PCM = (Kind.UTTERANCE_PCM, Kind.SPEECH_PCM)


@dataclass(frozen=True)
class Frame:
    """One frame; the fields are those of the header.

    ``index`` is the utterance in the stream or the sentence in the answer; ``detail`` is the sample rate in Hz of
    SPEECH_PCM, the playout time in ms of AUDIO, else 0.
    """

    kind: Kind
    stream: int
    epoch: int
    index: int
    sequence: int
    detail: int
    audio: bytes

    def __post_init__(self) -> None:
        if self.stream < 1:
            raise FrameError("stream must be positive")
        numbers = (self.stream, self.epoch, self.index, self.sequence, self.detail)
        if any(n < 0 or n > _NUMBER_MAX for n in numbers):
            raise FrameError("a number in the header is outside 0 to 2^31 - 1")
        if not 1 <= len(self.audio) <= _BYTES_MAX[self.kind]:
            raise FrameError(f"{len(self.audio)} bytes of audio")
        if self.kind in _PCM and len(self.audio) % 2:
            raise FrameError("PCM must hold whole 16-bit samples")

    def to_bytes(self) -> bytes:
        """The bytes of the frame."""
        return HEADER.pack(
            VERSION, self.kind, 0, self.stream, self.epoch, self.index, self.sequence, self.detail
        ) + self.audio

    @staticmethod
    def read(data: bytes) -> "Frame":
        """Reads a frame; raises :class:`FrameError` for another version and for whatever the protocol forbids."""
        if len(data) <= HEADER.size:
            raise FrameError(f"a frame of {len(data)} bytes")
        version, kind, flags, stream, epoch, index, sequence, detail = HEADER.unpack_from(data)
        if version != VERSION:
            raise FrameError(f"frame version {version}")
        if flags:
            raise FrameError("unknown flags")
        try:
            known = Kind(kind)
        except ValueError:
            raise FrameError(f"frame kind {kind}") from None
        return Frame(known, stream, epoch, index, sequence, detail, bytes(data[HEADER.size:]))
