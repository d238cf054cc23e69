"""A bridge in the test's hands, over a real socket."""

import asyncio
import json
from contextlib import asynccontextmanager

from websockets.asyncio.server import serve as listen

from xiaozhi_mesh_worker import serve

TOKEN = "sesame"
TIMEOUT_S = 5
LIMITS = {"silenceMs": 1000, "requestMs": 400, "resultMs": 3000, "messageBytesMax": 262144, "messagesPerSMax": 5000}


class Bridge:
    """Welcomes workers, keeps what they say, says what it is told."""

    def __init__(self):
        self.sockets = asyncio.Queue()
        self.url = ""
        self._ids = 0

    async def accept(self, socket):
        await self.sockets.put(socket)
        await socket.wait_closed()

    async def worker(self):
        """The next worker that connects, welcomed; with its hello."""
        socket = await asyncio.wait_for(self.sockets.get(), TIMEOUT_S)
        hello = await self.heard(socket)
        await self.say(socket, {"type": "welcome", "inbox": "asr.w.n.1", "node": "n", "limits": LIMITS})
        return socket, hello

    async def say(self, socket, message):
        await socket.send(message if isinstance(message, bytes) else json.dumps(message))

    async def ask(self, socket, message):
        self._ids += 1
        await self.say(socket, {**message, "id": self._ids})
        answer = await self.heard(socket)
        assert answer["re"] == self._ids
        return answer

    async def heard(self, socket):
        return json.loads(await asyncio.wait_for(socket.recv(), TIMEOUT_S))


def refuse_strangers(connection, request):
    if request.headers.get("Authorization") != "Bearer " + TOKEN:
        return connection.respond(401, "")
    return None


@asynccontextmanager
async def bridged(worker, token=TOKEN, **options):
    """A bridge, and a worker that serves it in a task; the test sets ``stop``."""
    bridge = Bridge()
    stop = asyncio.Event()
    async with listen(
        bridge.accept, "127.0.0.1", 0, subprotocols=["mesh.worker.v1"], process_request=refuse_strangers
    ) as server:
        bridge.url = "ws://127.0.0.1:%d/worker" % server.sockets[0].getsockname()[1]
        serving = asyncio.ensure_future(serve(worker, bridge.url, token, stop=stop, **options))
        try:
            yield bridge, stop, serving
        finally:
            stop.set()
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
