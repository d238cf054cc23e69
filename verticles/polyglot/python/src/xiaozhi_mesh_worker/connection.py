"""The connection of a worker to its bridge: hello, pulse, requests, drain, reconnect."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import signal
import ssl as tls
from json import JSONDecodeError
from typing import Any, Awaitable, Callable, Dict, Optional, Set, Union

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from .frames import Frame, FrameError

SUB_PROTOCOL = "mesh.worker.v1"
MESSAGE_BYTES_MAX = 1_048_576
BACK_OFF_FIRST_S = 0.2
BACK_OFF_MAX_S = 10.0
DRAIN_S = 30.0

LOG = logging.getLogger(__name__)
Message = Dict[str, Any]
Send = Callable[[Union[Message, Frame]], None]


class Refusal(Exception):
    """Answers a request with an error of the mesh's closed set, for example ``OVERLOADED``."""

    def __init__(self, error: str, message: str) -> None:
        super().__init__(message)
        self.error = error


class Worker:
    """What the connection asks of a worker. Every method runs on the event loop and returns at once."""

    def hello(self) -> Message:
        """The members of the hello."""
        raise NotImplementedError

    def connected(self, send: Send, welcome: Message) -> None:
        """A connection stands; ``send`` is how to speak on it. Nothing of an earlier one is left."""
        raise NotImplementedError

    def disconnected(self) -> None:
        """The connection is gone, and with it every lease."""
        raise NotImplementedError

    def request(self, message: Message) -> Union[Message, Awaitable[Message]]:
        """A request; the result, now or later, is its answer. Raise :class:`Refusal` to refuse it."""
        raise Refusal("BAD_REQUEST", "this worker takes no " + str(message.get("type")))

    def message(self, message: Message) -> None:
        """A message that is not answered."""

    def frame(self, frame: Frame) -> None:
        """Audio."""

    def running(self) -> int:
        """Leases, or calls, that run."""
        raise NotImplementedError


class _Connection:
    """One connection from welcome to end."""

    def __init__(self, socket: ClientConnection, worker: Worker) -> None:
        self._socket = socket
        self._worker = worker
        self._out: "asyncio.Queue[Union[str, bytes]]" = asyncio.Queue()
        self._tasks: Set["asyncio.Task[None]"] = set()
        self.draining = False

    def send(self, message: Union[Message, Frame]) -> None:
        self._out.put_nowait(message.to_bytes() if isinstance(message, Frame) else json.dumps(message))

    async def greet(self) -> Message:
        await self._socket.send(json.dumps({"type": "hello", **self._worker.hello()}))
        while True:
            answer = json.loads(await self._socket.recv())
            if answer["type"] == "welcome":
                return answer
            if answer["type"] == "error":
                raise ConnectionError(answer["message"])

    async def live(self) -> None:
        """Reads and writes until the connection ends."""
        writer = asyncio.ensure_future(self._write())
        try:
            async for data in self._socket:
                if isinstance(data, bytes):
                    self._worker.frame(Frame.read(data))
                else:
                    self._text(json.loads(data))
        finally:
            writer.cancel()
            for task in self._tasks:
                task.cancel()

    def drain(self, why: str) -> None:
        if not self.draining:
            self.draining = True
            self.send({"type": "drain", "why": why})

    async def flush_and_close(self) -> None:
        self.send({"type": "bye", "why": "drained"})
        await self._out.join()
        await self._socket.close()

    async def _write(self) -> None:
        while True:
            data = await self._out.get()
            try:
                await self._socket.send(data)
            except ConnectionClosed:
                return
            finally:
                self._out.task_done()

    def _text(self, message: Message) -> None:
        kind = message.get("type")
        if kind == "ping":
            self.send({"type": "alive", "atMs": message["atMs"], "load": 0})
        elif kind == "drain":
            LOG.info("the bridge drains: %s", message.get("why"))
        elif kind in ("bye", "error"):
            LOG.warning("the bridge says %s: %s", kind, message.get("why") or message.get("message"))
        elif "id" in message:
            self._request(message)
        else:
            self._worker.message(message)

    def _request(self, message: Message) -> None:
        try:
            answer = self._worker.request(message)
        except Refusal as refusal:
            answer = _refused(refusal)
        if isinstance(answer, dict):
            self.send({**answer, "re": message["id"]})
        else:
            task = asyncio.ensure_future(self._answer_later(message["id"], answer))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _answer_later(self, number: int, coming: Awaitable[Message]) -> None:
        try:
            answer = await coming
        except Refusal as refusal:
            answer = _refused(refusal)
        self.send({**answer, "re": number})


def _refused(refusal: Refusal) -> Message:
    return {"type": "error", "error": refusal.error, "message": str(refusal)}


async def serve(
    worker: Worker,
    url: str,
    token: str,
    *,
    ssl: Optional[tls.SSLContext] = None,
    stop: Optional[asyncio.Event] = None,
    drain_s: float = DRAIN_S,
) -> None:
    """Serves until ``stop`` is set, then drains. Comes back after every loss of the connection, with jitter.

    Raises :class:`PermissionError` when the token is refused: trying again would not help.
    """
    stop = stop or asyncio.Event()
    # Left out, wss:// trusts the machine's authorities; None would be refused there.
    secured: Dict[str, Any] = {} if ssl is None else {"ssl": ssl}
    failures = 0
    while not stop.is_set():
        try:
            async with connect(
                url, **secured, subprotocols=[SUB_PROTOCOL], compression=None, max_size=MESSAGE_BYTES_MAX,  # type: ignore[list-item]
                additional_headers={"Authorization": "Bearer " + token}, ping_interval=None, open_timeout=5,
            ) as socket:
                connection = _Connection(socket, worker)
                welcome = await asyncio.wait_for(connection.greet(), 5)
                failures = 0
                await _until_stopped(connection, worker, welcome, stop, drain_s)
        except InvalidStatus as refused:
            if refused.response.status_code == 401:
                raise PermissionError("the bridge does not take this token") from None
            LOG.warning("the bridge answers with status %s", refused.response.status_code)
        except (OSError, InvalidHandshake, ConnectionClosed, asyncio.TimeoutError, FrameError, JSONDecodeError) as lost:
            LOG.warning("no connection to %s: %s", url, lost)
        await _back_off(failures, stop)
        failures += 1


async def _until_stopped(
    connection: _Connection, worker: Worker, welcome: Message, stop: asyncio.Event, drain_s: float
) -> None:
    worker.connected(connection.send, welcome)
    LOG.info("welcome as %s at node %s", welcome["inbox"], welcome["node"])
    living = asyncio.ensure_future(connection.live())
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({living, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if stopping.done() and not living.done():
            await _drained(connection, worker, living, drain_s)
        if living.done():
            living.result()
    finally:
        stopping.cancel()
        living.cancel()
        await asyncio.gather(living, stopping, return_exceptions=True)
        worker.disconnected()


async def _drained(connection: _Connection, worker: Worker, living: "asyncio.Future[None]", drain_s: float) -> None:
    connection.drain("the worker stops")
    deadline = asyncio.get_running_loop().time() + drain_s
    while worker.running() and not living.done() and asyncio.get_running_loop().time() < deadline:
        await asyncio.wait({living}, timeout=0.05)
    if not living.done():
        await connection.flush_and_close()


async def _back_off(failures: int, stop: asyncio.Event) -> None:
    longest = min(BACK_OFF_MAX_S, BACK_OFF_FIRST_S * 2**min(failures, 10))
    try:
        await asyncio.wait_for(stop.wait(), random.uniform(longest / 2, longest))
    except asyncio.TimeoutError:
        pass


def run(worker: Worker, url: str, token: str, *, ssl: Optional[tls.SSLContext] = None) -> None:
    """Serves until SIGTERM or Ctrl-C, then drains. For a program's main thread."""

    async def main() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        await serve(worker, url, token, ssl=ssl, stop=stop)

    asyncio.run(main())
