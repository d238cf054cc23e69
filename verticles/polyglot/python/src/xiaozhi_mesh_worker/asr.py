"""A recogniser as a worker: any callable from samples to text."""

from __future__ import annotations

import array
import asyncio
import logging
import sys
import time
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional, Tuple, Union

from .connection import Message, Refusal, Send, Worker
from .frames import Frame, Kind

SAMPLE_RATE_HZ = 16_000
UTTERANCE_S_MAX = 30
TEXT_CHARS_MAX = 4_000

LOG = logging.getLogger(__name__)
_Place = Tuple[str, int, int, int]


@dataclass(frozen=True)
class Transcript:
    """What was recognised: the words or "", a BCP 47 tag or "", one of the device's 21 emotions or ""."""

    text: str
    language: str = ""
    emotion: str = ""


Recogniser = Callable[["array.array[int]"], Union[str, Transcript]]


@dataclass
class _Utterance:
    ref: Dict[str, Any]
    utterance_id: int
    stream: int
    pcm: "array.array[int]" = field(default_factory=lambda: array.array("h"))
    task: "Optional[asyncio.Task[None]]" = None

    @property
    def place(self) -> _Place:
        return _place(self.ref, self.utterance_id)


class AsrWorker(Worker):
    """Collects each utterance and has it recognised on a thread.

    :param recognise: samples (16 kHz, mono, ``array('h')``) to text or :class:`Transcript`; called from ``executor``
    :param name: unique among the workers
    :param capacity: utterances at once; as many threads unless ``executor`` is given
    :param phrases: hears what can be said to the mesh, as ``[{"language": …, "text": …}]``, on every change
    :param executor: where ``recognise`` runs; give a process pool to a recogniser that keeps the interpreter's lock
    """

    def __init__(
        self,
        recognise: Recogniser,
        *,
        name: str,
        version: str = "0",
        capacity: int = 2,
        engine: str = "python",
        phrases: Optional[Callable[[List[Dict[str, str]]], None]] = None,
        executor: Optional[Executor] = None,
    ) -> None:
        self._recognise = recognise
        self._hello: Message = {
            "role": "asr", "name": name, "version": version, "capacity": capacity,
            "phrases": phrases is not None, "tools": [],
        }
        self._capacity = capacity
        self._engine = engine
        self._phrases = phrases
        self._declared: Dict[str, List[Dict[str, str]]] = {}
        self._executor = executor or ThreadPoolExecutor(capacity, "recognise")
        self._by_place: Dict[_Place, _Utterance] = {}
        self._by_stream: Dict[int, _Utterance] = {}
        self._send: Send = lambda message: None

    def hello(self) -> Message:
        return self._hello

    def connected(self, send: Send, welcome: Message) -> None:
        self._send = send

    def disconnected(self) -> None:
        for utterance in list(self._by_place.values()):
            self._forget(utterance)

    def running(self) -> int:
        return len(self._by_place)

    def request(self, message: Message) -> Message:
        if message["type"] != "UtteranceOpen":
            raise Refusal("BAD_REQUEST", "an asr worker takes no " + message["type"])
        if len(self._by_place) >= self._capacity:
            raise Refusal("OVERLOADED", "full")
        utterance = _Utterance(message["ref"], message["utteranceId"], message["stream"])
        self._by_place[utterance.place] = utterance
        self._by_stream[utterance.stream] = utterance
        return {"type": "Accepted"}

    def frame(self, frame: Frame) -> None:
        utterance = self._by_stream.get(frame.stream)
        if utterance is None or frame.kind != Kind.UTTERANCE_PCM or frame.epoch != utterance.ref["epoch"]:
            return
        if len(utterance.pcm) < UTTERANCE_S_MAX * SAMPLE_RATE_HZ:
            piece = array.array("h", frame.audio)
            if sys.byteorder == "big":
                piece.byteswap()
            utterance.pcm.extend(piece)

    def message(self, message: Message) -> None:
        if message["type"] == "PhrasesDeclared" and self._phrases:
            self._declared[message["source"]] = message["phrases"]
            self._phrases([phrase for phrases in self._declared.values() for phrase in phrases])
            return
        if "ref" not in message or "utteranceId" not in message:
            return
        utterance = self._by_place.get(_place(message["ref"], message["utteranceId"]))
        if utterance is None:
            return
        if message["type"] == "UtteranceCancel":
            self._forget(utterance)
        elif message["type"] == "UtteranceEnd":
            utterance.task = asyncio.ensure_future(self._settle(utterance))

    async def _settle(self, utterance: _Utterance) -> None:
        began = time.monotonic()
        about = {"ref": utterance.ref, "utteranceId": utterance.utterance_id}
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._executor, self._recognise, utterance.pcm)
            said = found if isinstance(found, Transcript) else Transcript(found)
            answer: Message = {
                "type": "TranscriptFinal", **about, "text": said.text[:TEXT_CHARS_MAX], "language": said.language,
                "emotion": said.emotion, "engine": self._engine, "asrMs": int((time.monotonic() - began) * 1000),
            }
        except Exception:  # The border to foreign code: whatever it throws is a failed utterance and nothing more.
            LOG.exception("the recogniser failed")
            answer = {"type": "TranscriptFailed", **about, "error": "PROVIDER_FAILED", "message": "recogniser failed"}
        if self._by_place.get(utterance.place) is utterance:
            self._forget(utterance)
            self._send(answer)

    def _forget(self, utterance: _Utterance) -> None:
        self._by_place.pop(utterance.place, None)
        self._by_stream.pop(utterance.stream, None)


def _place(ref: Dict[str, Any], utterance_id: int) -> _Place:
    return ref["sessionId"], ref["turnId"], ref["epoch"], utterance_id
